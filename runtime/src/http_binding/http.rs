//! [`Http`]: where in HTTP an operation stands.
//!
//! Never here: where its members stand ([`crate::schema::Location`]).

/// An operation's HTTP binding: <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
#[derive(Debug)]
pub struct Http {
    /// `GET`, `POST`, ...
    pub method: &'static str,
    /// The path with `{Label}` and `{Label+}`, and optionally a constant query string.
    pub uri: &'static str,
    /// The status of success.
    pub code: u16,
}
