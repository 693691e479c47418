//! Documents the values of enums with what the members that hold them say.
//!
//! botocore's form has no place for such a text, but services list the values where they are used:
//! `- **RESERVED** -- The player session request has been received`. This reads the Markdown that
//! [`super::docs`] writes, whose lists look like that.
//!
//! Never here: the choice of variants, and any text that no service wrote.

use std::collections::BTreeMap;

use super::docs::{Fences, first_word, leading_bold};
use crate::model::{Model, ShapeId, ShapeKind};

/// Gives each value the text that most members have for it, unless it has one already.
pub(super) fn describe(model: &mut Model) {
    let mut texts = texts(model);
    for (id, shape) in &mut model.shapes {
        let ShapeKind::Enum(values) = &mut shape.kind else {
            continue;
        };
        for value in values {
            let found = texts
                .remove(&(id.clone(), value.value.clone()))
                .unwrap_or_default();
            // Of texts that are as frequent, the one that comes first by letters: nothing else is
            // sure to stay the same when the model grows.
            let most = found.values().max().copied();
            let text = found.into_iter().find(|(_, count)| Some(*count) == most);
            value.documentation = value.documentation.take().or(text.map(|(text, _)| text));
        }
    }
}

/// For each enum and value, the texts there are and how many members have each.
type Texts = BTreeMap<(ShapeId, String), BTreeMap<String, usize>>;

fn texts(model: &Model) -> Texts {
    let mut texts = Texts::new();
    let members = model.shapes.values();
    for (_, member) in members.flat_map(|shape| shape.kind.members()) {
        let (Some(docs), Some(id)) = (&member.documentation, enum_of(model, &member.target)) else {
            continue;
        };
        for item in list_items(docs) {
            if let Some((value, text)) = value_and_text(&item) {
                let key = (id.clone(), value.to_owned());
                *texts.entry(key).or_default().entry(text).or_default() += 1;
            }
        }
    }
    texts
}

/// The enum that a shape is or is a list of.
fn enum_of<'m>(model: &'m Model, id: &'m ShapeId) -> Option<&'m ShapeId> {
    let is_enum = |id: &ShapeId| matches!(model[id].kind, ShapeKind::Enum(_));
    match &model[id].kind {
        ShapeKind::List(item) => is_enum(&item.target).then_some(&item.target),
        _ => is_enum(id).then_some(id),
    }
}

/// The items of the lists in some Markdown, each with the lines of its first paragraph.
fn list_items(markdown: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut fences = Fences::default();
    for line in markdown.lines() {
        if fences.contain(line) {
            is_open = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            items.push(item.to_owned());
            is_open = true;
        } else if let (true, Some(more), Some(item)) =
            (is_open, line.strip_prefix("  "), items.last_mut())
            && !more.starts_with("- ")
        {
            item.push('\n');
            item.push_str(more);
        } else {
            is_open = false;
        }
    }
    items
}

/// Splits `**VALUE** -- Text.`, `` `VALUE`: Text. `` and the like.
fn value_and_text(item: &str) -> Option<(&str, String)> {
    let (label, rest) = leading_bold(item).or_else(|| first_word(item))?;
    let rest = rest.trim_start();
    let text = rest.trim_start_matches(['-', '\u{2013}', '\u{2014}', ':']);
    let is_separated = item.starts_with("**") || label.ends_with(':') || text.len() < rest.len();
    // Some labels say more than the value: **`VALUE` (remark)** Text.
    let (value, remark) = first_word(label).unwrap_or((label, ""));
    let value = value.trim_end_matches(':').trim_matches('`');
    let text = format!("{} {}", remark.trim().trim_end_matches(':'), text.trim());
    (is_separated && !value.is_empty()).then(|| (value, text.trim_start().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{list_items, value_and_text};

    #[track_caller]
    fn check(item: &str, expected: Option<(&str, &str)>) {
        let found = value_and_text(item);
        let found = found.as_ref().map(|(value, text)| (*value, text.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_label_and_its_text() {
        check("**ON** -- It runs.", Some(("ON", "It runs.")));
        check("`ON`: It runs.", Some(("ON", "It runs.")));
        check("**`ON` (now)** It runs.", Some(("ON", "(now) It runs.")));
        check("It runs.", None);
    }

    #[test]
    fn code_is_not_cut_in_two() {
        check("`ON: - <b>x</b>`", None);
        check("**`ON** <b>x</b>` y** z", Some(("ON** <b>x</b>", "y z")));
        check("**`ON <b>x</b>`** y", Some(("ON <b>x</b>", "y")));
    }

    #[test]
    fn preformatted_text_has_no_items() {
        let markdown = "````text\n```\n- **ON** <b>x</b>\n````\n- **OFF** y";
        assert_eq!(list_items(markdown), ["**OFF** y"]);
    }
}
