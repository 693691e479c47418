//! `operation.rs`: which operations there are.

use super::source::Source;
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
    let lines = api.operations.iter().map(line);
    source.text(format!(
        "smithwright_runtime::operations! {{\n{}}}\n",
        lines.collect::<String>()
    ));
    source.finish()
}

/// The public module of an operation, and the private one where everything stands.
fn line(operation: &Operation) -> String {
    let Operation {
        name,
        module,
        input,
        output,
        error,
        ..
    } = operation;
    let paginator = match &operation.paginator {
        Some(_) => ", paginator",
        None => "",
    };
    let (input, output) = (&input.name, &output.name);
    format!("    {name} in {module}, _{module}: {input} -> {output} or {error}{paginator};\n")
}
