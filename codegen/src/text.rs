//! Text from models and packages, and the one escaping function for each place where it is printed.
//!
//! A [`Text`] is anything: it may hold newlines, quotes, markup, control characters, marks that turn the
//! direction of writing. It has no `Display`, so that it gets nowhere without a word about the place:
//!
//! | place | way |
//! |---|---|
//! | a Rust string, a value in `api.txt` | [`literal`], [`raw_literal`] |
//! | Markdown, as code | [`code_span`] |
//! | Markdown, as part of a sentence | [`prose`] |
//! | a line of plain text: in a fence, in a message | [`line()`] |
//! | the note of `#[deprecated]` | [`note`] |
//! | a value in TOML | [`toml()`] |
//! | a segment of a URL | [`url_segment`] |
//! | lines of comments and documentation in Rust | `emit::source::comment`, `emit::docs::docs` |
//!
//! `tests/tests/tidy.rs` holds emitters to it: there is no `{:?}` in them, nothing between quotes or behind
//! a comment's marker that is filled in.
//!
//! Never here: HTML and terminals ([`crate::diff::view`]), and which text lands where.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

pub use crate::code_span::code_span;

/// Text that somebody else wrote.
///
/// In `quote!` it is a string literal. There is no other way to print it than those of this module.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// The text itself, to be compared and never to be printed.
    pub fn unescaped(&self) -> &str {
        &self.0
    }

    /// As a string literal of Rust.
    pub fn literal(&self) -> String {
        literal(&self.0)
    }

    /// As a string literal of Rust, a raw one where that reads better.
    pub fn raw_literal(&self) -> String {
        raw_literal(&self.0)
    }

    /// As code in Markdown.
    pub fn code_span(&self) -> String {
        code_span(&self.0)
    }

    /// As part of a sentence in Markdown.
    pub fn prose(&self) -> String {
        prose(&self.0)
    }

    /// As a line, or part of one, of plain text.
    pub fn line(&self) -> String {
        line(&self.0)
    }

    /// As the note of `#[deprecated]`: a string literal of Rust.
    pub fn note(&self) -> String {
        literal(&note(&self.0))
    }

    /// As a value in TOML, with its quotes.
    pub fn toml(&self) -> String {
        toml(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Literal::string(&self.0));
    }
}

/// A string literal of Rust. What cannot be seen is escaped, so that rustc's lint against text that turns
/// its direction (`text_direction_codepoint_in_literal`) has nothing to say.
pub fn literal(text: &str) -> String {
    // The one place where a text is printed so: `str` and rustc agree on what an escape is.
    format!("{text:?}")
}

/// A string literal of Rust, a raw one where that reads better: patterns are full of backslashes.
pub fn raw_literal(text: &str) -> String {
    let plain = text
        .chars()
        .all(|character| character == ' ' || character.is_ascii_graphic());
    if !plain || !text.contains(['\\', '"']) {
        return literal(text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// Part of a sentence in Markdown, on one line; nothing in it means anything to Markdown, wherever in the
/// line it stands.
pub fn prose(text: &str) -> String {
    let text = line(text);
    let words = text.split_whitespace().map(|word| escaped(word, true));
    let words = words.collect::<Vec<_>>().join(" ");
    match words.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", guarded(first)),
        None => guarded(&words),
    }
}

/// A line, or part of one, of plain text: what ends lines, drives a terminal or turns the direction of
/// text is shown as Rust would write it.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            c => push_visible(&mut line, c),
        }
    }
    line
}

/// The same of lines that are to stay lines; tabs stay as well.
pub fn lines(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '\n' | '\t') || !is_hidden(c);
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    for c in text.chars() {
        if stays(c) {
            lines.push(c);
        } else {
            push_visible(&mut lines, c);
        }
    }
    Cow::Owned(lines)
}

/// The note of `#[deprecated]`, which rustc prints as it is, and rustdoc as a line of Markdown in which
/// links work and HTML does not.
pub fn note(text: &str) -> String {
    let text = lines(text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut note = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '[' | '<') {
            note.push('\\');
        }
        note.push(c);
    }
    note
}

/// A value in TOML, with its quotes, on one line.
pub fn toml(text: &str) -> String {
    ::toml::Value::from(line(text)).to_string()
}

/// A segment of a URL's path: <https://www.rfc-editor.org/rfc/rfc3986#section-2.3> says what stays.
pub fn url_segment(text: &str) -> String {
    let mut segment = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(byte.into());
        } else {
            let _ = write!(segment, "%{byte:02X}");
        }
    }
    segment
}

/// Whether a character is not shown where it stands: it ends a line, drives a terminal, turns the direction
/// of text (which rustc refuses in comments), or is nothing at all.
pub fn is_hidden(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    );
    c.is_control() || is_format
}

