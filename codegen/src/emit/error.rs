//! `error.rs`: the names that the official crates have there, and no other; `failure.rs`: the errors themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::source::{Source, comment};
use crate::api::{Api, ErrorVariant};
use crate::text::literal;

/// `error.rs`.
pub(super) fn emit(api: &Api) -> String {
    let service = &api.service.marker;
    let mut source = Source::new();
    source.module_docs(
        "What can go wrong in a call, and how to look at it: see also [`failure`](crate::failure).",
    );
    source.text(format!(
        "pub use smithwright_runtime::error::{{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
    SdkError,
}};

/// A text that is no value of an enum, as far as the model knows.
pub type UnknownVariantError = smithwright_runtime::error::UnknownVariantError<crate::{service}>;
",
    ));
    source.finish()
}

/// `failure.rs`.
pub(super) fn emit_failure(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs(
        "The errors of the service and of each operation, and what they say to whoever has to act: [`explain`].",
    );
    source.text(
        "pub use smithwright_runtime::config::InvalidConfig;
pub use smithwright_runtime::error::Unhandled;
pub use smithwright_runtime::failure::{Explanation, Failure, explain};
",
    );
    let docs = format!(
        "Everything that can go wrong in a call of {}.",
        api.service.full_name.prose()
    );
    let mut table = format!(
        "smithwright_runtime::service_error! {{\n{}    pub enum Error, OperationError {{\n",
        comment(&docs, "///", 1)
    );
    for error in raised(api) {
        let summary = if error.summary.is_empty() {
            &error.name
        } else {
            &error.summary
        };
        table += &comment(summary, "///", 2);
        let advice = literal(&error.retry_advice);
        let _ = writeln!(
            table,
            "        {} {} {advice},",
            error.name, error.predicate
        );
    }
    source.text(table + "    }\n}\n");
    source.finish()
}

/// The errors that operations raise, each once, by name.
pub(super) fn raised(api: &Api) -> impl Iterator<Item = &ErrorVariant> {
    let errors = api
        .operations
        .iter()
        .flat_map(|operation| &operation.errors);
    let by_name: BTreeMap<_, _> = errors.map(|error| (&error.name, error)).collect();
    by_name.into_values()
}
