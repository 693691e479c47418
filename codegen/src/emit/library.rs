//! `lib.rs`: the front page, and which modules there are.

use super::source::{Source, comment};
use super::{example, front_page, manifest};
use crate::api::Api;

/// What holds for the whole crate.
const ATTRIBUTES: &str = "#![forbid(unsafe_code)]
#![warn(missing_docs)]
// The source is at hand: in the reader's own repository.
#![doc(html_no_source)]
// The crate itself has to name what it tells its users not to use any more.
#![allow(deprecated)]
// Names, numbers and `since` are the model's.
#![allow(clippy::deprecated_semver, clippy::doc_markdown, clippy::unreadable_literal)]
// Items with `cfg_attr(doc, doc(hidden))` are shown where they are re-exported. rustdoc leaves out of their
// pages what every Rust type has: the automatic traits and everybody's blanket implementations.
";

/// The modules of every crate.
const MODULES: &str = "pub mod client;
pub mod config;
mod endpoint_rules;
pub mod error;
pub mod failure;
pub mod meta;
pub mod operation;
pub mod primitives;
#[cfg(feature = \"serde\")]
pub mod serde;
mod service;
mod shapes;
";

/// The modules of what the official crates do not have.
const EXTRAS: &str = "
/// How requests are written.
pub mod protocol {
    pub use smithwright_runtime::protocol::Protocol;
}

/// Where idempotency tokens come from.
pub mod idempotency_token {
    pub use smithwright_runtime::idempotency_token::IdempotencyTokenProvider;
}

/// How much of a request is checked before it is sent, and what was found.
pub mod validation {
    pub use smithwright_runtime::validation::{MissingMember, Rule, Validation, ValidationErrors, Violation};
}
";

/// `lib.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.text(provenance(api));
    source.text(front_page(api));
    source.text(ATTRIBUTES);
    let waiters = if api.waiters.is_empty() {
        ""
    } else {
        "pub mod waiters;\n"
    };
    let expression = if api.expressions.is_empty() {
        ""
    } else {
        "pub mod expression;\n"
    };
    let testing = if manifest::has_testing(&api.package) {
        "#[cfg(feature = \"testing\")]\npub mod testing;\n"
    } else {
        ""
    };
    source.text(format!(
        "{MODULES}{expression}{testing}pub mod types;\n{waiters}{EXTRAS}"
    ));
    source.text(format!(
        "pub use client::Client;\npub use config::Config;\npub use failure::Error;\npub use service::{};\n",
        api.service.marker
    ));
    source.finish()
}

fn provenance(api: &Api) -> String {
    let package = &api.package;
    let first = format!(
        "Generator: smithwright {}. Models: {}.",
        env!("CARGO_PKG_VERSION"),
        package.origin.line(),
    );
    let sources = package.sources.iter();
    let sources = sources.map(|(path, sha256)| format!("{} sha256 {}", path.line(), sha256.line()));
    let lines: Vec<_> = std::iter::once(first).chain(sources).collect();
    comment(&lines.join("\n"), "//", 0)
}

/// The front page.
fn front_page(api: &Api) -> String {
    let before = comment(&front_page::before_program(api), "//!", 0);
    let after = comment(&front_page::after_program(api), "//!", 0);
    let program = comment(
        &format!("```no_run\n{}```", example::program(api)),
        "//!",
        0,
    );
    format!("{before}{program}{after}")
}
