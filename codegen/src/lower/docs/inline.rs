//! A line of text into words of Markdown: delimiters, escapes, code spans, links.
//!
//! Markdown's emphasis depends on the characters around it: `**a:**b` is not bold. So the text is
//! flattened into pieces first; then every pair of delimiters that would not be read as one is
//! dropped, the words staying; then the pieces are written.
//!
//! Never here: lines and their width (`wrap`), blocks (`render`).

use std::collections::BTreeSet;
use std::fmt::Write;

use super::document::Inline;
use super::wrap::Word;
use crate::text::{code_span, escaped};

/// The words of a text.
pub(super) fn words(inlines: &[Inline]) -> Vec<Word> {
    let mut line = Line::default();
    line.push_all(inlines);
    written(&well_read(line.pieces))
}

/// Something that is written, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(String),
    Code(String),
    Space,
    Break,
    Open(Mark<'a>),
    Close(Mark<'a>),
}

/// What a pair of delimiters means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark<'a> {
    Strong,
    Emphasis,
    Link(&'a str),
}

/// Pieces in the making. White space is moved out of delimiters, and counts once.
#[derive(Default)]
struct Line<'a> {
    pieces: Vec<Piece<'a>>,
    /// White space that is written once something visible follows.
    pending: Option<Piece<'a>>,
    /// Delimiters that are written once something visible follows.
    unopened: Vec<Mark<'a>>,
    /// All delimiters that the place is inside of.
    inside: Vec<Mark<'a>>,
}

impl<'a> Line<'a> {
    fn push_all(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push_text(text),
                Inline::Code(text) => self.push_code(text),
                Inline::Break => self.pending = Some(Piece::Break),
                Inline::Strong(text) => self.push_marked(Mark::Strong, text),
                Inline::Emphasis(text) => self.push_marked(Mark::Emphasis, text),
                Inline::Link { to, text } => self.push_marked(Mark::Link(to), text),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                self.space();
            }
            if matches!(word, "." | "," | ";") {
                self.close_up();
            }
            if !word.is_empty() {
                self.push_visible(Piece::Text(word.to_owned()));
            }
        }
    }

    fn push_code(&mut self, text: &str) {
        if text.starts_with(' ') {
            self.space();
        }
        let code = text.trim_matches(' ');
        let is_in_link = self.inside.iter().any(|mark| matches!(mark, Mark::Link(_)));
        if is_in_link && code.contains(']') {
            // At the start of a paragraph, "[`]:`](..)" would define a reference called "`".
            self.push_text(code);
        } else if !code.is_empty() {
            self.push_visible(Piece::Code(code.to_owned()));
        }
        if text.ends_with(' ') {
            self.space();
        }
    }

    /// Bold inside bold is bold.
    fn push_marked(&mut self, mark: Mark<'a>, text: &'a [Inline]) {
        if self.inside.contains(&mark) {
            self.push_all(text);
            return;
        }
        self.inside.push(mark);
        self.unopened.push(mark);
        self.push_all(text);
        if self.unopened.last() == Some(&mark) {
            self.unopened.pop();
        } else {
            push(&mut self.pieces, Piece::Close(mark));
        }
        self.inside.pop();
    }

    fn space(&mut self) {
        self.pending.get_or_insert(Piece::Space);
    }

    /// Takes back the space between a link or code and the stop after it, which the model's editor made.
    fn close_up(&mut self) {
        if let Some(Piece::Code(_) | Piece::Close(_)) = self.pieces.last() {
            self.pending.take_if(|pending| *pending == Piece::Space);
        }
    }

    fn push_visible(&mut self, piece: Piece<'a>) {
        let space = self.pending.take().filter(|_| !self.pieces.is_empty());
        let opens = self.unopened.drain(..).map(Piece::Open);
        for piece in space.into_iter().chain(opens).chain([piece]) {
            push(&mut self.pieces, piece);
        }
    }
}

/// Adds a piece. Neighbours of one kind become one: two code spans side by side would be read as
/// something else, and so would the end of bold before the start of bold.
fn push<'a>(pieces: &mut Vec<Piece<'a>>, piece: Piece<'a>) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Text(before)), Piece::Text(text))
        | (Some(Piece::Code(before)), Piece::Code(text)) => before.push_str(text),
        (Some(Piece::Close(closed)), Piece::Open(opened))
            if closed == opened && !matches!(opened, Mark::Link(_)) =>
        {
            pieces.pop();
        }
        _ => pieces.push(piece),
    }
}

