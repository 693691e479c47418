//! Sentences out of documents and out of generated sources, spelled alike.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser, TagEnd};
use tests::workspace;

/// The sentences of a document that are long enough to say something.
pub(crate) fn of_document(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| spelled(&without_links(line)));
    lines.flat_map(|line| of_line(&line)).collect()
}

fn of_line(line: &str) -> Vec<String> {
    let line = line.trim_start_matches(['\u{2022}', '-', ' ']);
    // `Name (string) -- What it is.`
    let line = match line.split_once(") -- ") {
        Some((name, text)) if !name.contains(' ') || name.split(' ').count() == 2 => text,
        _ => line,
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(". ") {
        let next = line[at + 2..].chars().next();
        if next.is_some_and(|next| next.is_uppercase() || next == '(') {
            sentences.push(line[start..=at].to_owned());
            start = at + 2;
        }
    }
    sentences.push(line[start..].to_owned());
    sentences.retain(|sentence| sentence.split(' ').count() > 3);
    sentences
}

/// reStructuredText's links without where they lead.
fn without_links(line: &str) -> String {
    let mut rest = line;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once(" <http") {
        let Some((_, after)) = after.split_once(">`__") else {
            break;
        };
        text += before;
        rest = after;
    }
    text + rest
}

/// Text without markup, one space between words.
pub(crate) fn spelled(text: &str) -> String {
    let text = text
        .replace(['\u{2013}', '\u{2014}'], "--")
        .replace(['`', '*', '_', '\\', '"'], "");
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // The documents have spaces where markup was.
    for stop in [".", ",", ")", ":", ";"] {
        text = text.replace(&format!(" {stop}"), stop);
    }
    text.replace("( ", "(")
}

/// What a reader sees of some Markdown.
pub(crate) fn visible(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text += &part,
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                text += " ";
            }
            _ => {}
        }
    }
    spelled(&text)
}

/// The documentation of an operation and of every type that it leads to, and the sources themselves.
pub(crate) struct Page {
    pub(crate) docs: String,
    pub(crate) source: String,
}

/// The page of a file of the crate: `operation/_play` or `types/_game`.
pub(crate) fn page(krate: &str, start: &str) -> Page {
    let folder = format!("generated/{krate}/src");
    let mut open = vec![format!("{folder}/{start}.rs")];
    let mut seen = BTreeSet::new();
    let mut source = String::new();
    let index = workspace::read(format!("{folder}/types.rs"));
    while let Some(file) = open.pop() {
        if !seen.insert(file.clone()) {
            continue;
        }
        let text = workspace::read(&file);
        for part in text.split("crate::types::").skip(1) {
            let name = part
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            let module = index.lines().find_map(|line| {
                let (module, types) = line.trim().trim_end_matches(';').split_once(": ")?;
                let is_its = types.split(", ").any(|one| one == name);
                is_its.then(|| module.to_owned())
            });
            open.extend(module.map(|module| format!("{folder}/types/{module}.rs")));
        }
        source += &text;
    }
    Page {
        docs: docs_of(&source),
        source,
    }
}

/// The visible text of all documentation comments of a source.
fn docs_of(source: &str) -> String {
    let mut docs = String::new();
    let mut block = String::new();
    for line in source.lines() {
        let line = line.trim_start();
        if let Some(text) = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        {
            block += text.strip_prefix(' ').unwrap_or(text);
            block += "\n";
        } else if !block.is_empty() {
            docs += &visible(&std::mem::take(&mut block));
            docs += "\n";
        }
    }
    docs
}
