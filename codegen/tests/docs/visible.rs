//! The visible text of HTML and of Markdown, found without the code under test.
//!
//! The Markdown is read by a parser with the options of rustdoc. The HTML is read by hand: tags
//! go, those of blocks leave a space, references are decoded, notes get their label.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What rustdoc switches on, but for its typographic quotes and dashes.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

const INLINE: &[&str] = &[
    "a",
    "b",
    "code",
    "copy",
    "em",
    "emphasis",
    "filename",
    "fullname",
    "function",
    "i",
    "link",
    "replaceable",
    "strong",
    "text",
    "u",
    "ulink",
    "value",
    "xhtml",
    "zonbook",
];

/// The words a reader of the Markdown sees. HTML, images and anything else that the converter
/// never means to write shows up as a word of its own.
pub(crate) fn of_markdown(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, RUSTDOC) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Start(Tag::Image { .. } | Tag::Strikethrough | Tag::FootnoteDefinition(_)) => {
                text.push_str(" UNMEANT ");
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_text = matches!(&kind, pulldown_cmark::CodeBlockKind::Fenced(info) if &**info == "text");
                text.push_str(if is_text { " " } else { " UNMEANT " });
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. })
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => text.push_str(" UNMEANT "),
        }
    }
    words(&text)
}

/// Where the links of the Markdown lead.
pub(crate) fn destinations(markdown: &str) -> Vec<String> {
    Parser::new_ext(markdown, RUSTDOC)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        })
        .collect()
}

/// The words a reader of the HTML sees.
pub(crate) fn of_html(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        text.push_str(&decoded(before));
        let name: String = tag[1..]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        match tag.find('>') {
            Some(end) if !name.is_empty() => {
                text.push_str(instead(&name, tag.starts_with("</")));
                rest = &tag[end + 1..];
            }
            _ => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(&decoded(rest));
    words(&text)
}

/// The words without the spaces before a lone stop, which Markdown has only where neither a link nor code is
/// before it.
pub(crate) fn closed_up(words: &str) -> String {
    let mut closed = format!("{words} ");
    for stop in [".", ",", ";"] {
        closed = closed.replace(&format!(" {stop} "), &format!("{stop} "));
    }
    closed
}

/// What is seen where a tag was.
fn instead(name: &str, is_end: bool) -> &'static str {
    match name {
        _ if INLINE.contains(&name) => "",
        "note" if !is_end => " Note: ",
        "important" if !is_end => " Important: ",
        _ => " ",
    }
}

/// The text with the references that occur in the models decoded, each once.
fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let known = [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&apos;", '\''),
            ("&amp;", '&'),
            ("&#x2028;", ' '),
        ];
        let found = known.iter().find(|(name, _)| rest.starts_with(name));
        let (name, c) = found.copied().unwrap_or(("&", '&'));
        decoded.push(c);
        rest = &rest[name.len()..];
    }
    decoded + rest
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
