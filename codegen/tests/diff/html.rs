//! The page: complete, the same every time, well-formed, and safe whatever a model says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use html5gum::{Token, Tokenizer};
use smithwright_codegen::diff::{Changes, Kind, Revision, Subject, Verdict, diff, view};
use smithwright_codegen::load::Documents;

use crate::model_files::{PAIRS, history, old};

pub(crate) fn page(old: &Revision, new: &Revision) -> String {
    view::html(&[(diff(old, new), old, new)])
}

pub(crate) fn read(label: &str, text: &str) -> Revision {
    let read = Revision::read(label, &Documents::of(Path::new("m.json"), text));
    read.unwrap_or_else(|problems| panic!("{problems}"))
}

/// A small service and its successor, with something for every section.
pub(crate) fn zoo() -> (Revision, Revision) {
    (
        read("models/zoo-1.2.3.json", include_str!("zoo/old.json")),
        read("models/zoo-1.3.0.json", include_str!("zoo/new.json")),
    )
}

/// The operations that have an entry: whatever a fact reaches that is not about the service.
pub(crate) fn operations(changes: &Changes) -> BTreeSet<&str> {
    let facts = changes.facts.iter().filter(|fact| {
        !matches!(
            fact.subject,
            Subject::Service | Subject::EndpointParameter(_) | Subject::Key(_)
        )
    });
    let reaches = facts.flat_map(|fact| &fact.reach);
    reaches.map(|reach| reach.operation.as_str()).collect()
}

/// A start tag: its name and its attributes.
pub(crate) struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    /// What stands in it, up to the next tag.
    text: String,
}

/// The start tags of a page, which a tokenizer of the HTML standard reads. Fails where an element is not
/// closed in its turn.
#[track_caller]
fn tags(page: &str) -> Vec<Tag> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(page).filter_map(Result::ok) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                if !["meta", "input", "br"].contains(&name.as_str()) {
                    open.push(name.clone());
                }
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                tags.push(Tag {
                    name,
                    attributes: attributes.collect(),
                    text: String::new(),
                });
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(text(&tag.name)), "closed in turn"),
            Token::String(string) => {
                if let Some(tag) = tags.last_mut() {
                    tag.text.push_str(&text(&string));
                }
            }
            Token::Error(error) => panic!("the page is no HTML: {error:?}"),
            Token::Comment(_) => panic!("a comment"),
            Token::Doctype(_) => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    tags
}

/// Fails where the page is malformed, has an id twice, a link that leads nowhere, or anything that a browser
/// would load or run but the one style and the one script.
#[track_caller]
pub(crate) fn check_structure(page: &str) -> Vec<Tag> {
    const TAGS: [&str; 31] = [
        "html", "head", "meta", "title", "style", "body", "main", "script", "div", "p", "label",
        "input", "span", "button", "h1", "h2", "h3", "h4", "nav", "section", "details", "summary",
        "ul", "li", "a", "code", "ins", "del", "strong", "br", "template",
    ];
    const ATTRIBUTES: [&str; 17] = [
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "hidden",
        "for",
        "type",
        "placeholder",
        "role",
        "href",
        "data-entry",
        "data-operation",
        "open",
        "datetime",
    ];
    let tags = tags(page);
    let mut ids = BTreeSet::new();
    for tag in &tags {
        assert!(TAGS.contains(&tag.name.as_str()), "<{}>", tag.name);
        for (name, value) in &tag.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name}={value}");
        }
        if let Some(id) = tag.attributes.get("id") {
            assert!(ids.insert(id.as_str()), "{id} is there twice");
        }
    }
    for tag in &tags {
        if let Some(link) = tag.attributes.get("href") {
            let id = link.strip_prefix('#').unwrap_or_default();
            assert!(tag.name == "a" && ids.contains(id), "{link}");
        }
    }
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
    assert_eq!((count("script"), count("style"), count("title")), (1, 1, 1));
    let style = tags.iter().find(|tag| tag.name == "style");
    let style = style.map_or("", |tag| tag.text.as_str());
    assert!(!style.contains("url(") && !style.contains("@import"));
    tags
}

