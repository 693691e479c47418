//! The walk: checks every value of a structure against its shape.
//!
//! Never here: how violations are displayed ([`super::violation`]).

use std::cmp::Ordering;
use std::collections::HashMap;

use super::level::Validation;
use super::number::Number;
use super::path::{Path, quoted};
use super::pattern;
use super::violation::{Rule, Violation};
use crate::schema::{Kind, Location, Member, Shape};
use crate::value::walk::equal_views;
use crate::value::{List, Map, Structure, View};

/// The maximum number of characters of a value that are shown.
const LONGEST_VALUE: usize = 60;

/// What validation needs to know about the operation of an input.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OperationFacts {
    /// The operation's name in the model.
    pub(crate) name: &'static str,
    /// The template of the path, which says which labels are greedy.
    pub(crate) uri: &'static str,
    /// The date of the model, if known.
    pub(crate) model_date: Option<&'static str>,
}

/// All violations at `level`, in the order of the members.
pub(super) fn violations(
    structure: &dyn Structure,
    level: Validation,
    operation: Option<OperationFacts>,
) -> Vec<Violation> {
    let mut walk = Walk {
        level,
        model_date: operation.and_then(|operation| operation.model_date),
        uri: operation.map_or("", |operation| operation.uri),
        violations: Vec::new(),
    };
    if level > Validation::Off {
        walk.structure(structure, &Path::Root, false);
    }
    walk.violations
}

/// Whether a value meets every constraint of a shape.
#[cfg(feature = "testing")]
pub(super) fn meets(value: View<'_>, shape: &'static Shape) -> bool {
    let mut walk = Walk {
        level: Validation::Strict,
        model_date: None,
        uri: "",
        violations: Vec::new(),
    };
    walk.value(value, shape, &Path::Root, true);
    walk.violations.is_empty()
}

/// Whether the label of this name is greedy: slashes in its value are those of the path.
fn is_greedy(uri: &str, name: &str) -> bool {
    let mut labels = uri.split(['{', '}']);
    labels.any(|label| label.strip_suffix('+') == Some(name))
}

struct Walk {
    level: Validation,
    model_date: Option<&'static str>,
    /// The template of the request's path; empty if this is not a request.
    uri: &'static str,
    violations: Vec<Violation>,
}

impl Walk {
    fn is_strict(&self) -> bool {
        self.level >= Validation::Strict
    }

    fn add(&mut self, level: Validation, path: &Path<'_>, rule: Rule, found: Option<String>) {
        self.violations.push(Violation {
            path: path.to_string(),
            rule,
            level,
            found,
        });
    }

    /// `hidden`: no value below may be shown, whatever its shape says.
    fn structure(&mut self, structure: &dyn Structure, path: &Path<'_>, hidden: bool) {
        let schema = structure.schema();
        let hidden = hidden || schema.sensitive;
        structure.members(&mut |values| {
            if schema.union && values.iter().all(|value| value.view().is_unset()) {
                self.add(Validation::Standard, path, Rule::UnknownVariant, None);
            }
            for (member, value) in schema.members.iter().zip(values) {
                self.member(member, value.view(), path, hidden);
            }
        });
    }

    fn member(&mut self, member: &Member, view: View<'_>, parent: &Path<'_>, hidden: bool) {
        let path = Path::Member(parent, member.name);
        let is_label = member.location == Location::Label;
        if view.is_unset() {
            // A token that is not set is filled in before the request is sent.
            if (member.required || is_label) && !member.idempotency_token {
                self.add(Validation::Standard, &path, Rule::Required, None);
            }
            return;
        }
        let hidden = hidden || member.sensitive;
        let before = self.violations.len();
        self.value(view, member.shape, &path, hidden);
        if is_label && self.violations.len() == before {
            self.label(view, member, &path, hidden);
        }
    }

    /// A label that is empty, or only dots or slashes, vanishes when the path is normalised. In a greedy label the same
    /// holds for each part between slashes that is only dots.
    fn label(&mut self, view: View<'_>, member: &Member, path: &Path<'_>, hidden: bool) {
        let View::String(text) = view else { return };
        let is_dots = |text: &str| matches!(text, "." | "..");
        let vanishes = text.trim_matches('/').is_empty()
            || is_dots(text)
            || is_greedy(self.uri, member.name) && text.split('/').any(is_dots);
        if vanishes {
            let found = shown(text, hidden || member.shape.sensitive);
            self.add(Validation::Standard, path, Rule::PathLabel, found);
        }
    }

    fn value(&mut self, view: View<'_>, shape: &'static Shape, path: &Path<'_>, hidden: bool) {
        let hidden = hidden || shape.sensitive;
        match view {
            View::Unset | View::Boolean(_) | View::Timestamp(_) | View::Document(_) => {}
            View::Integer(value) => self.range(Number::Integer(value), shape, path, hidden),
            View::Float(value) => self.range(Number::Float(value), shape, path, hidden),
            View::Double(value) => self.range(Number::Double(value), shape, path, hidden),
            View::String(text) => self.text(text, shape, path, hidden),
            View::Blob(bytes) => self.length(count(bytes.len()), "byte", shape, path),
            View::List(list) => self.list(list, shape, path, hidden),
            View::Map(map) => self.map(map, shape, path, hidden),
            View::Structure(structure) => self.structure(structure, path, hidden),
        }
    }

