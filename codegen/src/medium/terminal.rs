//! A terminal, or the log that takes its place.
//!
//! Never here: which terminal it is.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::text::line;

/// How far the later lines of a paragraph are indented, beyond the first.
const HANGING: usize = 4;

/// The least width that is worth breaking lines for.
const NARROWEST: usize = 40;

/// Whether the text has colours, as ANSI escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Yes.
    On,
    /// No.
    Off,
}

/// What a text is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether it shows colours.
    pub colours: Colours,
    /// How many columns a line has; `None` where lines are not broken, so that they can be searched.
    pub width: Option<usize>,
}

impl From<Colours> for Terminal {
    fn from(colours: Colours) -> Self {
        Self {
            colours,
            width: None,
        }
    }
}

/// Any text as a part of a line.
pub fn shown(text: &str) -> String {
    disarmed(&line(text))
}

fn disarmed(text: &str) -> String {
    super::disarmed(text, |character| {
        format!("\\u{{{:x}}}", u32::from(character))
    })
}

/// A part of a line, in a colour.
pub(crate) struct Span {
    /// The parameters of Select Graphic Rendition (ECMA-48), such as `1;31`.
    pub(crate) colour: Option<&'static str>,
    pub(crate) text: String,
}

/// Lines of text. Nothing gets in but as text.
pub(crate) struct Lines {
    terminal: Terminal,
    text: String,
}

impl Lines {
    pub(crate) fn new(terminal: impl Into<Terminal>) -> Self {
        Self {
            terminal: terminal.into(),
            text: String::new(),
        }
    }

    /// A line, or as many as the width asks for.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let span = Span {
            colour: None,
            text: text.to_owned(),
        };
        self.spans(indent, &[span]);
    }

    /// The same with colours.
    pub(crate) fn spans(&mut self, indent: usize, spans: &[Span]) {
        let spans = spans.iter().map(|span| {
            let text = shown(&span.text);
            match (self.terminal.colours, span.colour) {
                (Colours::On, Some(colour)) => format!("\x1b[{colour}m{text}\x1b[0m"),
                _ => text,
            }
        });
        let text: String = spans.collect();
        let first = " ".repeat(indent);
        let Some(width) = self.terminal.width else {
            let line = format!("{first}{}", disarmed(&text));
            self.text.push_str(line.trim_end());
            self.text.push('\n');
            return;
        };
        let later = " ".repeat(indent + HANGING);
        let options = Options::new(width.max(NARROWEST))
            .initial_indent(&first)
            .subsequent_indent(&later)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(&text, options) {
            self.text.push_str(disarmed(&line).trim_end());
            self.text.push('\n');
        }
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Other lines below these.
    pub(crate) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(terminal: Terminal, text: &str, expected: &str) {
        let mut lines = Lines::new(terminal);
        lines.line(2, text);
        assert_eq!(lines.finish(), expected);
    }

    #[test]
    fn a_line_is_one_line_of_text() {
        let plain = Terminal::from(Colours::Off);
        check(
            plain,
            "a\n::error::b\x1b[2J",
            "  a\\n::error::b\\u{1b}[2J\n",
        );
        check(plain, "::error::b", "  \\u{3a}:error::b\n");
        let long = "word ".repeat(50);
        check(plain, &long, &format!("  {}\n", long.trim_end()));
    }

    #[test]
    fn a_terminal_has_a_width() {
        let narrow = Terminal {
            colours: Colours::Off,
            width: Some(40),
        };
        let text = "thirty-four letters and a space go ::error::here";
        let expected = "  thirty-four letters and a space go\n      \\u{3a}:error::here\n";
        check(narrow, text, expected);
        let word = "x".repeat(60);
        check(narrow, &word, &format!("  {word}\n"));
    }

    #[test]
    fn colours_take_no_columns() {
        let mut lines = Lines::new(Terminal {
            colours: Colours::On,
            width: Some(40),
        });
        let text = "x".repeat(38);
        let spans = [(Some("1;31"), text.as_str()), (None, " y")];
        let spans = spans.map(|(colour, text)| Span {
            colour,
            text: text.to_owned(),
        });
        lines.spans(0, &spans);
        assert_eq!(lines.finish(), format!("\x1b[1;31m{text}\x1b[0m y\n"));
    }
}
