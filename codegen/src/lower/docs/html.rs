//! HTML into a tree: the tokenizer, the end tags that HTML leaves out, and nothing about meaning.
//!
//! The documentation of AWS is tag soup: paragraphs inside paragraphs, missing end tags, stray
//! ones. The tree has none of that. In it, inline elements hold inline elements and text alone, and
//! so do paragraphs, titles and preformatted blocks.
//!
//! Never here: a decision about what a tag means (`tags`), or what it becomes (`structure`).

use std::collections::BTreeSet;
use std::fmt;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span, Tokenizer};

use super::tags::{self, Place, Stranger, Tag};
use crate::text::is_hidden;

/// How deep elements nest at most. Deeper ones lose their tags, never their text: the tree is
/// walked by recursion, and a hostile model must not be able to exhaust the stack.
const MAX_DEPTH: usize = 40;

/// How many characters a report shows on either side of an unknown tag.
const SNIPPET: usize = 30;

/// A tag that is not in the closed list and cannot be a placeholder either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTag {
    /// The name as it is written, such as `kbd`.
    pub name: String,
    /// The tag with some text on either side, for a reader to find it by.
    pub snippet: String,
}

impl fmt::Display for UnknownTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown tag `{}` in the documentation, at `{}`",
            self.name, self.snippet
        )
    }
}

impl std::error::Error for UnknownTag {}

/// A part of the tree.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Text with its character references decoded and its white space as it was written.
    Text(String),
    Element(Element),
}

/// A tag and what it holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) tag: Tag,
    /// Where a link leads; empty for everything else.
    pub(super) href: String,
    pub(super) children: Vec<Node>,
}

impl Element {
    fn new(tag: Tag) -> Self {
        Self {
            tag,
            href: String::new(),
            children: Vec::new(),
        }
    }
}

/// The tree of a documentation string, or all tags in it that are unknown.
pub(super) fn parse(html: &str) -> Result<Vec<Node>, Vec<UnknownTag>> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let tokens: Vec<Token<usize>> = Tokenizer::new_with_emitter(html, emitter)
        .map(|token| {
            let Ok(token) = token;
            token
        })
        .collect();
    let mut parser = Parser {
        html,
        closed: tokens.iter().filter_map(end_name).collect(),
        root: Vec::new(),
        open: Vec::new(),
        unknown: Vec::new(),
        reported: BTreeSet::new(),
    };
    let mut end = 0;
    for token in &tokens {
        end = parser.token(token).unwrap_or(end);
    }
    if end < html.len() {
        // The tokenizer drops a tag that the string ends in the middle of.
        parser.report(Span {
            start: end,
            end: html.len(),
        });
    }
    parser.finish()
}

/// The name of an end tag.
fn end_name(token: &Token<usize>) -> Option<String> {
    match token {
        Token::EndTag(tag) => Some(text(&tag.name)),
        _ => None,
    }
}

/// The tokenizer's strings are bytes; ours came from a `str`.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Text without the characters that nobody sees, and with one kind of space.
fn readable(text: &str) -> String {
    let space = |c: char| {
        if c.is_whitespace() && c != '\n' {
            ' '
        } else {
            c
        }
    };
    text.chars()
        .map(space)
        .filter(|c| *c == '\n' || !is_hidden(*c))
        .collect()
}

/// The elements that are open while the tokens go by.
struct Parser<'a> {
    html: &'a str,
    /// The names of all end tags in the string.
    closed: BTreeSet<String>,
    /// What is outside of all open elements.
    root: Vec<Node>,
    /// From the outside in.
    open: Vec<Element>,
    unknown: Vec<UnknownTag>,
    /// The names of the unknown tags.
    reported: BTreeSet<String>,
}

impl<'a> Parser<'a> {
    /// Takes a token in; returns where it ends.
    fn token(&mut self, token: &Token<usize>) -> Option<usize> {
        let span = match token {
            Token::StartTag(tag) => {
                self.start_tag(tag);
                tag.span
            }
            Token::EndTag(tag) => {
                self.end_tag(&text(&tag.name), tag.span);
                tag.span
            }
            Token::String(string) => {
                self.text(&text(&string.value));
                string.span
            }
            Token::Comment(comment) => {
                self.comment(&text(&comment.value), comment.span);
                comment.span
            }
            Token::Doctype(doctype) => {
                self.report(doctype.span);
                doctype.span
            }
            Token::Error(_) => return None,
        };
        Some(span.end)
    }

    fn start_tag(&mut self, tag: &StartTag<usize>) {
        let name = text(&tag.name);
        let raw = self.raw(tag.span);
        let is_closed = self.closed.contains(&name);
        let has_expected_form = raw.get(1..1 + name.len()) == Some(name.as_str())
            && tag
                .attributes
                .keys()
                .all(|key| tags::allows_attribute(&name, &text(key)))
            && (is_closed || !tags::needs_end(&name));
        match Tag::named(&name).filter(|_| has_expected_form) {
            Some(known) => {
                let href = tags::target_attribute(&name)
                    .and_then(|key| tag.attributes.get(key.as_bytes()))
                    .map(|value| readable(&text(value)));
                self.start(known, href.unwrap_or_default());
                if tag.self_closing {
                    self.end(known);
                }
            }
            None => self.stranger(tag.span, is_closed),
        }
    }

