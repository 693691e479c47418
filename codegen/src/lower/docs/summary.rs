//! The first sentence of a piece of Markdown, and Markdown that opens with it.
//!
//! Reads what `render` writes, and only that: its escapes, code spans, links and delimiters.
//!
//! Never here: HTML, and Markdown that people wrote.

use super::wrap::{self, WIDTH, Word};

/// How long a sentence may be, in bytes, to stand for a text: it is repeated wherever what it is about is listed.
const LONGEST: usize = 2_000;

/// The first sentence as one line of Markdown, with its links, code spans and emphasis whole. The
/// first paragraph if no sentence ends in it; empty for empty Markdown, and where it is too long to be one.
///
/// A paragraph that is only a title or a label (`**Applies to:** fleets`) gives way to the next.
/// What stands in lists and quotes counts only where there is nothing else.
pub fn summary(markdown: &str) -> String {
    let mut paragraphs = paragraphs(markdown, |line| if is_nested(line) { "" } else { line });
    if paragraphs.is_empty() {
        paragraphs = self::paragraphs(markdown, without_markers);
    }
    let is_title = |text: &str| text.starts_with("**") && sentence_end(text).is_none();
    let paragraph = paragraphs
        .iter()
        .find(|text| !is_title(text))
        .or(paragraphs.first())
        .map_or("", String::as_str);
    let end = sentence_end(paragraph).unwrap_or(paragraph.len());
    if end > LONGEST {
        return String::new();
    }
    paragraph[..end].to_owned()
}

/// Whether the first paragraph begins with the [`summary`], as it does unless a title or label is first.
pub fn opens_with_summary(markdown: &str) -> bool {
    let summary = summary(markdown);
    let first = paragraphs(markdown, |line| line).into_iter().next();
    first.is_none_or(|first| first.starts_with(&summary))
}

/// The same Markdown with its [`summary`] as the first paragraph: what rustdoc shows of an item in lists and
/// searches. Titles and labels that stood before it follow.
///
/// Unchanged where the sentence cannot be moved: it stands in a list, or introduces one from behind a title.
pub fn summary_first(markdown: &str) -> String {
    let summary = summary(markdown);
    let chunks: Vec<&str> = markdown.split("\n\n").collect();
    let mut fences = Fences::default();
    let Some((at, paragraph)) = chunks.iter().enumerate().find_map(|(at, chunk)| {
        // All lines are asked for, because a fence may end in another chunk.
        let preformatted = chunk.lines().filter(|line| fences.contain(line)).count();
        let is_paragraph = preformatted == 0 && !chunk.lines().any(is_nested);
        let text = paragraphs(chunk, |line| line).pop()?;
        (is_paragraph && text.starts_with(&summary)).then_some((at, text))
    }) else {
        return markdown.to_owned();
    };
    let has_breaks = chunks[at].lines().any(|line| without_break(line) != line);
    // Without the paragraph between them, two blocks may become one.
    let is_block = |chunk: &&str| chunk.starts_with([' ', '-', '>', '|', '`', '1']);
    let introduces = at > 0 && summary.ends_with(':');
    if has_breaks || introduces || chunks[..at].iter().any(is_block) {
        return markdown.to_owned();
    }
    let (summary, rest) = paragraph.split_at(summary.len());
    let (summary, rest) = (wrapped(summary), wrapped(rest.trim_start()));
    let chunks = [summary.as_str()]
        .into_iter()
        .chain(chunks[..at].iter().copied())
        .chain((!rest.is_empty()).then_some(rest.as_str()))
        .chain(chunks[at + 1..].iter().copied());
    chunks.collect::<Vec<_>>().join("\n\n")
}

/// A line of Markdown in lines of at most [`WIDTH`] columns.
pub fn wrapped(line: &str) -> String {
    let mut words = vec![Word::default()];
    let mut scan = Scan::default();
    let mut at = 0;
    while at < line.len() {
        let length = scan.step(line, at);
        match (&line[at..at + length], words.last_mut()) {
            (" ", _) if scan.brackets == 0 => words.push(Word::default()),
            (part, Some(word)) => word.text.push_str(part),
            (_, None) => {}
        }
        at += length;
    }
    words.retain(|word| !word.text.is_empty());
    wrap::lines(&words, WIDTH).join("\n")
}