/// The pieces without the delimiters that Markdown would not read as pairs. Without them, others may have become
/// such: those are looked at again, round by round, until none is left.
fn well_read(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut row = Row::new(pieces);
    let mut suspects: BTreeSet<usize> = (0..row.pieces.len()).collect();
    while !suspects.is_empty() {
        let starts = suspects.iter().filter_map(|at| row.start_of_pair(*at));
        let starts: BTreeSet<usize> = starts.collect();
        let misread = starts.into_iter().filter(|at| !row.is_read(*at));
        let misread = misread.flat_map(|start| [start, row.partner[start]]);
        let misread: BTreeSet<usize> = misread.collect();
        suspects.clear();
        for at in &misread {
            row.take_out(*at);
        }
        for at in misread {
            suspects.extend(row.close_gap(at));
        }
    }
    row.finish()
}

/// Pieces, each of which knows its neighbours, so that taking one out costs nothing.
struct Row<'a> {
    pieces: Vec<Piece<'a>>,
    is_gone: Vec<bool>,
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
    /// Where the other delimiter of a pair is; for everything else, where it is itself.
    partner: Vec<usize>,
}

impl<'a> Row<'a> {
    /// A row that begins with a space, so that everything has something before it. Markdown sees one there anyway.
    fn new(mut pieces: Vec<Piece<'a>>) -> Self {
        pieces.insert(0, Piece::Space);
        let length = pieces.len();
        let mut partner: Vec<usize> = (0..length).collect();
        let mut open = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Open(_) => open.push(at),
                Piece::Close(_) => {
                    let start = open.pop().unwrap_or(at);
                    (partner[start], partner[at]) = (at, start);
                }
                _ => {}
            }
        }
        Self {
            is_gone: vec![false; length],
            before: (0..length).map(|at| at.checked_sub(1)).collect(),
            after: (1..=length)
                .map(|at| Some(at).filter(|at| *at < length))
                .collect(),
            partner,
            pieces,
        }
    }

    /// Where the pair begins that a delimiter belongs to.
    fn start_of_pair(&self, at: usize) -> Option<usize> {
        let is_delimiter = matches!(self.pieces[at], Piece::Open(_) | Piece::Close(_));
        (is_delimiter && !self.is_gone[at]).then(|| at.min(self.partner[at]))
    }

    /// Whether Markdown reads the pair that begins here as one.
    fn is_read(&self, start: usize) -> bool {
        let end = self.partner[start];
        match self.pieces[start] {
            Piece::Open(mark) | Piece::Close(mark) => {
                is_read(mark, &self.side(start), &self.side(end))
            }
            _ => true,
        }
    }

    fn side(&self, at: usize) -> Side {
        let kind = |neighbour: Option<usize>, from_right| {
            neighbour.map_or(Kind::Space, |at| kind_of_edge(&self.pieces[at], from_right))
        };
        Side {
            before: kind(self.before[at], true),
            after: kind(self.after[at], false),
        }
    }

    /// What stands on either side of where a piece was. If the one ends what the other one starts again, both go.
    fn close_gap(&mut self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let mut before = self.before[at];
        while let Some(gone) = before.filter(|at| self.is_gone[*at]) {
            before = self.before[gone];
        }
        // Those that went at the same time as this one and stood behind it need not look any further.
        self.before[at] = before;
        let mut after = before.and_then(|at| self.after[at]);
        while let (Some(end), Some(start)) = (before, after)
            && let (Piece::Close(closed), Piece::Open(opened)) =
                (&self.pieces[end], &self.pieces[start])
            && closed == opened
            && !matches!(opened, Mark::Link(_))
        {
            // The two pairs become one.
            let (first, last) = (self.partner[end], self.partner[start]);
            (self.partner[first], self.partner[last]) = (last, first);
            self.take_out(end);
            self.take_out(start);
            (before, after) = (self.before[end], self.after[start]);
        }
        before.into_iter().chain(after)
    }

    fn finish(self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        let row = self.pieces.into_iter().zip(self.is_gone).skip(1);
        for (piece, _) in row.filter(|(_, is_gone)| !is_gone) {
            push(&mut pieces, piece);
        }
        pieces
    }

    fn take_out(&mut self, at: usize) {
        let (before, after) = (self.before[at], self.after[at]);
        self.is_gone[at] = true;
        if let Some(before) = before {
            self.after[before] = after;
        }
        if let Some(after) = after {
            self.before[after] = before;
        }
    }
}