    /// An unlisted tag: text if it is a placeholder, a report if it is not.
    fn stranger(&mut self, span: Span, is_closed: bool) {
        let raw = self.raw(span);
        let stranger = Stranger {
            raw,
            before: self
                .html
                .get(..span.start)
                .and_then(|s| s.chars().next_back()),
            after: self.html.get(span.end..).and_then(|s| s.chars().next()),
            is_closed,
            is_in_code: self
                .open
                .iter()
                .any(|element| matches!(element.tag, Tag::Code | Tag::Preformatted)),
        };
        if stranger.is_placeholder() {
            self.text(raw);
        } else {
            self.report(span);
        }
    }

    fn end_tag(&mut self, name: &str, span: Span) {
        match Tag::named(name) {
            Some(tag) => self.end(tag),
            None => self.report(span),
        }
    }

    /// Real comments are invisible. A CDATA section is text; everything else that HTML takes for a
    /// comment (`<?x>`, `<!x>`, `</ x>`) is text that would be lost.
    fn comment(&mut self, value: &str, span: Span) {
        let section = value
            .strip_prefix("[CDATA[")
            .and_then(|v| v.strip_suffix("]]"));
        if let Some(section) = section {
            self.text(section);
        } else if !self.raw(span).starts_with("<!--") {
            self.report(span);
        }
    }

    fn text(&mut self, text: &str) {
        let text = readable(text);
        let children = self.children();
        if let Some(Node::Text(last)) = children.last_mut() {
            last.push_str(&text);
        } else if !text.is_empty() {
            children.push(Node::Text(text));
        }
    }

    fn start(&mut self, tag: Tag, href: String) {
        match tag.place() {
            Place::Void => {
                self.children().push(Node::Element(Element::new(tag)));
                return;
            }
            Place::Inline if tag == Tag::Link => self.end(Tag::Link),
            Place::Inline => {}
            Place::Leaf | Place::Container => self.close_text(),
        }
        let (ended, reach) = tag.siblings();
        if let Some(at) = self.find(|open| ended.contains(&open), |open| reach.contains(&open)) {
            self.close_to(at);
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(Element {
                href,
                ..Element::new(tag)
            });
        } else if tag.place() != Place::Inline {
            self.separate();
        }
    }

    /// Ends the innermost open element of this kind within its reach. A stray end is ignored, but
    /// that of a block separates what is before it from what follows.
    fn end(&mut self, tag: Tag) {
        let is_beyond = |open: Tag| match tag.place() {
            Place::Inline => open.place() != Place::Inline,
            Place::Leaf => open.place() == Place::Container,
            Place::Void | Place::Container => tag.siblings().1.contains(&open),
        };
        if let Some(at) = self.find(|open| open == tag, is_beyond) {
            self.close_to(at);
        } else if matches!(tag.place(), Place::Leaf | Place::Container) {
            self.separate();
        }
    }

    /// Ends the text that is open; more text is another paragraph.
    fn separate(&mut self) {
        self.close_text();
        self.children()
            .push(Node::Element(Element::new(Tag::Paragraph)));
    }

    /// Where the innermost open element that is `wanted` is, unless one that is `beyond` comes first.
    fn find(&self, wanted: impl Fn(Tag) -> bool, beyond: impl Fn(Tag) -> bool) -> Option<usize> {
        let open = self.open.iter().enumerate().rev();
        open.take_while(|(_, element)| !beyond(element.tag))
            .find(|(_, element)| wanted(element.tag))
            .map(|(at, _)| at)
    }

    /// Ends the inline elements and the paragraph that are open, because a block starts.
    fn close_text(&mut self) {
        let outside = self
            .open
            .iter()
            .rposition(|element| element.tag.place() == Place::Container);
        self.close_to(outside.map_or(0, |at| at + 1));
    }

    /// Ends all elements from this place inwards.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            if let Some(element) = self.open.pop() {
                self.children().push(Node::Element(element));
            }
        }
    }

    /// The children of the innermost open element.
    fn children(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some(element) => &mut element.children,
            None => &mut self.root,
        }
    }

    fn raw(&self, span: Span) -> &'a str {
        self.html.get(span.start..span.end).unwrap_or_default()
    }

    /// Notes an unknown tag, once for each name.
    fn report(&mut self, span: Span) {
        let inner = self.raw(span).trim_matches(['<', '>', '/']);
        let name = inner.split_whitespace().next().unwrap_or("<");
        if !self.reported.insert(name.to_owned()) {
            return;
        }
        let before = self.html.get(..span.start).unwrap_or_default();
        let after = self.html.get(span.end..).unwrap_or_default();
        let start = before.char_indices().rev().take(SNIPPET).last();
        let start = start.map_or(before.len(), |(at, _)| at);
        self.unknown.push(UnknownTag {
            name: name.to_owned(),
            snippet: before[start..]
                .chars()
                .chain(self.raw(span).chars().take(2 * SNIPPET))
                .chain(after.chars().take(SNIPPET))
                .collect(),
        });
    }

    fn finish(mut self) -> Result<Vec<Node>, Vec<UnknownTag>> {
        self.close_to(0);
        if self.unknown.is_empty() {
            Ok(self.root)
        } else {
            Err(self.unknown)
        }
    }
}
