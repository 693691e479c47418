//! Selects operations, and finds everything that they reach.
//!
//! A [`Selection`] is a list of names and patterns as people write it: in `services.toml`, on the command line of
//! `cargo xtask vendor`, in the `smithwright.toml` of a vendored folder. [`keep_selected`] reduces a model to it once,
//! before anything looks at the model; [`reached_from`] is the one walk along members that everything asks which
//! needs to know what an operation leads to.
//!
//! Never here: any change to what stays, and where a list was written.

use std::collections::BTreeSet;

use glob::Pattern;

use crate::model::{Model, Operation, ShapeId, ShapeKind};
use crate::nearest::did_you_mean;

/// The operations that somebody asks for: names, patterns such as `Describe*`, and what is left out, such as
/// `!DescribeInstances`. A list that only leaves out begins with all operations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    written: String,
    pattern: Pattern,
    is_left_out: bool,
}

/// An entry of a list that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongEntry {
    /// The entry, as it was written.
    pub entry: String,
    /// What is wrong with it, as a sentence without a full stop; of [`Selection::unmatched`], a sentence without its
    /// subject, which is the service.
    pub what: String,
    /// What to do about it.
    pub fix: String,
}

impl Selection {
    /// Reads a list.
    ///
    /// # Errors
    /// Every entry that is no name and no pattern.
    pub fn parse<'e>(entries: impl IntoIterator<Item = &'e str>) -> Result<Self, Vec<WrongEntry>> {
        let mut wrong = Vec::new();
        let entries = entries.into_iter().filter_map(|written| {
            let bare = written.strip_prefix('!').unwrap_or(written);
            let allowed = |c: char| c.is_ascii_alphanumeric() || "_*?".contains(c);
            let pattern = Pattern::new(bare).ok();
            let pattern = pattern.filter(|_| !bare.is_empty() && bare.chars().all(allowed));
            let Some(pattern) = pattern else {
                wrong.push(WrongEntry {
                    entry: written.to_owned(),
                    what: "this names no operation".to_owned(),
                    fix: "write a name, a pattern such as `Describe*`, or `!` before either to leave it out"
                        .to_owned(),
                });
                return None;
            };
            Some(Entry {
                written: written.to_owned(),
                pattern,
                is_left_out: written.starts_with('!'),
            })
        });
        let entries = entries.collect();
        if wrong.is_empty() {
            return Ok(Self { entries });
        }
        Err(wrong)
    }

    /// The entries, as they were written.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.written.as_str())
    }

    /// The operations of the model that are asked for.
    pub fn of(&self, model: &Model) -> BTreeSet<String> {
        let names = model.operations.keys();
        let chosen = names.filter(|name| self.chooses(name));
        chosen.cloned().collect()
    }

    /// Every entry that no operation of the model matches, with the names that are nearest.
    pub fn unmatched(&self, model: &Model) -> Vec<WrongEntry> {
        let names = || model.operations.keys().map(String::as_str);
        let unmatched = self.entries.iter();
        let unmatched = unmatched.filter(|entry| !names().any(|name| entry.pattern.matches(name)));
        unmatched
            .map(|Entry { written, .. }| {
                let bare = written.trim_start_matches('!');
                let is_name = !bare.contains(['*', '?']);
                let what = if is_name {
                    format!("has no operation `{bare}`")
                } else {
                    format!("has no operation that matches `{bare}`")
                };
                let guess = bare.replace(['*', '?'], "");
                WrongEntry {
                    entry: written.clone(),
                    what,
                    fix: did_you_mean(&guess, names(), "remove it from the list"),
                }
            })
            .collect()
    }

    /// Whether an operation is asked for.
    pub fn chooses(&self, name: &str) -> bool {
        let mut taken = self
            .entries
            .iter()
            .filter(|entry| !entry.is_left_out)
            .peekable();
        let is_taken = taken.peek().is_none() || taken.any(|entry| entry.pattern.matches(name));
        is_taken && !self.leaves_out(name)
    }

    /// Whether an entry names what to take, rather than what to leave out.
    pub fn takes_any(&self) -> bool {
        self.entries.iter().any(|entry| !entry.is_left_out)
    }

    /// Whether an operation is left out by an entry.
    pub fn leaves_out(&self, name: &str) -> bool {
        let mut left_out = self.entries.iter().filter(|entry| entry.is_left_out);
        left_out.any(|entry| entry.pattern.matches(name))
    }
}

