//! `testing.rs`: what the feature `testing` needs to know of the service beyond its tables.

use std::fmt::Write as _;

use super::source::{Source, comment};
use crate::api::{Api, ErrorFacts};

/// `testing.rs`.
pub(super) fn emit(api: &Api) -> String {
    let marker = &api.service.marker;
    let mut source = Source::new();
    source.module_docs(
        "Testing a program without AWS: a [`Fake`] of the service. What it can do: [`mod@smithwright_runtime::testing`].",
    );
    source.text("pub use smithwright_runtime::testing::{Sequence, Server, valid_input};\n");
    let types = [
        (
            "Fake",
            "The service without AWS, as an HTTP client and as a server.",
        ),
        ("Recorder", "An HTTP client that writes calls to a file."),
        ("Replay", "An HTTP client that plays the calls of a file."),
    ];
    for (name, about) in types {
        source.text(format!(
            "{}pub type {name} = smithwright_runtime::testing::{name}<crate::{marker}>;\n",
            comment(about, "///", 0)
        ));
    }
    let mut table = format!("smithwright_runtime::testing! {{\n    crate::{marker} {{\n");
    for error in &api.errors {
        let status = error.error.as_ref().map_or(400, status);
        let _ = writeln!(table, "        {} {status},", error.name);
    }
    source.text(table + "    }\n}\n");
    source.finish()
}

/// The status that an error is sent with: <https://smithy.io/2.0/spec/http-bindings.html#httperror-trait>.
fn status(error: &ErrorFacts) -> u16 {
    let default = if error.server_fault { 500 } else { 400 };
    error.http_status.unwrap_or(default)
}