/// The sentences of a piece of Markdown, each as one line; lists and quotes as well. Those that are too long to be
/// sentences are left out.
pub fn sentences(markdown: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for paragraph in paragraphs(markdown, without_markers) {
        let mut rest = paragraph.as_str();
        let mut add = |sentence: &str| {
            if !sentence.is_empty() && sentence.len() <= LONGEST {
                sentences.push(sentence.to_owned());
            }
        };
        while let Some(end) = sentence_end(rest).filter(|end| *end > 0) {
            add(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        add(rest);
    }
    sentences
}

/// Whether a line belongs to a list, a quote or a table.
fn is_nested(line: &str) -> bool {
    line.starts_with('|') || without_markers(line) != line
}

/// A line without the markers of quotes and items.
fn without_markers(line: &str) -> &str {
    let mut line = line.trim_start();
    loop {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = if digits.len() < line.len() {
            digits
        } else {
            ""
        };
        let markers = [line.strip_prefix("> "), line.strip_prefix("- ")];
        let numbers = [number.strip_prefix(". "), number.strip_prefix(") ")];
        match markers.into_iter().chain(numbers).flatten().next() {
            Some(rest) => line = rest,
            None => return line,
        }
    }
}

/// The runs of lines between empty ones, each as one line. Fences are as good as empty.
fn paragraphs(markdown: &str, text_of: impl Fn(&str) -> &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut fences = Fences::default();
    for line in markdown.split('\n') {
        let text = if fences.contain(line) {
            ""
        } else {
            text_of(line)
        };
        match paragraphs.last_mut() {
            Some(last) if !text.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(without_break(text));
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Which lines are preformatted text, asked line by line. What is between two fences means nothing to
/// Markdown, and may look like anything.
#[derive(Default)]
pub(in crate::lower) struct Fences {
    /// The number of backticks that end the text.
    open: Option<usize>,
}

impl Fences {
    /// Whether the next line is preformatted, or a fence around it.
    pub(in crate::lower) fn contain(&mut self, line: &str) -> bool {
        let content = without_markers(line);
        let after = content.trim_start_matches('`');
        let length = content.len() - after.len();
        match self.open {
            None if length >= 3 && after == "text" => self.open = Some(length),
            None => return false,
            // The text has no run of as many backticks as the fence.
            Some(open) if length == open && after.is_empty() => self.open = None,
            Some(_) => {}
        }
        true
    }
}

/// The first word of a line of Markdown, and the rest. No code, link or emphasis is cut in two.
pub(in crate::lower) fn first_word(line: &str) -> Option<(&str, &str)> {
    let mut scan = Scan::default();
    let mut at = 0;
    while at < line.len() {
        if scan.is_outside() && line[at..].starts_with([' ', '\n']) {
            return Some(line.split_at(at));
        }
        at += scan.step(line, at);
    }
    None
}

/// What is bold at the start of a line of Markdown, and the rest.
pub(in crate::lower) fn leading_bold(line: &str) -> Option<(&str, &str)> {
    let inside = line.strip_prefix("**")?;
    let mut scan = Scan::default();
    let mut at = 0;
    while at < inside.len() {
        let step = scan.step(inside, at);
        if scan.is_strong {
            return Some((&inside[..at], &inside[at + step..]));
        }
        at += step;
    }
    None
}

/// A line without the backslash that ends it for good. Two of them are a backslash of the text.
fn without_break(line: &str) -> &str {
    let backslashes = line.len() - line.trim_end_matches('\\').len();
    &line[..line.len() - backslashes % 2]
}

/// Where the first sentence ends, if it does.
fn sentence_end(text: &str) -> Option<usize> {
    let mut scan = Scan::default();
    let mut at = 0;
    while at < text.len() {
        let length = scan.step(text, at);
        let is_stop = matches!(&text[at..at + length], "." | "!" | "?");
        at += length;
        if !is_stop || is_abbreviation(&text[..at]) {
            continue;
        }
        let mut end = at;
        while text[end..].starts_with([')', '"', '\'', '*', '_']) {
            end += scan.step(text, end);
        }
        if scan.is_outside() && starts_sentence(&text[end..]) {
            return Some(end);
        }
        at = end;
    }
    None
}

/// Whether what follows a full stop is a new sentence, or nothing.
fn starts_sentence(rest: &str) -> bool {
    match rest.strip_prefix(' ') {
        Some(next) => !next.starts_with(char::is_lowercase),
        None => rest.is_empty(),
    }
}

/// Whether a full stop belongs to an abbreviation that never ends a sentence.
fn is_abbreviation(before: &str) -> bool {
    let mut abbreviations = ["e.g.", "i.e.", "vs."].into_iter();
    abbreviations.any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(']))
    })
}

/// What a place in a line is inside of.
#[derive(Default)]
struct Scan {
    is_strong: bool,
    is_emphasized: bool,
    brackets: usize,
}

impl Scan {
    fn is_outside(&self) -> bool {
        !self.is_strong && !self.is_emphasized && self.brackets == 0
    }

    /// Passes what is at a place, which is more than a character for escapes, code spans,
    /// destinations and delimiters; returns its length.
    fn step(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let mut chars = rest.chars();
        let Some(first) = chars.next() else {
            return 0;
        };
        match first {
            '\\' => 1 + chars.next().map_or(0, char::len_utf8),
            '`' => code_length(rest),
            '<' => rest.find('>').map_or(1, |end| end + 1),
            '[' => {
                self.brackets += 1;
                1
            }
            ']' => {
                self.brackets = self.brackets.saturating_sub(1);
                1 + destination_length(chars.as_str())
            }
            '*' if rest.starts_with("**") => {
                self.is_strong = !self.is_strong;
                2
            }
            '_' => {
                let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let is_inside_word =
                    is_letter(text[..at].chars().next_back()) && is_letter(chars.next());
                self.is_emphasized ^= !is_inside_word;
                1
            }
            other => other.len_utf8(),
        }
    }
}

/// The length of the code span that a text starts with.
fn code_length(text: &str) -> usize {
    let fence = text.len() - text.trim_start_matches('`').len();
    let mut at = fence;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == fence {
            return at;
        }
    }
    fence
}

/// The length of the destination, in parentheses, that a text starts with.
fn destination_length(text: &str) -> usize {
    match text.strip_prefix('(') {
        Some(inside) => inside.find(')').map_or(0, |end| end + 2),
        None => 0,
    }
}
