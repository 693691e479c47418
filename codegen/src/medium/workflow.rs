//! Annotations of a workflow run:
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.
//!
//! Never here: what is annotated.

use crate::text::line;

/// Commands, a line each.
#[derive(Default)]
pub(crate) struct Commands(String);

impl Commands {
    /// A command of ours, such as `error`, with its properties and its message as text.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        properties: &[(&'static str, String)],
        message: &str,
    ) {
        let properties = properties.iter();
        let properties = properties.map(|(name, value)| format!("{name}={}", property(value)));
        let properties = properties.collect::<Vec<_>>().join(",");
        let message = data(message);
        self.0
            .push_str(&format!("::{name} {properties}::{message}\n"));
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

fn data(text: &str) -> String {
    // What is left of line breaks is spelled by `visible`.
    let text = line(text).replace('%', "%25");
    super::disarmed(&text, |character| format!("%{:02X}", u32::from(character)))
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(data("50%\n::error::x\x1b"), "50%25\\n::error::x\\u{1b}");
        assert_eq!(data("##[error]x"), "%23#[error]x");
        assert_eq!(property("a: b, c"), "a%3A b%2C c");
    }
}
