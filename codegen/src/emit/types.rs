//! `types.rs` and `types/error.rs`: which types there are.

use super::source::Source;
use crate::api::{Api, Structure};

/// `types.rs`.
pub(super) fn data(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The structures and enums that inputs and outputs are made of.");
    source.text("pub mod error;\n");
    let enums = api.enums.iter();
    let enums = enums.map(|enumeration| (enumeration.module.as_str(), enumeration.name.as_str()));
    let types = enums.chain(api.structures.iter().map(module_and_name));
    modules(&mut source, types.collect());
    builders(&mut source, &api.structures);
    source.finish()
}

/// `types/error.rs`.
pub(super) fn errors(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The errors that the model describes.");
    modules(
        &mut source,
        api.errors.iter().map(module_and_name).collect(),
    );
    builders(&mut source, &api.errors);
    source.finish()
}

fn module_and_name(structure: &Structure) -> (&str, &str) {
    (&structure.module, &structure.name)
}

/// Private modules, each with its one type.
fn modules(source: &mut Source, mut types: Vec<(&str, &str)>) {
    types.sort_unstable();
    let modules = types.iter().map(|(module, _)| format!("mod {module};\n"));
    source.text(modules.collect::<String>());
    let names = types.iter();
    let names = names.map(|(module, name)| format!("#[doc(inline)]\npub use {module}::{name};\n"));
    source.text(names.collect::<String>());
}

fn builders(source: &mut Source, structures: &[Structure]) {
    let mut lines: Vec<_> = structures
        .iter()
        .map(
            |Structure {
                 module, builder, ..
             }| {
                format!("    #[doc(inline)]\n    pub use super::{module}::{builder};\n")
            },
        )
        .collect();
    lines.sort_unstable();
    source.text(format!(
        "/// The builders of the structures.\npub mod builders {{\n{}}}\n",
        lines.concat()
    ));
}
