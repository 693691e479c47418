//! A history as one page: the versions, and folded what each changed.
//!
//! Never here: how a comparison is drawn.

use super::escape::escaped;
use super::{comparison, counts, page};
use crate::diff::view::history::{History, Step, What};

/// A history as one page.
pub fn history_html(history: &History<'_>) -> String {
    let History {
        service, from, to, ..
    } = history;
    let (from, to) = (escaped(from), escaped(to));
    let versions: String = history.steps.iter().enumerate().map(version).collect();
    let body = format!(
        "<h1>{} - {from} to {to}</h1>\n<p>{}</p>\n{versions}",
        escaped(service),
        escaped(&history.summary()),
    );
    page(service, &body)
}

/// The version and its day.
fn name(step: &Step<'_>) -> String {
    let version = escaped(&step.version);
    match &step.date {
        Some(date) => format!("{} - {version}", escaped(date)),
        None => version,
    }
}

fn version((index, step): (usize, &Step<'_>)) -> String {
    let (name, summary) = (name(step), escaped(&step.summary()));
    let (class, counts, body) = match &step.what {
        What::Changed { changes, old, new } => {
            let counts = counts(changes.facts.iter().map(|fact| fact.verdict));
            let level = changes.bump.level.as_str();
            let bump = format!("<span class=\"label\">version bump: {level}</span> {counts}");
            let (_, body) = comparison(index, changes, old, new);
            (level, bump, body)
        }
        _ => ("none", String::new(), String::new()),
    };
    format!(
        "<details class=\"version {class}\" id=\"version-{index}\">\n\
         <summary><span class=\"name\">{name}</span> - {summary} \
         <span class=\"counts\">{counts}</span></summary>\n{body}</details>\n"
    )
}
