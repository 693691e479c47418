//! `operation.rs`: which operations there are.

use super::source::{Source, comment};
use crate::api::{Api, Operation};

/// `operation.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("One module for every operation: input, output, error and builders.");
    source.text(
        "/// What an operation is, as the runtime sees it.
pub use smithwright_runtime::operation::{Descriptor, Operation};

/// The id that the service gave a request, which its support asks for.
pub use smithwright_runtime::RequestId;
",
    );
    let operations = api.operations.iter();
    let modules = operations.map(|operation| format!("mod _{};\n", operation.module));
    source.text(modules.collect::<String>());
    source.text(api.operations.iter().map(module).collect::<String>());
    source.text(all(api));
    source.finish()
}

/// The public module of an operation.
fn module(operation: &Operation) -> String {
    let Operation {
        name,
        module,
        model_name,
        input,
        output,
        error,
        ..
    } = operation;
    let paginator = match &operation.paginator {
        Some(_) => ", paginator",
        None => "",
    };
    let docs = format!("The operation `{model_name}` and what belongs to it.");
    format!(
        "{}pub mod {module} {{
    #[doc(inline)]
    pub use super::_{module}::{{{name}, {}, {}, builders{paginator}}};
    pub use super::_{module}::{error};
}}
",
        comment(&docs, "///", 0),
        input.name,
        output.name
    )
}

fn all(api: &Api) -> String {
    let descriptors = api.operations.iter().map(|operation| {
        let (module, name) = (&operation.module, &operation.name);
        format!("        {module}::{name}::DESCRIPTOR,\n")
    });
    format!(
        "/// Every operation, as data, for callers that know operations by name.
#[inline]
pub fn all() -> [&'static Descriptor; {}] {{
    [
{}    ]
}}
",
        api.operations.len(),
        descriptors.collect::<String>(),
    )
}
