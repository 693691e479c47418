//! The places where text lands that people and programs read: a terminal or log, Markdown, a page of HTML, the
//! annotations of a workflow run, JSON. One module for each, and text gets there through it alone.
//!
//! Whatever the text says, none of it gives orders to what shows it. Characters that nobody would see are spelled
//! (`\u{1b}`), and lines are not what the runner of a workflow takes for a command, which it looks for in whatever a
//! step prints: <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.
//!
//! Never here: what is said.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub mod terminal;
pub(crate) mod workflow;

/// Text of which no line is a command to a workflow runner: those that begin with `::`, and those that have `##[` or
/// `##vso[` anywhere. `spelled` writes the first character of such a mark so that it is shown as it is.
fn disarmed(text: &str, spelled: impl Fn(char) -> String) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut is_start = true;
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let is_command = (is_start && rest.starts_with("::"))
            || rest.starts_with("##[")
            || rest.starts_with("##vso[");
        if is_command {
            safe.push_str(&spelled(character));
        } else {
            safe.push(character);
        }
        is_start = character == '\n' || (is_start && character.is_whitespace());
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command() {
        let disarmed = |text: &str| disarmed(text, |c| format!("<{c}>"));
        assert_eq!(disarmed("a::b\n  ::error::c"), "a::b\n  <:>:error::c");
        assert_eq!(disarmed("::error::"), "<:>:error::");
        assert_eq!(disarmed("x ##[group]y ## z"), "x <#>#[group]y ## z");
        assert_eq!(disarmed("##vso[task]"), "<#>#vso[task]");
    }
}
