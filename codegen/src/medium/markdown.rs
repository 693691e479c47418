//! Markdown: a body of a pull request, a changelog.
//!
//! Never here: what only some viewers of Markdown understand, but for tables and `<details>`.

use crate::code_span::code_span;
use crate::text::line;

/// A part of a line. Nothing gets in but as text or as code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inline(String);

impl Inline {
    /// Text that says what it says, whatever is in it.
    pub(crate) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// Any text as code.
    pub(crate) fn code(text: &str) -> Self {
        let text = line(text);
        // In code nothing can be escaped.
        if super::disarmed(&format!("`{text}"), |_| String::new()).len() <= text.len() {
            return Self::text(&text);
        }
        Self(code_span(text.trim()))
    }

    /// A sentence of ours: what stands between backticks is code.
    pub(crate) fn sentence(text: &str) -> Self {
        let parts: Vec<&str> = text.split('`').collect();
        // A backtick without its fellow is one.
        if parts.len().is_multiple_of(2) {
            return Self::text(text);
        }
        let parts = parts.iter().enumerate().map(|(at, part)| match at % 2 {
            1 => Self::code(part),
            _ if part.is_empty() => Self::default(),
            _ => Self::text(part),
        });
        parts.fold(Self::default(), Self::then)
    }

    /// Text in brackets, which leads somewhere where the document says so.
    pub(crate) fn reference(text: &str) -> Self {
        Self(format!("[{}]", escaped(text)))
    }

    /// This and that, without anything between.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "parts are made where they are put together"
    )]
    pub(crate) fn then(mut self, next: Self) -> Self {
        self.0.push_str(&next.0);
        self
    }

    /// In bold. What begins or ends with a space cannot be.
    pub(crate) fn strong(mut self) -> Self {
        self.0 = format!("**{}**", self.0);
        self
    }

    /// A list of these, with commas.
    pub(crate) fn listed(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<_> = parts.into_iter().map(|part| part.0).collect();
        Self(parts.join(", "))
    }
}

/// Characters that mean something in Markdown wherever they stand.
const MARKS: &str = "\\`*_{}[]<#|~$&";

fn escaped(text: &str) -> String {
    let text = line(text);
    let mut escaped = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let after = rest.chars().nth(1).unwrap_or(' ');
        let starts_block = match character {
            '-' | '+' | '=' | '>' => at == 0,
            '.' | ')' => at == digits && digits > 0 && after == ' ',
            _ => false,
        };
        // An address is text as well: viewers make links of those that they find.
        let is_address = rest.starts_with("://") || (character == '.' && escaped.ends_with("www"));
        if MARKS.contains(character) || starts_block || is_address {
            escaped.push('\\');
        }
        escaped.push(character);
        // Nobody is called: a backslash would not help.
        if character == '@' && !before.is_alphanumeric() && after.is_alphanumeric() {
            escaped.push('\u{2060}');
        }
        before = character;
    }
    super::disarmed(&escaped, |character| format!("\\{character}"))
}

/// What stands at the end of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Item,
    Other,
}

/// Headings, paragraphs, lists and tables.
pub(crate) struct Markdown {
    text: String,
    last: Last,
    width: Option<usize>,
}

impl Markdown {
    /// A document of which no paragraph is broken into lines.
    pub(crate) fn new() -> Self {
        Self {
            text: String::new(),
            last: Last::Nothing,
            width: None,
        }
    }

    /// A document with lines of so many characters, unless a single word is longer.
    pub(crate) fn of_width(width: usize) -> Self {
        Self {
            width: Some(width),
            ..Self::new()
        }
    }

    fn block(&mut self, last: Last) {
        let continues = self.last == Last::Item && last == Last::Item;
        if self.last != Last::Nothing && !continues {
            self.text.push('\n');
        }
        self.last = last;
    }

    pub(crate) fn heading(&mut self, level: usize, text: &Inline) {
        self.block(Last::Other);
        self.text
            .push_str(&format!("{} {}\n", "#".repeat(level), text.0));
    }

