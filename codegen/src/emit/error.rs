//! `error.rs`: the service-wide error and the official names around it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::source::{Source, comment};
use crate::api::{Api, ErrorVariant};

/// `error.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("What can go wrong in a call, and how to look at it.");
    source.text(
        "pub use smithwright_runtime::error::{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
    SdkError, Unhandled, UnknownVariantError,
};
pub use smithwright_runtime::validation::{MissingMember, Rule, ValidationErrors, Violation};
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
        let _ = writeln!(table, "        {} {},", error.name, error.predicate);
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