/// Whether Markdown reads a pair of delimiters as one, from what is on the sides of each.
fn is_read(mark: Mark<'_>, open: &Side, close: &Side) -> bool {
    match mark {
        Mark::Link(_) => true,
        Mark::Strong => {
            let opens = open.after == Kind::Letter || open.before.is_apart();
            let closes = close.before == Kind::Letter || close.after.is_apart();
            opens && closes
        }
        // `_` means nothing inside a word.
        Mark::Emphasis => open.before.is_apart() && close.after.is_apart(),
    }
}

/// What is on either side of a delimiter.
struct Side {
    before: Kind,
    after: Kind,
}

/// The kinds of characters that Markdown's rules for emphasis tell apart. Outside of ASCII, where
/// parsers disagree, a character is of no kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Punctuation,
    Letter,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            ' ' => Self::Space,
            c if c.is_ascii_alphanumeric() => Self::Letter,
            c if c.is_ascii_punctuation() => Self::Punctuation,
            _ => Self::Other,
        }
    }

    fn is_apart(self) -> bool {
        matches!(self, Self::Space | Self::Punctuation)
    }
}

/// What a piece looks like from the right, or from the left, once it is written.
fn kind_of_edge(piece: &Piece<'_>, from_right: bool) -> Kind {
    match piece {
        Piece::Space | Piece::Break => Kind::Space,
        Piece::Code(_) | Piece::Open(_) | Piece::Close(_) => Kind::Punctuation,
        Piece::Text(text) => {
            let edge = if from_right {
                text.chars().next_back()
            } else {
                text.chars().next()
            };
            edge.map_or(Kind::Space, Kind::of)
        }
    }
}

/// The pieces in Markdown, split at white space, but for that inside links.
fn written(pieces: &[Piece<'_>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    let mut is_in_link = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Space | Piece::Break if is_in_link => word.text.push(' '),
            Piece::Space | Piece::Break => {
                word.is_last = *piece == Piece::Break;
                words.push(std::mem::take(&mut word));
            }
            Piece::Text(text) if is_autolink(pieces, at) => word.text.push_str(text),
            Piece::Text(text) => {
                let next = pieces.get(at + 1);
                let is_glued = !matches!(next, None | Some(Piece::Space | Piece::Break));
                word.text.push_str(&escaped(text, is_glued));
            }
            Piece::Code(text) => word.text.push_str(&code_span(text)),
            Piece::Open(mark) => {
                is_in_link |= matches!(mark, Mark::Link(_));
                word.text
                    .push_str(opening(*mark, is_autolink(pieces, at + 1)));
            }
            Piece::Close(mark) => {
                is_in_link &= !matches!(mark, Mark::Link(_));
                let is_autolink = at > 0 && is_autolink(pieces, at - 1);
                word.text.push_str(&closing(*mark, is_autolink));
            }
        }
    }
    if !word.text.is_empty() {
        words.push(word);
    }
    words
}

fn opening(mark: Mark<'_>, is_autolink: bool) -> &'static str {
    match mark {
        Mark::Strong => "**",
        Mark::Emphasis => "_",
        Mark::Link(_) if is_autolink => "<",
        Mark::Link(_) => "[",
    }
}

fn closing(mark: Mark<'_>, is_autolink: bool) -> String {
    match mark {
        Mark::Link(_) if is_autolink => ">".to_owned(),
        Mark::Link(to) => format!("]({})", destination(to)),
        other => opening(other, false).to_owned(),
    }
}

/// Whether the piece is the text of a link that says nothing but where it leads: `<https://..>`.
fn is_autolink(pieces: &[Piece<'_>], at: usize) -> bool {
    let around = (
        at.checked_sub(1).and_then(|at| pieces.get(at)),
        pieces.get(at + 1),
    );
    match (around, pieces.get(at)) {
        ((Some(Piece::Open(Mark::Link(to))), Some(Piece::Close(_))), Some(Piece::Text(text))) => {
            text == to && text.contains("://") && destination(to) == *text
        }
        _ => false,
    }
}

/// Where a link leads, as Markdown has it between parentheses.
fn destination(to: &str) -> String {
    let mut destination = String::with_capacity(to.len());
    let mut rest = to.chars();
    while let Some(c) = rest.next() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '`' | '|' | '"' => {
                // These are ASCII: one byte each.
                let _ = write!(destination, "%{:02X}", u32::from(c));
            }
            '&' if starts_reference(rest.as_str()) => destination.push_str("&amp;"),
            c if c.is_whitespace() => {}
            c => destination.push(c),
        }
    }
    destination
}

/// Whether what follows a `&` makes it a character reference, as in `?a=1&copy;`.
fn starts_reference(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
    after.starts_with(';')
}
