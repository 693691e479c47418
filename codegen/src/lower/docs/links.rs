//! Where the text leads: API names become links to our items, URLs become links, links of the
//! model are made absolute or dropped.
//!
//! Never here: HTML, and how a link is written in Markdown (`inline`).

use super::document::{Block, Inline, plain};

/// How many characters of a URL its first placeholder ends within.
const LONGEST_PLACEHOLDER: usize = 500;

/// What links without a scheme are relative to.
const SITE: &str = "https://docs.aws.amazon.com/";

/// Where names in the documentation lead.
pub trait Links {
    /// The Rust path that an API name (`CreateGameSession`, `PlayerSession`) leads to, such as
    /// `crate::operation::create_game_session::CreateGameSession` or
    /// `crate::types::PlayerSession`. `None` when the client has no such item.
    fn item(&self, name: &str) -> Option<String>;

    /// The Rust path that the name of a member (`FleetId`) leads to, where the text is about what has such
    /// a member: `field@crate::types::GameSession::fleet_id`.
    fn member(&self, _name: &str) -> Option<String> {
        None
    }

    /// Whether this folder of `docs.aws.amazon.com` (`gamelift`, `AmazonECS`) documents the
    /// service. Only below such folders is a page like `API_TagResource.html` about our
    /// `TagResource`: other services have one, too.
    fn is_own_reference(&self, folder: &str) -> bool;
}

/// The blocks with every link in its final form.
pub(super) fn resolve(blocks: Vec<Block>, links: &dyn Links) -> Vec<Block> {
    let resolve_rows =
        |row: Vec<Vec<Inline>>| row.into_iter().map(|cell| line(cell, links)).collect();
    blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(text) => Block::Paragraph(line(text, links)),
            Block::List { is_ordered, items } => Block::List {
                is_ordered,
                items: items.into_iter().map(|item| resolve(item, links)).collect(),
            },
            Block::Quote(quoted) => Block::Quote(resolve(quoted, links)),
            Block::Table(rows) => Block::Table(rows.into_iter().map(resolve_rows).collect()),
            Block::Fence(text) => Block::Fence(text),
        })
        .collect()
}

/// A line of text that is not inside a link.
fn line(inlines: Vec<Inline>, links: &dyn Links) -> Vec<Inline> {
    let mut resolved = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => prose(&mut resolved, &text, links),
            Inline::Code(text) => resolved.push(code(text, links)),
            Inline::Strong(text) => resolved.push(Inline::Strong(line(text, links))),
            Inline::Emphasis(text) => resolved.push(emphasis(text, links)),
            Inline::Link { to, text } => resolved.extend(anchor(&to, text, links)),
            Inline::Break => resolved.push(Inline::Break),
        }
    }
    resolved
}

/// Code, which leads to an item if it is the name of one: `CreateFleet`, `CreateFleet()`.
fn code(text: String, links: &dyn Links) -> Inline {
    let name = text.trim();
    match item(name.strip_suffix("()").unwrap_or(name), links) {
        Some(to) => Inline::Link {
            to,
            text: vec![Inline::Code(text)],
        },
        None => Inline::Code(text),
    }
}

/// Emphasis, which leads to a member if it is the name of one.
fn emphasis(text: Vec<Inline>, links: &dyn Links) -> Inline {
    let said = plain(&text);
    let name = said.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    match links.member(name).filter(|_| is_name) {
        Some(to) => Inline::Link {
            to,
            text: respaced(&said, Inline::Code(name.to_owned())),
        },
        None => Inline::Emphasis(line(text, links)),
    }
}

/// The item that a name leads to.
fn item(name: &str, links: &dyn Links) -> Option<String> {
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    if is_name { links.item(name) } else { None }
}

/// A link of the model. One that leads nowhere becomes its text.
fn anchor(to: &str, text: Vec<Inline>, links: &dyn Links) -> Vec<Inline> {
    let said = plain(&text);
    let to = to.trim();
    // `<a>CreateFleet</a>` and `<link linkend="CreateFleet">` name an item without a page.
    let unpaged = if to.is_empty() { said.trim() } else { to };
    let page = reference(to, links).or_else(|| Some((unpaged, item(unpaged, links)?)));
    if let Some((name, to)) = page {
        let text = if is_url(said.trim()) || said.trim() == name {
            respaced(&said, Inline::Code(name.to_owned()))
        } else {
            text
        };
        return vec![Inline::Link { to, text }];
    }
    match absolute(to) {
        Some(to) => vec![Inline::Link { to, text }],
        None => line(text, links),
    }
}

/// What a text became, with the white space that was around the text.
fn respaced(text: &str, inline: Inline) -> Vec<Inline> {
    let space = |is_there: bool| Inline::Text(if is_there { " " } else { "" }.to_owned());
    vec![
        space(text.starts_with(' ')),
        inline,
        space(text.ends_with(' ')),
    ]
}

/// The name and the item that a page of this service's API reference is about. A place inside a
/// page, such as its examples, has no item.
fn reference<'a>(url: &'a str, links: &dyn Links) -> Option<(&'a str, String)> {
    let mut segments = site_path(url)?.split('/');
    let folder = segments.next()?;
    let page = segments.next_back()?;
    let is_reference = segments.next_back()?.eq_ignore_ascii_case("apireference");
    if !is_reference || !links.is_own_reference(folder) {
        return None;
    }
    let name = page.strip_suffix(".html").unwrap_or(page);
    let name = name.strip_prefix("API_").unwrap_or(name);
    Some((name, item(name, links)?))
}