fn push_visible(text: &mut String, c: char) {
    if is_hidden(c) {
        text.extend(c.escape_unicode());
    } else {
        text.push(c);
    }
}

/// A word in which nothing means anything to Markdown, nor together with what is glued to its end.
/// What a word means at the start of a line is [`guarded`]'s to look at.
pub(crate) fn escaped(text: &str, is_glued: bool) -> String {
    let has_words = text.contains(|c: char| c != '-');
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '^' => true,
            '_' => !(is_letter(before) && is_letter(after)),
            // The start of a character reference.
            '&' => after.map_or(is_glued, |c| c == '#' || c.is_ascii_alphanumeric()),
            // A link that follows would become an image.
            '!' => after.is_none() && is_glued,
            // rustdoc makes a dash of two hyphens, which spoils `--option`.
            '-' => has_words && after == Some('-'),
            _ => false,
        };
        if is_special {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// A word that starts a line, escaped if Markdown would take it for the start of a heading, a
/// quote, an item, or for a rule or the underline of a heading or of a table's header.
pub(crate) fn guarded(word: &str) -> String {
    let is_all = |c: char| word.chars().all(|other| other == c);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = &word[digits..];
    if digits > 0 && matches!(after_digits, "." | ")") {
        return format!("{}\\{after_digits}", &word[..digits]);
    }
    let is_special = word.starts_with('>')
        || word.starts_with(":-")
        || word == "+"
        || (!word.is_empty() && ['#', '-', '='].into_iter().any(is_all));
    if is_special {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str =
        "a\n\r\0\u{1b}[31m\u{85}\u{202e}\u{2066}\u{2028}`\"\\*/ [x](javascript:1) <b> # 1. &lt;";

    #[test]
    fn a_literal_is_the_text() {
        for text in [
            HOSTILE,
            "",
            "'",
            "{}",
            "\"#",
            "\\\"##\"",
            "\u{301}e",
            "\u{1f600}",
        ] {
            for literal in [literal(text), raw_literal(text)] {
                let parsed: syn::LitStr = syn::parse_str(&literal).expect("a literal");
                assert_eq!(parsed.value(), text);
                assert!(!literal.contains(is_hidden), "{literal}");
            }
        }
    }

    #[test]
    fn what_cannot_be_seen_is_spelled() {
        let seen = "a\\n\\r\\u{0}\\u{1b}[31m\\u{85}\\u{202e}\\u{2066}\\u{2028}";
        assert!(line(HOSTILE).starts_with(seen), "{}", line(HOSTILE));
        assert_eq!(lines("a\n\tb"), "a\n\tb");
        assert_eq!(lines("a\r\n\u{202e}b"), "a\\u{d}\n\\u{202e}b");
    }

    /// What Markdown makes of a text: the kinds of its events, and what is seen.
    fn read(markdown: &str) -> (Vec<String>, String) {
        use pulldown_cmark::{Event, Options, Parser};
        let (mut kinds, mut seen) = (Vec::new(), String::new());
        // Those of rustdoc that change what a text means.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) | Event::Code(text) => seen.push_str(&text),
                other => kinds.push(format!("{other:?}")),
            }
        }
        (kinds, seen)
    }

    #[test]
    fn text_in_markdown_is_text() {
        let paragraph = ["Start(Paragraph)", "End(Paragraph)"];
        for text in [
            HOSTILE,
            "# a",
            "1. a",
            "- a",
            "> a",
            "    a",
            "```",
            "~~~",
            "=== a",
            "[a]: b",
            "<script>a</script>",
            "<javascript:a>",
            "![a](b)",
            "a | b",
            "_a_ **b** ~~c~~",
            "--- a",
            "+ a",
            "[^1]",
            ":- a",
            "- [ ] a",
        ] {
            let (kinds, seen) = read(&prose(text));
            assert_eq!(kinds, paragraph, "{}", prose(text));
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(seen, words(&line(text)));
            let (kinds, seen) = read(&format!("a {}", code_span(text)));
            assert_eq!(kinds, paragraph, "{}", code_span(text));
            assert_eq!(seen.trim(), format!("a {}", line(text)).trim());
        }
    }

    #[test]
    fn a_value_of_toml_is_one() {
        let value: ::toml::Table = format!("a = {}", toml(HOSTILE)).parse().expect("TOML");
        assert_eq!(value.len(), 1);
        assert_eq!(value["a"].as_str(), Some(line(HOSTILE).as_str()));
        assert!(!toml(HOSTILE).contains(is_hidden));
    }

    #[test]
    fn a_segment_of_a_url_is_one() {
        assert_eq!(url_segment("a-1.b_c~"), "a-1.b_c~");
        assert_eq!(url_segment("/../?#%)é\n"), "%2F..%2F%3F%23%25%29%C3%A9%0A");
    }
}
