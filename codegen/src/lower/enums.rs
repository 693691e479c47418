//! Enums and their variants.
//!
//! Never here: what is done with values that have no variant.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::deprecated::deprecated;
use super::names;
use crate::api::{Enumeration, Variant};
use crate::identifier;
use crate::json::Pointer;
use crate::model::{EnumValue, Model, Shape, ShapeId, ShapeKind};
use crate::problem::Problem;

/// Every enum of the model.
pub(super) fn all(model: &Model, file: &Path, problems: &mut Vec<Problem>) -> Vec<Enumeration> {
    let mut enums = Vec::new();
    let keys = keys(model);
    for (id, shape) in &model.shapes {
        if let ShapeKind::Enum(values) = &shape.kind {
            match variants(id, values, file) {
                Ok(variants) => enums.push(Enumeration {
                    is_key: keys.contains(id),
                    ..enumeration(id, shape, variants)
                }),
                Err(found) => problems.extend(found),
            }
        }
    }
    enums.sort_by(|a, b| a.name.cmp(&b.name));
    enums
}

/// What maps have as their keys.
fn keys(model: &Model) -> BTreeSet<&ShapeId> {
    let shapes = model.shapes.values();
    let keys = shapes.filter_map(|shape| match &shape.kind {
        ShapeKind::Map { key, .. } => Some(&key.target),
        _ => None,
    });
    keys.collect()
}

fn enumeration(id: &ShapeId, shape: &Shape, variants: Vec<Variant>) -> Enumeration {
    Enumeration {
        name: names::type_name(&id.0),
        module: names::type_module(&id.0),
        model_name: id.0.clone(),
        docs: shape.documentation.clone().unwrap_or_default(),
        deprecated: deprecated(shape.traits.deprecated.as_ref()),
        sensitive: shape.traits.sensitive,
        is_key: false,
        variants,
    }
}

/// The names of variants, by the names of the enums and the values.
pub(super) struct Variants<'a>(HashMap<&'a str, HashMap<&'a str, &'a str>>);

impl<'a> Variants<'a> {
    /// Those of all enums.
    pub(super) fn of(enums: &'a [Enumeration]) -> Self {
        let enums = enums.iter().map(|one| {
            let variants = one.variants.iter();
            let names = variants.map(|variant| (variant.value.unescaped(), variant.name.as_str()));
            (one.model_name.as_str(), names.collect())
        });
        Self(enums.collect())
    }

    /// The variant of an enum's value by its place in the model, starting over at the end.
    pub(super) fn nth(&self, id: &ShapeId, values: &[EnumValue], at: usize) -> Option<String> {
        let value = values.get(at.checked_rem(values.len())?)?;
        let name = self.0.get(id.0.as_str())?.get(value.value.as_str())?;
        Some((*name).to_owned())
    }
}

/// The variants of values, in their order; or each value that none can be named after, by its place, with the reason.
///
/// Of values that would have the same variant, those that have a name come first, then those that the model
/// lists first; the others get numbers. Services append values, so that a new one changes no other's variant
/// as long as it stands behind. The official crates have no such values: they would not compile.
pub(crate) fn variant_names(values: &[EnumValue]) -> Result<Vec<String>, Vec<(usize, String)>> {
    let (mut names, mut wrong) = (Vec::new(), Vec::new());
    for (index, value) in values.iter().enumerate() {
        match variant(value) {
            Ok(name) => names.push(name),
            Err(what) => wrong.push((index, what)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|at| values[*at].name.is_none());
    let distinct = names::distinct(order.iter().map(|at| names[*at].clone()));
    for (at, name) in order.into_iter().zip(distinct) {
        names[at] = name;
    }
    Ok(names)
}

/// The variants, sorted by their values as in the official crates: `Ord` compares by this order. Or a
/// problem for each value that none can be named after.
fn variants(id: &ShapeId, values: &[EnumValue], file: &Path) -> Result<Vec<Variant>, Vec<Problem>> {
    let names = variant_names(values).map_err(|wrong| {
        let problems = wrong.into_iter().map(|(index, what)| {
            let at = Pointer::root().key("shapes").key(&id.0).key("enum");
            let fix = "give it a name under `variants` in services.toml";
            Problem::new(file, at.index(index), what, fix)
        });
        problems.collect::<Vec<_>>()
    })?;
    let variants = values.iter().zip(names).map(|(value, name)| Variant {
        name,
        value: value.value.as_str().into(),
        docs: value.documentation.clone().unwrap_or_default(),
    });
    let mut variants: Vec<_> = variants.collect();
    variants.sort_by(|a, b| a.value.cmp(&b.value));
    Ok(variants)
}

/// The name of a value's variant, or why it has none.
fn variant(value: &EnumValue) -> Result<String, String> {
    let spelled = value.name.as_ref().unwrap_or(&value.value);
    match names::variant(spelled) {
        None => Err(format!(
            "the value `{spelled}` has no letter or digit to name a variant after"
        )),
        Some(name) if name.len() > identifier::LONGEST => Err(format!(
            "a variant named after the value `{spelled}` has {} letters, and may have {}",
            name.len(),
            identifier::LONGEST
        )),
        Some(name) => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[(&str, Option<&str>)], expected: &[&str]) {
        let values = values.iter().map(|(value, name)| EnumValue {
            value: (*value).to_owned(),
            name: name.map(str::to_owned),
            documentation: None,
        });
        let values: Vec<_> = values.collect();
        let expected = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(variant_names(&values), Ok(expected));
    }

    #[test]
    fn what_comes_behind_takes_no_name() {
        check(&[("mode", None), ("Mode", None)], &["Mode", "Mode2"]);
        let literal = [("mode", None), ("Mode", None), ("Mode2", None)];
        check(&literal, &["Mode", "Mode2", "Mode22"]);
    }

    #[test]
    fn what_has_a_name_keeps_it() {
        let pinned = [("in game", None), ("in-game", Some("IN_GAME"))];
        check(&pinned, &["InGame2", "InGame"]);
    }

    #[test]
    fn what_cannot_be_spelled_is_said() {
        let value = EnumValue {
            value: "-".to_owned(),
            name: None,
            documentation: None,
        };
        let wrong = variant_names(&[value]).expect_err("one value");
        let places: Vec<_> = wrong.iter().map(|(at, _)| *at).collect();
        assert_eq!(places, [0]);
    }
}