    /// A paragraph, each part of which begins a line.
    pub(crate) fn paragraph(&mut self, parts: &[Inline]) {
        self.block(Last::Other);
        for part in parts {
            self.filled("", &part.0);
        }
    }

    /// An item of a list, in a list of that depth.
    pub(crate) fn item(&mut self, depth: usize, text: &Inline) {
        self.block(Last::Item);
        self.filled(&format!("{}- ", "  ".repeat(depth)), &text.0);
    }

    /// Something that is out of the way until it is asked for. The title is ours.
    pub(crate) fn folded(&mut self, title: &str, body: Self) {
        self.block(Last::Other);
        let body = body.text;
        self.text.push_str(&format!(
            "<details>\n<summary>{title}</summary>\n\n{body}\n</details>\n"
        ));
    }

    /// A table; the titles are ours.
    pub(crate) fn table(&mut self, titles: &[&str], rows: &[Vec<Inline>]) {
        self.block(Last::Other);
        self.text
            .push_str(&format!("| {} |\n|", titles.join(" | ")));
        self.text.push_str(&"---|".repeat(titles.len()));
        self.text.push('\n');
        for row in rows {
            let cells: Vec<_> = row.iter().map(|cell| cell.0.as_str()).collect();
            self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }

    /// Another document below this one.
    pub(crate) fn append(&mut self, other: &Self) {
        self.block(Last::Other);
        self.text.push_str(&other.text);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Text in lines behind a marker that the later lines are indented by.
    fn filled(&mut self, marker: &str, text: &str) {
        let Some(width) = self.width else {
            self.text.push_str(&format!("{marker}{text}\n"));
            return;
        };
        let indent = " ".repeat(marker.len());
        let mut line = marker.to_owned();
        let mut is_empty = true;
        for word in text.split_whitespace() {
            let is_full = line.chars().count() + 1 + word.chars().count() > width;
            if !is_empty && is_full && may_start_line(word) {
                self.text.push_str(&format!("{line}\n"));
                line.clone_from(&indent);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.text.push_str(&format!("{line}\n"));
    }
}

/// Whether a word, even one of a code span, begins nothing but a line where it comes first.
fn may_start_line(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']);
    let marks = ["-", "+", "*", "#", ">", "=", "|", "<", "~~~", "```", "::"];
    !is_number && !marks.iter().any(|mark| word.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_is() {
        assert_eq!(escaped("a_b <p> `c` &lt;"), r"a\_b \<p> \`c\` \&lt;");
        assert_eq!(escaped("> a -> b"), r"\> a -> b");
        assert_eq!(escaped("- a\n- b\x1b"), "\\- a\\\\n- b\\\\u\\{1b\\}");
        assert_eq!(escaped("1. a"), r"1\. a");
        assert_eq!(escaped("::error::x"), r"\::error::x");
        assert_eq!(escaped("https://a.b www.a.b"), r"https\://a.b www\.a.b");
        assert_eq!(escaped("@all a@b"), "@\u{2060}all a@b");
    }

    #[test]
    fn code_is_shown_as_it_is() {
        let code = |text: &str| Inline::code(text).0;
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("::a\n"), "`::a\\n`");
        assert_eq!(code("##[error]a"), r"\#\#\[error\]a");
        assert_eq!(Inline::sentence("`a<b>` is <gone>").0, r"`a<b>` is \<gone>");
        assert_eq!(Inline::sentence("it`s").0, r"it\`s");
    }

    #[test]
    fn lines_begin_nothing() {
        let mut document = Markdown::of_width(10);
        document.item(0, &Inline::code("aaa bbb ccc - ddd"));
        document.paragraph(&[Inline::text("e")]);
        assert_eq!(document.finish(), "- `aaa bbb\n  ccc -\n  ddd`\n\ne\n");
        let mut document = Markdown::of_width(8);
        document.item(0, &Inline::code("aaa - b"));
        assert_eq!(document.finish(), "- `aaa -\n  b`\n");
    }
}
