//! Enums and their variants.
//!
//! Never here: what is done with values that have no variant.

use std::collections::HashMap;
use std::path::Path;

use super::names;
use super::structures::deprecated;
use crate::api::{Enumeration, Variant};
use crate::identifier;
use crate::json::Pointer;
use crate::model::{EnumValue, Model, Shape, ShapeId, ShapeKind};
use crate::problem::Problem;

/// Every enum of the model.
pub(super) fn all(model: &Model, file: &Path, problems: &mut Vec<Problem>) -> Vec<Enumeration> {
    let mut enums = Vec::new();
    for (id, shape) in &model.shapes {
        if let ShapeKind::Enum(values) = &shape.kind {
            match variants(id, values, file) {
                Ok(variants) => enums.push(enumeration(id, shape, variants)),
                Err(found) => problems.extend(found),
            }
        }
    }
    enums.sort_by(|a, b| a.name.cmp(&b.name));
    enums
}

fn enumeration(id: &ShapeId, shape: &Shape, variants: Vec<Variant>) -> Enumeration {
    Enumeration {
        name: names::type_name(&id.0),
        module: names::type_module(&id.0),
        model_name: id.0.clone(),
        docs: shape.documentation.clone().unwrap_or_default(),
        deprecated: deprecated(shape.traits.deprecated.as_ref()),
        sensitive: shape.traits.sensitive,
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

/// The variants, sorted by their values as in the official crates: `Ord` compares by this order. Or a
/// problem for each value that none can be named after.
fn variants(id: &ShapeId, values: &[EnumValue], file: &Path) -> Result<Vec<Variant>, Vec<Problem>> {
    let mut values: Vec<_> = values.iter().enumerate().collect();
    values.sort_by(|(_, a), (_, b)| a.value.cmp(&b.value));
    let (mut names, mut problems) = (Vec::new(), Vec::new());
    for (index, value) in &values {
        match variant(value) {
            Ok(name) => names.push(name),
            Err(what) => {
                let at = Pointer::root().key("shapes").key(&id.0).key("enum");
                let fix = "give it a name under `variants` in services.toml";
                problems.push(Problem::new(file, at.index(*index), what, fix));
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let variants = values.iter().zip(names::distinct(names));
    let variants = variants.map(|((_, value), name)| Variant {
        name,
        value: value.value.as_str().into(),
        docs: value.documentation.clone().unwrap_or_default(),
    });
    Ok(variants.collect())
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
