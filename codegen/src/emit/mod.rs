//! Api in, files out: one module an artefact, one public function a module.
//!
//! Emitters print what the [`Api`] says. They decide no name, look nothing up and cannot fail.
//! Never here: the model, identifiers made from the model's names, reading or writing of files.

mod client;
mod docs;
mod endpoint_rules;
mod enumeration;
mod error;
mod example;
mod operation;
mod package;
mod public_items;
mod root;
mod rust_type;
mod shapes;
mod source;
mod structure;
mod waiters;

use crate::api::Api;
use crate::files::Files;
use crate::problem::Problem;

/// All files of the crate, relative to its folder.
///
/// # Errors
/// Two artefacts of the same name, on a file system that knows no case too.
pub fn emit(api: &Api) -> Result<Files, Problem> {
    let mut files = Files::new();
    files.insert("Cargo.toml", package::manifest(api))?;
    files.insert("README.md", package::readme(api))?;
    files.insert("api.txt", public_items::emit(api))?;
    files.insert("rustfmt.toml", package::formatting())?;
    for (name, text) in example::emit(api) {
        files.insert(&format!("examples/{name}.rs"), text)?;
    }
    files.insert("src/lib.rs", root::library(api))?;
    files.insert("src/client.rs", client::client(api))?;
    files.insert("src/config.rs", client::config(api))?;
    files.insert("src/endpoint_rules.rs", endpoint_rules::emit(api))?;
    files.insert("src/error.rs", error::emit(api))?;
    files.insert("src/meta.rs", client::meta(api))?;
    files.insert("src/primitives.rs", client::primitives())?;
    files.insert("src/service.rs", client::service(api))?;
    files.insert("src/shapes.rs", shapes::emit(api))?;
    if !api.waiters.is_empty() {
        files.insert("src/waiters.rs", waiters::emit(api))?;
    }
    files.insert("src/operation.rs", root::operations(api))?;
    for operation in &api.operations {
        files.insert(
            &format!("src/operation/{}.rs", operation.module),
            operation::emit(api, operation),
        )?;
    }
    types(api, &mut files)?;
    Ok(files)
}

fn types(api: &Api, files: &mut Files) -> Result<(), Problem> {
    files.insert("src/types.rs", root::types(api))?;
    files.insert("src/types/error.rs", root::error_types(api))?;
    for enumeration in &api.enums {
        let mut source = source::Source::new();
        enumeration::emit(&mut source, enumeration);
        files.insert(
            &format!("src/types/{}.rs", enumeration.module),
            source.finish(),
        )?;
    }
    let data = api
        .structures
        .iter()
        .map(|structure| ("", structure::Role::Data, structure));
    let errors = api
        .errors
        .iter()
        .map(|error| ("error/", structure::Role::Error, error));
    for (folder, role, structure) in data.chain(errors) {
        let mut source = source::Source::new();
        source.uses(&structure::uses(&[structure]));
        structure::emit(&mut source, structure, role, &structure.builder);
        files.insert(
            &format!("src/types/{folder}{}.rs", structure.module),
            source.finish(),
        )?;
    }
    Ok(())
}
