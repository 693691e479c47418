//! What a generated file has beside its texts: items, tables, code blocks, markup.
//!
//! Never here: what the texts say.

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use smithwright_codegen::text::is_hidden;

/// What must not change when a text does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shape(Vec<String>);

impl Shape {
    /// The shape of a file, or what is wrong with it whatever it was before.
    pub(crate) fn of(path: &Path, text: &str) -> Result<Self, String> {
        if let Some(hidden) = text.chars().find(|c| *c != '\n' && is_hidden(*c)) {
            return Err(format!("it holds a raw {hidden:?}"));
        }
        let mut shape = Vec::new();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("rs") => {
                let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
                syn::parse2::<syn::File>(tokens.clone()).map_err(|error| format!("{error}"))?;
                let mut code = Vec::new();
                tree(tokens, &mut code);
                shape.push(code.join(" "));
                for docs in documentation(text) {
                    markdown(&docs, &mut shape)?;
                }
            }
            Some("md") => markdown(text, &mut shape)?,
            Some("toml") => {
                let table: toml::Table = text.parse().map_err(|error| format!("{error}"))?;
                keys("", &table, &mut shape);
            }
            _ => shape.push(format!("{} lines", text.lines().count())),
        }
        Ok(Self(shape))
    }

    /// How it differs from another one, for people.
    pub(crate) fn differs(&self, other: &Self) -> Option<String> {
        let mut pairs = self.0.iter().zip(&other.0);
        if let Some((mine, theirs)) = pairs.find(|(mine, theirs)| mine != theirs) {
            let same = mine.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b);
            let start = same.count().saturating_sub(60);
            let cut = |text: &str| text.chars().skip(start).take(200).collect::<String>();
            return Some(format!("`..{}` instead of `..{}`", cut(mine), cut(theirs)));
        }
        let (mine, theirs) = (self.0.len(), other.0.len());
        (mine != theirs).then(|| format!("{mine} things instead of {theirs}: {:?}", self.0))
    }
}

/// The tokens, without documentation, without what literals say, and without the names of variants, which
/// follow the values of enums.
fn tree(tokens: TokenStream, code: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_attribute = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if is_attribute && is_doc(&group.stream()) => {
                // The mark before it.
                while code.last().is_some_and(|last| last == "#" || last == "!") {
                    code.pop();
                }
            }
            TokenTree::Group(group) => {
                code.push(format!("{:?}(", group.delimiter()));
                let is_pattern = code
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|name| name == "pattern");
                // A pattern has one or two literals, depending on what it says.
                if !is_pattern {
                    tree(group.stream(), code);
                }
                code.push(")".to_owned());
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_pattern =
                    matches!(name.as_str(), "translated_pattern" | "unchecked_pattern");
                let is_value = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '=')
                    && code.iter().any(|word| word == "enumeration");
                code.push(match (is_pattern, is_value) {
                    (true, _) => "pattern".to_owned(),
                    (_, true) => "Variant".to_owned(),
                    _ => name,
                });
                is_attribute = false;
            }
            // Where a line is broken, the layout has a comma more.
            TokenTree::Punct(mark) if mark.as_char() == ',' && tokens.peek().is_none() => {}
            TokenTree::Punct(mark) => {
                is_attribute = mark.as_char() == '#' || (is_attribute && mark.as_char() == '!');
                code.push(mark.as_char().to_string());
            }
            TokenTree::Literal(literal) => {
                let is_text = literal.to_string().ends_with(['"', '#']);
                code.push(if is_text {
                    "text".to_owned()
                } else {
                    literal.to_string()
                });
            }
        }
    }
}

fn is_doc(attribute: &TokenStream) -> bool {
    let mut tokens = attribute.clone().into_iter();
    let name = tokens.next().map(|name| name.to_string());
    let mark = tokens.next().map(|mark| mark.to_string());
    name.as_deref() == Some("doc") && mark.as_deref() == Some("=")
}

/// The documentation in a file: neighbouring lines are one text.
fn documentation(source: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for line in source.lines() {
        let line = line.trim_start();
        let docs = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        match (docs, texts.last_mut()) {
            (Some(docs), Some(text)) => {
                text.push_str(docs.strip_prefix(' ').unwrap_or(docs));
                text.push('\n');
            }
            _ => texts.push(String::new()),
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// Markup that can do something: code that is run, headings, HTML, links to what is no page.
fn markdown(text: &str, shape: &mut Vec<String>) -> Result<(), String> {
    // Those that rustdoc has on.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(of))) if &*of != "text" => {
                shape.push(format!("code: {of}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err(format!("an indented code block in:\n{text}"));
            }
            Event::Start(Tag::Heading { level, .. }) => shape.push(format!("heading: {level}")),
            Event::Html(html) | Event::InlineHtml(html) if !html.starts_with("<!-- @generated") => {
                return Err(format!("HTML: {html}"));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let scheme = dest_url
                    .split_once(':')
                    .filter(|(_, rest)| !rest.starts_with(':'));
                let is_page =
                    scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme));
                if !is_page {
                    return Err(format!("a link to {dest_url}"));
                }
            }
            Event::FootnoteReference(name) => return Err(format!("a footnote {name}")),
            _ => {}
        }
    }
    Ok(())
}

/// Every key of a table, with those above it.
fn keys(above: &str, table: &toml::Table, shape: &mut Vec<String>) {
    for (key, value) in table {
        shape.push(format!("{above}.{key}"));
        if let toml::Value::Table(table) = value {
            keys(&format!("{above}.{key}"), table, shape);
        }
    }
}