/// Fails where an operation or a fact is not on the page exactly once, or a heading miscounts.
#[track_caller]
fn check_complete(changes: &Changes, tags: &[Tag]) {
    let entries: Vec<_> = tags
        .iter()
        .filter_map(|tag| tag.attributes.get("data-operation").map(String::as_str))
        .collect();
    let found: BTreeSet<_> = entries.iter().copied().collect();
    assert_eq!(entries.len(), found.len(), "an operation is there twice");
    assert_eq!(found, operations(changes));
    let facts = tags.iter().filter(|tag| {
        let id = tag.attributes.get("id");
        id.is_some_and(|id| id.starts_with("fact-"))
    });
    assert_eq!(facts.count(), changes.facts.len());
    let count = |class: &str| {
        let entries = tags.iter().filter(|tag| {
            let classes = tag.attributes.get("class").map_or("", String::as_str);
            classes.split(' ').eq(["entry", class])
        });
        entries.count()
    };
    let title = tags.iter().find(|tag| tag.name == "h1");
    let title = title.map_or("", |tag| tag.text.as_str());
    for what in ["new", "updated", "removed"] {
        let counted = match count(what) {
            0 => None,
            number => Some(number.to_string()),
        };
        let words: Vec<_> = title.split(' ').collect();
        let said = words.windows(2).find(|pair| pair[1] == what);
        assert_eq!(said.map(|pair| pair[0].to_owned()), counted, "{title}");
    }
}

#[test]
fn a_page_shows_what_differs() {
    let (old, new) = zoo();
    let page = page(&old, &new);
    let changes = diff(&old, &new);
    check_complete(&changes, &check_structure(&page));
    let main = page.split("<main>").nth(1).unwrap_or_default();
    let main = main.split("</main>").next().unwrap_or_default();
    insta::assert_snapshot!(main);
}

#[test]
fn nothing_is_said_of_what_is_the_same() {
    let (old, _) = zoo();
    let page = page(&old, &old);
    check_complete(&diff(&old, &old), &check_structure(&page));
    assert!(page.contains("nothing differs"), "{page}");
}

#[test]
fn pages_of_the_past_are_complete() {
    let Some(history) = history("pages_of_the_past_are_complete") else {
        return;
    };
    for (was, is) in PAIRS {
        let (was, is) = (old(&history, was), old(&history, is));
        let page = page(&was, &is);
        check_complete(&diff(&was, &is), &check_structure(&page));
    }
    // Backwards, what was new is gone.
    let (was, is) = PAIRS[0];
    let (was, is) = (old(&history, is), old(&history, was));
    let page = page(&was, &is);
    check_complete(&diff(&was, &is), &check_structure(&page));
    assert!(
        page == self::page(&was, &is),
        "another page the second time"
    );
}

/// The text of the elements of that name, in their order.
fn texts_of<'t>(tags: &'t [Tag], name: &'t str) -> impl Iterator<Item = &'t str> {
    let tags = tags.iter().filter(move |tag| tag.name == name);
    tags.map(|tag| tag.text.trim())
}

#[test]
fn a_page_says_first_what_matters() {
    let (old, new) = zoo();
    let tags = check_structure(&page(&old, &new));
    let titles: Vec<_> = texts_of(&tags, "h2").collect();
    assert_eq!(
        titles,
        [
            "Breaks (3)",
            "Acts differently (5)",
            "New (8)",
            "Documentation (4)",
            "Not noticed (4)",
            "Operations: New (1)",
            "Operations: Updated (1)",
            "Operations: Removed (1)",
            "Operations: Act differently (1)",
            "Operations: Documentation only (1)",
        ]
    );
    let links = tags.iter().filter(|tag| {
        let class = tag.attributes.get("class");
        tag.name == "a" && class.is_some_and(|class| class.starts_with("verdict "))
    });
    let links: Vec<_> = links
        .map(|tag| (tag.text.trim(), tag.attributes["href"].as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("3 major", "#section-0-breaks"),
            ("5 behaviour", "#section-0-acts"),
            ("8 minor", "#section-0-brings"),
            ("4 docs", "#section-0-texts"),
            ("4 none", "#section-0-unnoticed"),
        ]
    );
}