    fn list(&mut self, list: &dyn List, shape: &'static Shape, path: &Path<'_>, hidden: bool) {
        self.length(count(list.len()), "item", shape, path);
        if self.is_strict()
            && shape.unique_items
            && let Some((first, second)) = equal_items(list)
        {
            let found = format!("items {first} and {second}");
            self.add(Validation::Strict, path, Rule::UniqueItems, Some(found));
        }
        let items = shape.items.unwrap_or(shape);
        for index in 0..list.len() {
            self.value(list.item(index), items, &Path::Item(path, index), hidden);
        }
    }

    fn map(&mut self, map: &dyn Map, shape: &'static Shape, path: &Path<'_>, hidden: bool) {
        self.length(count(map.len()), "entry", shape, path);
        let before = self.violations.len();
        map.each(&mut |key, value| self.entry(key, value, shape, path, hidden));
        if self.violations.len() > before {
            // The order of entries is random; that of violations must not be.
            self.violations.truncate(before);
            let mut keys = Vec::with_capacity(map.len());
            map.each(&mut |key, _| keys.push(key));
            keys.sort_unstable();
            for key in keys {
                if let Some(value) = map.get(key) {
                    self.entry(key, value, shape, path, hidden);
                }
            }
        }
    }

    fn entry(
        &mut self,
        key: &str,
        value: View<'_>,
        shape: &'static Shape,
        path: &Path<'_>,
        hidden: bool,
    ) {
        let hides_key = hidden || shape.keys.is_some_and(|keys| keys.sensitive);
        let shown = (!hides_key).then_some(key);
        if let Some(keys) = shape.keys {
            self.text(key, keys, &Path::Key(path, shown), hides_key);
        }
        let values = shape.items.unwrap_or(shape);
        self.value(value, values, &Path::Value(path, shown), hidden);
    }

    fn text(&mut self, text: &str, shape: &'static Shape, path: &Path<'_>, hidden: bool) {
        if shape.min_length.is_some() || shape.max_length.is_some() {
            self.text_length(text, shape, path);
        }
        if !self.is_strict() {
            return;
        }
        if let Some(pattern) = &shape.pattern
            && let Some(regex) = pattern.regex
            && !pattern::matches(regex, text)
        {
            let rule = Rule::Pattern(pattern.model);
            self.add(Validation::Strict, path, rule, shown(text, hidden));
        }
        if let Kind::Enum(values) = shape.kind
            && !values.contains(&text)
        {
            let rule = Rule::Enum {
                name: shape.name,
                values,
                model_date: self.model_date,
            };
            self.add(Validation::Strict, path, rule, shown(text, hidden));
        }
    }

    /// Counts characters only if the number of bytes does not decide.
    fn text_length(&mut self, text: &str, shape: &Shape, path: &Path<'_>) {
        let bytes = count(text.len());
        let enough = shape.min_length.is_none_or(|min| bytes.div_ceil(4) >= min);
        let fits = !self.is_strict() || shape.max_length.is_none_or(|max| bytes <= max);
        if !enough || !fits {
            self.length(count(text.chars().count()), "", shape, path);
        }
    }

    fn length(&mut self, length: u64, unit: &str, shape: &Shape, path: &Path<'_>) {
        let (min, max) = (shape.min_length, shape.max_length);
        let is_too_short = min.is_some_and(|min| length < min);
        let is_too_long = max.is_some_and(|max| length > max);
        // botocore counts neither the bytes of a blob nor the entries of a map, and sends them.
        let is_counted = !matches!(shape.kind, Kind::Blob | Kind::Map);
        let level = if is_counted && is_too_short {
            Validation::Standard
        } else if self.is_strict() && (is_too_short || is_too_long) {
            Validation::Strict
        } else {
            return;
        };
        let found = match (unit, length) {
            ("", _) => format!("length {length}"),
            (unit, 1) => format!("1 {unit}"),
            ("entry", _) => format!("{length} entries"),
            (unit, _) => format!("{length} {unit}s"),
        };
        self.add(level, path, Rule::Length { min, max }, Some(found));
    }

    fn range(&mut self, number: Number, shape: &Shape, path: &Path<'_>, hidden: bool) {
        let (min, max) = (shape.min, shape.max);
        let is = |bound: Option<&str>, wrong: Ordering| {
            bound.is_some_and(|bound| number.compare(bound).is_none_or(|is| is == wrong))
        };
        let level = if is(min, Ordering::Less) {
            Validation::Standard
        } else if self.is_strict() && is(max, Ordering::Greater) {
            Validation::Strict
        } else {
            return;
        };
        let found = (!hidden).then(|| number.text());
        self.add(level, path, Rule::Range { min, max }, found);
    }
}

/// A length, in the type of the constraints.
fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The string as messages show it; `None` if it must not be shown.
fn shown(text: &str, hidden: bool) -> Option<String> {
    (!hidden).then(|| quoted(text, LONGEST_VALUE))
}

/// The indices of the first two items that are equal.
fn equal_items(list: &dyn List) -> Option<(usize, usize)> {
    let mut texts = HashMap::new();
    for second in 0..list.len() {
        let item = list.item(second);
        let first = match item {
            View::String(text) => texts.insert(text, second),
            _ => (0..second).find(|first| equal_views(list.item(*first), item)),
        };
        if let Some(first) = first {
            return Some((first, second));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_greedy;

    #[test]
    fn a_label_with_a_plus_is_greedy() {
        let uri = "/buckets/{Bucket}/{version}/{Key+}?list-type=2&raw";
        assert!(is_greedy(uri, "Key"));
        for other in ["Bucket", "version", "Key+", "buckets", "", "ey"] {
            assert!(!is_greedy(uri, other), "{other}");
        }
    }
}