/// Keeps the operations of `selection`, all of them if there is none, and the shapes that these reach.
pub fn keep_selected(model: &mut Model, selection: Option<&Selection>) {
    if let Some(selection) = selection {
        model.operations.retain(|name, _| selection.chooses(name));
    }
    let roots = model.operations.values().flat_map(shapes_of);
    let reached: BTreeSet<ShapeId> = reached_from(&[model], roots).into_iter().cloned().collect();
    model.shapes.retain(|id, _| reached.contains(id));
}

/// The shapes that an operation names itself: its input, output and errors.
pub fn shapes_of(operation: &Operation) -> impl Iterator<Item = &ShapeId> {
    let sides = operation.input.iter().chain(&operation.output);
    sides.chain(&operation.errors)
}

/// Everything that can be reached from these shapes, along members, items, keys and values of any of the models; they
/// themselves too. Names that no model has a shape for lead nowhere.
pub fn reached_from<'m>(
    models: &[&'m Model],
    roots: impl IntoIterator<Item = &'m ShapeId>,
) -> BTreeSet<&'m ShapeId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&ShapeId> = roots.into_iter().collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            let shapes = models.iter().filter_map(|model| model.shapes.get(id));
            open.extend(shapes.flat_map(|shape| targets(&shape.kind)));
        }
    }
    reached
}

/// The shapes that the members of a shape hold.
pub(crate) fn targets(kind: &ShapeKind) -> impl Iterator<Item = &ShapeId> {
    let members = kind.members().into_iter();
    members.map(|(_, member)| &member.target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Documents, parse_service};
    use std::path::Path;

    fn model(names: &[&str]) -> Model {
        let operations = names
            .iter()
            .map(|name| format!(r#""{name}": {{ "name": "{name}", "http": {{ "method": "POST", "requestUri": "/" }} }}"#));
        let operations = operations.collect::<Vec<_>>().join(", ");
        let text = format!(
            r#"{{ "version": "2.0", "metadata": {{ "apiVersion": "2020-01-01", "endpointPrefix": "arcade",
                "jsonVersion": "1.1", "protocol": "json", "protocols": ["json"], "serviceFullName": "Arcade",
                "serviceId": "Arcade", "signatureVersion": "v4", "signingName": "arcade",
                "targetPrefix": "Arcade", "uid": "arcade-2020-01-01" }},
                "operations": {{ {operations} }}, "shapes": {{}} }}"#
        );
        parse_service(&Documents::of(Path::new("service-2.json"), &text)).expect("a model")
    }

    #[track_caller]
    fn check(entries: &[&str], chosen: &[&str]) {
        let model = model(&["DescribeFleets", "DescribeGames", "StartGame", "StopGame"]);
        let selection = Selection::parse(entries.iter().copied()).expect("a selection");
        assert_eq!(selection.of(&model).into_iter().collect::<Vec<_>>(), chosen);
        assert_eq!(selection.unmatched(&model), []);
    }

    #[test]
    fn names_and_patterns_choose() {
        check(&["StartGame"], &["StartGame"]);
        check(
            &["Describe*", "StopGame"],
            &["DescribeFleets", "DescribeGames", "StopGame"],
        );
        check(&["St*Game"], &["StartGame", "StopGame"]);
        check(&["St?pGame"], &["StopGame"]);
    }

    #[test]
    fn what_is_left_out_goes_whatever_the_order() {
        let chosen = ["DescribeGames"];
        check(&["Describe*", "!DescribeFleets"], &chosen);
        check(&["!DescribeFleets", "Describe*"], &chosen);
        check(&["!Describe*"], &["StartGame", "StopGame"]);
    }

    #[test]
    fn every_entry_has_to_match() {
        let model = model(&["StartGame", "StopGame"]);
        let selection = Selection::parse(["StratGame", "Describe*", "!StopGames", "St*"]);
        let unmatched = selection.expect("a selection").unmatched(&model);
        let said: Vec<_> = unmatched
            .iter()
            .map(|one| format!("{}: {}: {}", one.entry, one.what, one.fix))
            .collect();
        assert_eq!(
            said,
            [
                "StratGame: has no operation `StratGame`: did you mean `StartGame`? Otherwise remove it from the list",
                "Describe*: has no operation that matches `Describe*`: remove it from the list",
                "!StopGames: has no operation `StopGames`: did you mean `StopGame`? Otherwise remove it from the list",
            ]
        );
    }

    #[test]
    fn what_is_no_name_is_told_at_once() {
        let wrong = Selection::parse(["", "!", "A-B", "[a]", "Fine*"]).expect_err("four problems");
        let entries: Vec<_> = wrong.iter().map(|one| one.entry.as_str()).collect();
        assert_eq!(entries, ["", "!", "A-B", "[a]"]);
    }
}
