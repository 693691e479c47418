//! One HTML page that needs nothing but itself: an entry per operation, and every fact once below.
//!
//! Everything that a model says is shown as text. Never here: requests to anywhere, and markup from models.

use std::collections::BTreeMap;

use super::{apichanges, words};
use crate::diff::{Changes, Fact, Kind, Reach, Revision, Side, Subject, Verdict};
use crate::lower::docs::{self, Links};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("filter.js");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The changes of one or several services as one page.
pub fn html(compared: &[(Changes, &Revision, &Revision)]) -> String {
    let bodies: String = compared
        .iter()
        .enumerate()
        .map(|(index, (changes, old, new))| service(index, changes, old, new))
        .collect();
    let names = compared
        .iter()
        .map(|(changes, ..)| changes.full_name.as_str());
    let title = escaped(&names.collect::<Vec<_>>().join(", "));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}: API changes</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <p hidden><label for=\"filter\">Filter</label> <input id=\"filter\" type=\"search\"></p>\n\
         <main>\n{bodies}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// A fact and the number of its anchor.
type Numbered<'c> = (usize, &'c Fact);

fn service(index: usize, changes: &Changes, old: &Revision, new: &Revision) -> String {
    let shown = apichanges(changes, old, new);
    let title = shown.lines().next().unwrap_or_default();
    let (was, is) = (escaped(&changes.old), escaped(&changes.new));
    let mut text = format!("<h1>{was} to {is} - {}</h1>\n", escaped(title));
    text.push_str(&head(changes));
    let mut operations: BTreeMap<&str, Vec<(Numbered<'_>, &Reach)>> = BTreeMap::new();
    let shown = changes.facts.iter().enumerate();
    let shown: Vec<Numbered<'_>> = shown.filter(|(_, f)| f.verdict != Verdict::None).collect();
    for fact in &shown {
        for reach in &fact.1.reach {
            let entry = operations.entry(&reach.operation).or_default();
            entry.push((*fact, reach));
        }
    }
    text.push_str("<h2>Operations</h2>\n");
    for (name, facts) in operations {
        text.push_str(&operation(index, name, &facts));
    }
    text.push_str("<h2>Facts</h2>\n");
    let (reaching, other): (Vec<_>, Vec<_>) =
        shown.into_iter().partition(|(_, f)| !f.reach.is_empty());
    text.push_str(&list(index, changes, &reaching));
    if !other.is_empty() {
        text.push_str("<h2>Reaches no operation</h2>\n");
        text.push_str(&list(index, changes, &other));
    }
    let none = changes.with(Verdict::None).count();
    if none > 0 {
        let none = words::count(none, "difference");
        text.push_str(&format!("<p>No caller notices {none}.</p>\n"));
    }
    text
}

fn head(changes: &Changes) -> String {
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = changes.with(verdict).count();
        (number > 0).then(|| format!("{number} {verdict}"))
    });
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() {
        return "<p>Nothing differs.</p>\n".to_owned();
    }
    let reasons = changes.bump.reasons.iter();
    let reasons: String = reasons
        .map(|r| format!("<li>{}</li>\n", escaped(r)))
        .collect();
    let (counts, level) = (counts.join(", "), changes.bump.level.as_str());
    format!(
        "<p>{counts}</p>\n<p>Version bump: <strong>{level}</strong></p>\n<ul>\n{reasons}</ul>\n"
    )
}

fn operation(index: usize, name: &str, facts: &[(Numbered<'_>, &Reach)]) -> String {
    let subject = Subject::Operation(name.to_owned());
    let has = |kind| {
        let mut facts = facts.iter();
        facts.any(|((_, fact), _)| fact.kind == kind && fact.subject == subject)
    };
    let what = match (has(Kind::OperationAdded), has(Kind::OperationRemoved)) {
        (true, _) => "new",
        (_, true) => "removed",
        _ => "updated",
    };
    let mut text = format!(
        "<details class=\"{what}\" data-entry data-operation=\"{0}\">\n<summary>{0} ({what})</summary>\n",
        escaped(name)
    );
    for (side, title) in [
        (Side::Operation, "Operation"),
        (Side::Request, "Request"),
        (Side::Response, "Response"),
        (Side::Error, "Errors"),
    ] {
        let lines = facts.iter().filter(|(_, reach)| reach.side == side);
        let lines: String = lines
            .map(|(fact, reach)| delta(index, *fact, reach))
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("<h3>{title}</h3>\n<ul>\n{lines}</ul>\n"));
        }
    }
    let mut own = facts.iter().map(|((_, fact), _)| fact);
    let documented =
        own.find(|fact| fact.kind == Kind::DocumentationChanged && fact.subject == subject);
    if let Some(fact) = documented {
        let side = |text: &Option<String>| escaped(&plain(text.as_deref().unwrap_or_default()));
        let (was, is) = (side(&fact.old), side(&fact.new));
        text.push_str(&format!(
            "<div class=\"sides\">\n<div><h3>Old documentation</h3>\n<pre>\n{was}</pre></div>\n\
             <div><h3>New documentation</h3>\n<pre>\n{is}</pre></div>\n</div>\n"
        ));
    }
    text.push_str("</details>\n");
    text
}

/// One way that a fact reaches an operation, with what is new or gone marked.
fn delta(index: usize, (number, fact): Numbered<'_>, reach: &Reach) -> String {
    let place = match reach.paths.as_slice() {
        [] => fact.subject.to_string(),
        paths => paths.join(", "),
    };
    let place = match &fact.subject {
        Subject::Value { value, .. } => format!("{place}: {value}"),
        _ => place,
    };
    let place = escaped(&place);
    let place = match (&fact.old, &fact.new) {
        (None, Some(_)) => format!("<ins>+ {place}</ins>"),
        (Some(_), None) => format!("<del>{place}</del>"),
        _ => place,
    };
    let (title, verdict) = (escaped(fact.kind.title()), fact.verdict);
    format!(
        "<li>{place}: <a href=\"#f{index}-{number}\">{title}</a> \
         <span class=\"verdict {verdict}\">{verdict}</span></li>\n"
    )
}

fn list(index: usize, changes: &Changes, facts: &[Numbered<'_>]) -> String {
    let mut text = "<ul>\n".to_owned();
    for (number, fact) in facts {
        let (verdict, title) = (fact.verdict, escaped(&words::title(fact)));
        let reason = escaped(&fact.reason);
        text.push_str(&format!(
            "<li id=\"f{index}-{number}\" data-entry><span class=\"verdict {verdict}\">{verdict}</span> \
             {title}<br>{reason}"
        ));
        if fact.verdict == Verdict::Major {
            let items = fact.items.iter();
            let items = items.map(|item| format!("<code>{}</code>", escaped(item)));
            let items: Vec<_> = items.collect();
            text.push_str(&format!("<br>{}", items.join(", ")));
        }
        if let Some(rename) = words::rename(changes, fact) {
            text.push_str(&format!("<br>{}", escaped(&rename)));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
    text
}

/// Names in texts lead nowhere: the page is no documentation of a crate.
struct NoLinks;

impl Links for NoLinks {
    fn item(&self, _: &str) -> Option<String> {
        None
    }

    fn is_own_reference(&self, _: &str) -> bool {
        false
    }
}

/// Documentation without its markup, or as it is where the markup is unknown.
fn plain(text: &str) -> String {
    docs::markdown(text, &NoLinks).unwrap_or_else(|_| text.to_owned())
}

/// Text that says what it says in an element and in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