/// The path of a page of the documentation site. The model has some without the site.
fn site_path(url: &str) -> Option<&str> {
    let site = SITE.trim_start_matches("https://");
    let is_absolute = url.contains("://");
    let without_scheme = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    match without_scheme {
        Some(rest) => rest.strip_prefix(site),
        None if is_absolute => None,
        None => Some(url.trim_start_matches('/')),
    }
}

/// The URL that a link leads to. `None` for what leads nowhere from a page of ours: nothing, a
/// place on the model's page, a page with neither site nor folder, a script.
fn absolute(to: &str) -> Option<String> {
    if starts_url(to) {
        return Some(mended(to));
    }
    if to.starts_with("mailto:") {
        return Some(to.to_owned());
    }
    let path = to.trim_start_matches('/');
    let is_relative = !path.contains(':') && !path.starts_with(['#', '.']) && path.contains('/');
    is_relative.then(|| format!("{SITE}{path}"))
}

/// A URL without what pasting it into another did: `http://a.com/blogs/https:/b.com/c`, of which a path with
/// one slash after a scheme is the sign, and `http://a.com/a.com/b`.
fn mended(url: &str) -> String {
    for scheme in ["https", "http"] {
        let pasted = url.rsplit_once(&format!("/{scheme}:/"));
        if let Some((_, rest)) =
            pasted.filter(|(_, rest)| !rest.is_empty() && !rest.starts_with('/'))
        {
            return format!("{scheme}://{rest}");
        }
    }
    let twice = url.split_once("://").and_then(|(scheme, rest)| {
        let (host, path) = rest.split_once('/')?;
        let rest = path.strip_prefix(host)?;
        (host.contains('.') && rest.starts_with('/')).then(|| format!("{scheme}://{host}{rest}"))
    });
    twice.unwrap_or_else(|| url.to_owned())
}

/// Whether all of a text is a URL of the web.
fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Text, in which URLs and the names of items become links.
fn prose(resolved: &mut Vec<Inline>, text: &str, links: &dyn Links) {
    let mut plain = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (before, from_core) = rest.split_at(length_before_core(rest));
        let (word, after_word) = from_core.split_at(word_length(from_core));
        let (core, after) = word.split_at(core_length(word));
        plain.push_str(before);
        match linked(core, links) {
            Some(inline) => {
                resolved.push(Inline::Text(std::mem::take(&mut plain)));
                resolved.push(inline);
            }
            None => plain.push_str(core),
        }
        plain.push_str(after);
        rest = after_word;
    }
    resolved.push(Inline::Text(plain));
}

/// How much stands before the next thing that may be linked: spaces and opening punctuation.
fn length_before_core(text: &str) -> usize {
    let opening = [' ', '(', '"', '\'', '[', '{', '<'];
    text.len() - text.trim_start_matches(opening).len()
}

/// How long the word at the start of a text is. A URL goes on inside of a placeholder:
/// `https://<fleet ID>.example.com`.
fn word_length(text: &str) -> usize {
    let end = text.find(' ').unwrap_or(text.len());
    if !starts_url(text) || !text[..end].contains('<') {
        return end;
    }
    // Text without a `>` is not searched to its end at every word.
    let placeholder = text.char_indices().take(LONGEST_PLACEHOLDER);
    let close = placeholder
        .map(|(at, _)| at)
        .find(|at| text[*at..].starts_with('>'));
    match close {
        Some(close) if close > end => close + text[close..].find(' ').unwrap_or(text.len() - close),
        _ => end,
    }
}

fn starts_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// How much of a word may be linked: punctuation after it is no part of it, nor is `'s`.
fn core_length(word: &str) -> usize {
    let closing = ['.', ',', ';', ':', '!', '?', '"', '\'', ']'];
    let core = word.trim_end_matches("'s").trim_end_matches(closing);
    if core.contains('(') {
        return core.len();
    }
    core.trim_end_matches(')').trim_end_matches(closing).len()
}

/// What a word becomes if it leads anywhere. A URL with parts to fill in leads nowhere: it is code.
fn linked(word: &str, links: &dyn Links) -> Option<Inline> {
    if is_camel_case(word) {
        let to = item(word, links)?;
        return Some(Inline::Link {
            to,
            text: vec![Inline::Code(word.to_owned())],
        });
    }
    if !starts_url(word) || !word.contains('.') {
        return None;
    }
    if word.contains(|c: char| c.is_whitespace() || "<>{}[]*|\\^`\"".contains(c)) {
        return Some(Inline::Code(word.to_owned()));
    }
    let (text, to) = match reference(word, links) {
        Some((name, to)) => (Inline::Code(name.to_owned()), to),
        None => (Inline::Text(word.to_owned()), mended(word)),
    };
    Some(Inline::Link {
        to,
        text: vec![text],
    })
}

/// Whether a word of prose is spelled like the name of an item and unlike any English word: two or
/// more capitalised words in one.
fn is_camel_case(word: &str) -> bool {
    let has_hump = word
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    has_hump && word.starts_with(|c: char| c.is_ascii_uppercase())
}
