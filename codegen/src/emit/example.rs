//! Examples: the hand-written ones that come with the models.

use super::source::MARKER;
use crate::api::{Api, Example};

/// The files of `examples/`: names without ending, and texts.
pub(super) fn emit(api: &Api) -> impl Iterator<Item = (&str, String)> {
    api.package
        .examples
        .iter()
        .map(|Example { name, text }| (name.as_str(), format!("// {MARKER}\n{text}")))
}

/// A complete program: the first example, or else a client that is made and not used.
pub(super) fn program(api: &Api) -> String {
    if let Some(example) = api.package.examples.first() {
        return example.text.clone();
    }
    format!(
        "#[tokio::main]
async fn main() {{
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = {}::Client::new(&config);
}}
",
        api.package.crate_name
    )
}