#[test]
fn what_many_operations_share_is_told_once() {
    let Some(history) = history("what_many_operations_share_is_told_once") else {
        return;
    };
    let (was, is) = (old(&history, PAIRS[3].0), old(&history, PAIRS[3].1));
    let page = page(&was, &is);
    let titles = texts_of(&check_structure(&page), "h2")
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let shared = "Operations: Differ by what many share alone (";
    assert!(
        titles.iter().any(|title| title.starts_with(shared)),
        "{titles:?}"
    );
    // Three facts about the id of a fleet, with one list of 35 operations, which both versions have.
    assert_eq!(
        page.matches("<summary>in the request and response of 35 operations")
            .count(),
        1
    );
    assert_eq!(page.matches(">the same 35 operations</a>").count(), 2);
    let entry = page
        .split("data-operation=\"DeleteFleet\"")
        .nth(1)
        .unwrap_or_default();
    let entry = entry.split("data-operation=").next().unwrap_or_default();
    assert!(entry.contains("Shared with many operations: "), "{entry}");
    assert!(
        !entry.contains("<li><code class=\"member\">FleetId"),
        "{entry}"
    );
}

/// A service that comes, changes, changes back and goes.
pub(crate) fn a_history<'r>(old: &'r Revision, new: &'r Revision) -> view::History<'r> {
    let changed = |old, new| view::What::Changed {
        changes: Box::new(diff(old, new)),
        old,
        new,
    };
    let steps = [
        ("1.2.3", view::What::Came),
        ("1.3.0", changed(old, new)),
        ("1.10.0", changed(new, old)),
        ("2.0.0", view::What::Gone),
    ];
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(at, (version, what))| view::Step {
            version: version.to_owned(),
            date: (at > 0).then(|| format!("2020-01-0{at}")),
            after: (at > 0).then(|| ["", "1.2.3", "1.9.0", "1.11.0"][at].to_owned()),
            what,
        });
    view::History {
        service: "Amazon Zoo".to_owned(),
        from: "1.0.0".to_owned(),
        to: "2.0.0".to_owned(),
        versions: 7,
        looked_at: 5,
        steps: steps.collect(),
    }
}

/// What is packed in a page.
fn unpacked(text: &str) -> String {
    let bytes = STANDARD.decode(text).expect("base64");
    let mut html = String::new();
    let read = GzDecoder::new(bytes.as_slice()).read_to_string(&mut html);
    read.expect("gzip");
    html
}

#[test]
fn a_long_history_is_a_small_page() {
    let Some(folder) = history("a_long_history_is_a_small_page") else {
        return;
    };
    // There, and back again: what was new is gone.
    let names = [PAIRS[3].0, PAIRS[3].1, PAIRS[3].0];
    let revisions = names.map(|name| old(&folder, name));
    let steps = revisions.windows(2).map(|pair| view::Step {
        version: pair[1].label.clone(),
        date: None,
        after: Some(pair[0].label.clone()),
        what: view::What::Changed {
            changes: Box::new(diff(&pair[0], &pair[1])),
            old: &pair[0],
            new: &pair[1],
        },
    });
    let history = view::History {
        service: "Amazon GameLift".to_owned(),
        from: String::new(),
        to: String::new(),
        versions: revisions.len(),
        looked_at: revisions.len(),
        steps: steps.collect(),
    };
    let page = view::history_html(&history);
    let elements = check_structure(&page).len();
    // Each version by itself is 600 KB and 13,000 elements.
    assert!(page.len() < 300_000, "{} bytes", page.len());
    assert!(elements < 200, "{elements} elements");
}

