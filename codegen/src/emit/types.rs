//! `types.rs` and `types/error.rs`: which types there are.

use super::source::Source;
use crate::api::{Api, Structure};

/// `types.rs`.
pub(super) fn data(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The structures and enums that inputs and outputs are made of.");
    source.text("pub mod error;\n");
    let enums = api.enums.iter();
    let enums = enums.map(|enumeration| line(&enumeration.module, &enumeration.name));
    let unions = api.unions.iter();
    let unions = unions.map(|union| line(&union.module, &union.name));
    let others = enums.chain(unions);
    types(&mut source, others.chain(structures(&api.structures)));
    source.finish()
}

/// `types/error.rs`.
pub(super) fn errors(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The errors that the model describes.");
    types(&mut source, structures(&api.errors));
    source.finish()
}

fn structures(structures: &[Structure]) -> impl Iterator<Item = String> {
    structures.iter().map(|structure| {
        let types = format!("{}, {}", structure.name, structure.builder);
        line(&structure.module, &types)
    })
}

/// A private module, and what is shown of it.
fn line(module: &str, types: &str) -> String {
    format!("    {module}: {types};\n")
}

fn types(source: &mut Source, lines: impl Iterator<Item = String>) {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_unstable();
    source.text(format!(
        "smithwright_runtime::types! {{\n{}}}\n",
        lines.concat()
    ));
}
