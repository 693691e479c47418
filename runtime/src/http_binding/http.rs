//! [`Http`]: the HTTP binding of an operation.
//!
//! Never here: the bindings of members ([`crate::schema::Location`]).

/// The HTTP binding of an operation: <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
#[derive(Debug)]
pub struct Http {
    /// `GET`, `POST`, ...
    pub method: &'static str,
    /// The path, with labels (`{Label}`, `{Label+}`), and an optional constant query string.
    pub uri: &'static str,
    /// The status of success.
    pub code: u16,
}
