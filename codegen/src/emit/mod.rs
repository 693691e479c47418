//! Api in, files out: one module an artefact, one public function a module.
//!
//! Emitters print what the [`Api`] says. They decide no name, look nothing up and cannot fail.
//! Never here: the model, identifiers made from the model's names, reading or writing of files.

mod changelog;
mod client;
mod config;
mod docs;
mod endpoint_rules;
mod enumeration;
mod error;
mod example;
mod example_call;
mod expression;
mod front_page;
mod library;
mod manifest;
mod meta;
mod operation;
mod operation_docs;
mod operations;
mod primitives;
pub mod public_items;
mod readme;
mod rust_type;
mod sections;
mod serde;
mod service;
mod shapes;
mod source;
mod structure;
mod testing;
mod types;
mod union;
mod validation;
mod waiters;

pub use self::manifest::OPT_IN as OPT_IN_FEATURES;
pub(crate) use self::source::{MARKER, VENDORED_MARKER};
pub use self::validation::UncheckedPattern;
pub(crate) use self::validation::unchecked_patterns;
use crate::api::Api;
use crate::files::Files;
use crate::problem::Problem;
use structure::Role;

/// All files of the crate, relative to its folder.
///
/// # Errors
/// Two artefacts of the same name, on a file system that knows no case too.
pub fn emit(api: &Api) -> Result<Files, Problem> {
    let mut files = Files::new();
    files.insert("Cargo.toml", manifest::cargo(api))?;
    files.insert("README.md", readme::emit(api))?;
    if let Some(changelog) = changelog::emit(api) {
        files.insert("CHANGELOG.md", changelog)?;
    }
    files.insert("api.txt", public_items::emit(api))?;
    files.insert("rustfmt.toml", manifest::rustfmt())?;
    for (name, text) in example::emit(api) {
        files.insert(&format!("examples/{name}.rs"), text)?;
    }
    files.insert("src/lib.rs", library::emit(api))?;
    files.insert("src/client.rs", client::emit(api))?;
    files.insert("src/config.rs", config::emit(api))?;
    files.insert("src/endpoint_rules.rs", endpoint_rules::emit(api))?;
    files.insert("src/error.rs", error::emit(api))?;
    if !api.expressions.is_empty() {
        files.insert("src/expression.rs", expression::emit(api))?;
    }
    files.insert("src/failure.rs", error::emit_failure(api))?;
    files.insert("src/meta.rs", meta::emit(api))?;
    files.insert("src/primitives.rs", primitives::emit(api))?;
    files.insert("src/serde.rs", serde::emit())?;
    files.insert("src/service.rs", service::emit(api))?;
    files.insert("src/shapes.rs", shapes::emit(api))?;
    if manifest::has_testing(&api.package) {
        files.insert("src/testing.rs", testing::emit(api))?;
    }
    if !api.waiters.is_empty() {
        files.insert("src/waiters.rs", waiters::emit(api))?;
    }
    files.insert("src/operation.rs", operations::emit(api))?;
    for operation in &api.operations {
        let path = format!("src/operation/_{}.rs", operation.module);
        files.insert(&path, operation::emit(api, operation))?;
    }
    files.insert("src/types.rs", types::data(api))?;
    for enumeration in &api.enums {
        let path = format!("src/types/{}.rs", enumeration.module);
        files.insert(&path, enumeration::emit(enumeration))?;
    }
    for union in &api.unions {
        let path = format!("src/types/{}.rs", union.module);
        files.insert(&path, union::emit(union))?;
    }
    for structure in &api.structures {
        let path = format!("src/types/{}.rs", structure.module);
        files.insert(&path, structure::emit(structure, Role::Data))?;
    }
    files.insert("src/types/error.rs", types::errors(api))?;
    for error in &api.errors {
        let path = format!("src/types/error/{}.rs", error.module);
        files.insert(&path, structure::emit(error, Role::Error))?;
    }
    Ok(files)
}