#[test]
fn a_history_is_one_page() {
    let (old, new) = zoo();
    let history = a_history(&old, &new);
    let page = view::history_html(&history);
    let tags = check_structure(&page);
    let versions = tags.iter().filter(|tag| {
        let class = tag.attributes.get("class");
        class.is_some_and(|class| class.starts_with("version "))
    });
    assert_eq!(versions.count(), history.steps.len());
    let is_entry = |tag: &&Tag| tag.attributes.contains_key("data-operation");
    assert_eq!(
        tags.iter().filter(is_entry).count(),
        0,
        "what is packed is no part of the page"
    );
    let changes = [diff(&old, &new), diff(&new, &old)];
    let packed: Vec<_> = texts_of(&tags, "template").map(unpacked).collect();
    assert_eq!(packed.len(), changes.len());
    for (changes, packed) in changes.iter().zip(&packed) {
        let tags = self::tags(packed);
        let entries: BTreeSet<_> = tags
            .iter()
            .filter_map(|tag| tag.attributes.get("data-operation").map(String::as_str))
            .collect();
        assert_eq!(entries, operations(changes));
        for fact in changes.with(Verdict::Major) {
            let subject = fact.subject.to_string();
            assert!(
                page.contains(&format!("<li>{subject}: ")),
                "without a script: {subject}"
            );
        }
    }
    insta::assert_snapshot!(view::history(&history, view::Colours::Off));
}

/// A text that ends whatever it stands in, if anybody lets it.
const HOSTILE: &str = "x'\\\"><script>alert(1)</script><img src=//evil onerror=alert(1)></title>\
    </style></details>&amp;<!--]]>{{`${1}`}}";

#[test]
fn what_a_model_says_stays_text() {
    let (old, new) = zoo();
    let number = |page: &str| check_structure(page).len();
    let expected = number(&page(&old, &new));
    // Every name and every text, on either side.
    let places = [
        "Amazon Zoo",
        "Feeds one",
        "What is left",
        "\"Buy\"",
        "\"Feed\"",
        "\"Sell\"",
        "\"Animals\"",
        "\"Tags\"",
        "\"Names\"",
        "\"Family\"",
        "\"LION\"",
        "\"BEAR\"",
        "\"Full\"",
        "\"Nowhere\"",
        "\"Gone\"",
        "^[a-z]+$",
        "menagerie",
        "\"jsonVersion\": \"1.1\"",
    ];
    for place in places {
        let hostile = match place.strip_suffix('"') {
            Some(name) => format!("{name}{HOSTILE}\""),
            None => format!("{place}{HOSTILE}"),
        };
        let both = ["zoo/old.json", "zoo/new.json"];
        let texts = [include_str!("zoo/old.json"), include_str!("zoo/new.json")];
        assert!(
            texts.iter().any(|text| text.contains(place)),
            "{place} in {both:?}"
        );
        let [old, new] =
            texts.map(|text| read("models/<script>.json", &text.replace(place, &hostile)));
        let changes = diff(&old, &new);
        let page = page(&old, &new);
        check_complete(&changes, &check_structure(&page));
        assert!(!changes.facts.is_empty());
    }
    let labels = [HOSTILE, "</title><script>"];
    let [old, new] = [(labels[0], old), (labels[1], new)].map(|(label, revision)| Revision {
        label: label.to_owned(),
        ..revision
    });
    assert_eq!(
        number(&page(&old, &new)),
        expected,
        "labels are text as well"
    );
}

#[test]
fn a_text_without_a_predecessor_is_no_new_member() {
    let (old, new) = zoo();
    let changes = diff(&old, &new);
    let texts = changes
        .facts
        .iter()
        .filter(|fact| fact.kind == Kind::DocumentationChanged && fact.old.is_none());
    assert_eq!(texts.count(), 1, "the one of `Name`");
    let page = page(&old, &new);
    let wash = page
        .split("data-operation=\"Wash\"")
        .nth(1)
        .unwrap_or_default();
    let count = page
        .split("data-operation=\"Feed\"")
        .nth(1)
        .unwrap_or_default();
    assert!(wash.contains("<ins>Brown bears</ins>"), "{wash}");
    assert!(
        !count.contains("<ins><code class=\"member\">Food"),
        "{count}"
    );
}
