//! What holds for every documentation string of the vendored models.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use smithwright_codegen::lower::docs::{Links, WIDTH, markdown, summary};

use super::{Nowhere, visible};

/// A vendored model: its documentation strings, each once, and the names it defines.
struct Model {
    name: &'static str,
    docs: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// Every operation and shape is an item.
impl Links for Model {
    fn item(&self, name: &str) -> Option<String> {
        self.names
            .get(name)
            .map(|name| format!("crate::items::{name}"))
    }

    fn is_own_reference(&self, folder: &str) -> bool {
        folder == self.name
    }
}

fn models() -> Vec<Model> {
    [
        ("gamelift", "2015-10-01"),
        ("gameliftstreams", "2018-05-10"),
    ]
    .into_iter()
    .map(|(name, version)| {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
        let file = models.join(name).join(version).join("service-2.json");
        let text = std::fs::read_to_string(&file).expect("a vendored model");
        let json: Value = serde_json::from_str(&text).expect("JSON");
        let mut docs = BTreeSet::new();
        collect(&json, &mut docs);
        let names = ["operations", "shapes"]
            .into_iter()
            .flat_map(|section| json[section].as_object().into_iter().flatten())
            .map(|(name, _)| name.clone())
            .collect();
        Model { name, docs, names }
    })
    .collect()
}

fn collect(json: &Value, docs: &mut BTreeSet<String>) {
    match json {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "documentation" => {
                        docs.insert(text.clone());
                    }
                    _ => collect(member, docs),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, docs)),
        _ => {}
    }
}

#[track_caller]
fn converted(html: &str, links: &dyn Links) -> String {
    markdown(html, links).unwrap_or_else(|unknown| panic!("{unknown:?}"))
}

/// Runs a check on every documentation string; returns how many there were.
fn for_each_doc(mut check: impl FnMut(&Model, &str)) -> usize {
    let models = models();
    for model in &models {
        for html in &model.docs {
            check(model, html);
        }
    }
    models.iter().map(|model| model.docs.len()).sum()
}

#[test]
fn the_visible_text_is_the_same() {
    let count = for_each_doc(|_, html| {
        let text = converted(html, &Nowhere);
        assert_eq!(
            visible::closed_up(&visible::of_markdown(&text)),
            visible::closed_up(&visible::of_html(html)),
            "\n{html}\n\n{text}"
        );
    });
    assert!(count > 1000, "only {count} documentation strings");
}

#[test]
fn the_visible_text_is_the_same_with_links_but_for_urls_of_items() {
    for_each_doc(|model, html| {
        let text = converted(html, model);
        let expected: Vec<String> = visible::of_html(html)
            .split(' ')
            .map(|word| shortened(word, model))
            .collect();
        assert_eq!(
            visible::closed_up(&visible::of_markdown(&text)),
            visible::closed_up(&expected.join(" ")),
            "\n{html}\n\n{text}"
        );
    });
}

/// The name of the item that a URL of the API reference is about, in place of the URL.
fn shortened(word: &str, model: &Model) -> String {
    let folder = format!(
        "https://docs.aws.amazon.com/{}/latest/apireference/API_",
        model.name
    );
    let Some(page) = word.strip_prefix(&folder) else {
        return word.to_owned();
    };
    let name: String = page
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let rest = page[name.len()..].replacen(".html", "", 1);
    if model.names.contains(&name) {
        name + &rest
    } else {
        word.to_owned()
    }
}

#[test]
fn every_placeholder_is_found_whole() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for_each_doc(|model, html| {
        let text = converted(html, model);
        for placeholder in html
            .split("&lt;")
            .skip(1)
            .filter_map(|rest| rest.split_once("&gt;"))
        {
            if !placeholder.0.starts_with(char::is_alphabetic) {
                continue; // `&lt;=` and `&lt;&gt;` are comparators.
            }
            let placeholder = format!("<{}>", placeholder.0);
            assert!(text.contains(&placeholder), "{placeholder} in\n{text}");
            assert!(
                visible::of_markdown(&text).contains(&placeholder),
                "{placeholder} in\n{text}"
            );
            *found.entry(placeholder).or_default() += 1;
        }
    });
    for placeholder in [
        "<home_region>",
        "<fleet ID>",
        "<unique identifier>",
        "<queue name>",
    ] {
        assert!(found.contains_key(placeholder), "{found:?}");
    }
}

/// The links that the models have wrong, and where they were to lead.
const MENDED: [(&str, &str); 2] = [
    (
        "http://aws.amazon.com/blogs/https:/aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/",
        "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/",
    ),
    (
        "http://aws.amazon.com/aws.amazon.com/amazon-linux-2/faqs/",
        "http://aws.amazon.com/amazon-linux-2/faqs/",
    ),
];

#[test]
fn every_link_survives() {
    for_each_doc(|_, html| {
        let destinations = visible::destinations(&converted(html, &Nowhere));
        for href in html
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let mended = MENDED.iter().find(|(wrong, _)| *wrong == href);
            let leads_there = |to: &String| match mended {
                Some((_, right)) => to == right,
                None => to.ends_with(href),
            };
            assert!(
                destinations.iter().any(leads_there),
                "{href} in {destinations:?}"
            );
        }
    });
}

#[test]
fn lines_are_wrapped_unless_one_word_fills_them() {
    for_each_doc(|model, html| {
        for line in converted(html, model).lines() {
            let is_whole = line.contains('`') || line.contains("](") || line.contains("<http");
            let columns = line.chars().count();
            assert!(columns <= WIDTH || is_whole, "{columns} columns: {line}");
        }
    });
}

#[test]
fn summaries_are_the_start_of_something_visible() {
    for_each_doc(|model, html| {
        let text = converted(html, model);
        let summary = summary(&text);
        assert!(!summary.contains('\n'));
        assert!(!summary.is_empty(), "{html}");
        let (part, whole) = (visible::of_markdown(&summary), visible::of_markdown(&text));
        assert!(whole.contains(&part), "{part}\n\n{whole}");
        let (links, all) = (
            visible::destinations(&summary),
            visible::destinations(&text),
        );
        assert!(links.iter().all(|link| all.contains(link)));
    });
}

#[test]
fn white_space_of_the_model_changes_nothing() {
    for_each_doc(|model, html| {
        let spaced = html.replace(' ', " \n ");
        let spaced = spaced.replace("<a \n href", "<a href");
        assert_eq!(converted(html, model), converted(&spaced, model));
    });
}
