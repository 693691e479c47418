//! Enums and their variants.
//!
//! Never here: what is done with values that have no variant.

use std::collections::HashMap;
use std::path::Path;

use super::names;
use super::structures::deprecated;
use crate::api::{Enumeration, Variant};
use crate::json::Pointer;
use crate::model::{EnumValue, Model, Shape, ShapeId, ShapeKind};
use crate::problem::Problem;

/// Every enum of the model.
pub(super) fn all(model: &Model, file: &Path, problems: &mut Vec<Problem>) -> Vec<Enumeration> {
    let mut enums = Vec::new();
    for (id, shape) in &model.shapes {
        if let ShapeKind::Enum(values) = &shape.kind {
            match enumeration(id, shape, values, file) {
                Ok(enumeration) => enums.push(enumeration),
                Err(problem) => problems.push(problem),
            }
        }
    }
    enums.sort_by(|a, b| a.name.cmp(&b.name));
    enums
}

fn enumeration(
    id: &ShapeId,
    shape: &Shape,
    values: &[EnumValue],
    file: &Path,
) -> Result<Enumeration, Problem> {
    Ok(Enumeration {
        name: names::type_name(&id.0),
        module: names::type_module(&id.0),
        model_name: id.0.clone(),
        docs: shape.documentation.clone().unwrap_or_default(),
        deprecated: deprecated(shape.traits.deprecated.as_ref()),
        sensitive: shape.traits.sensitive,
        variants: variants(id, values, file)?,
    })
}

/// The names of variants, by the names of the enums and the values.
pub(super) struct Variants<'a>(HashMap<&'a str, HashMap<&'a str, &'a str>>);

impl<'a> Variants<'a> {
    /// Those of all enums.
    pub(super) fn of(enums: &'a [Enumeration]) -> Self {
        let enums = enums.iter().map(|one| {
            let variants = one.variants.iter();
            let names = variants.map(|variant| (variant.value.as_str(), variant.name.as_str()));
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

/// The variants, sorted by their values as in the official crates: `Ord` compares by this order.
fn variants(id: &ShapeId, values: &[EnumValue], file: &Path) -> Result<Vec<Variant>, Problem> {
    let mut values: Vec<_> = values.iter().collect();
    values.sort_by(|a, b| a.value.cmp(&b.value));
    let name = |value: &&EnumValue| {
        let spelled = value.name.as_ref().unwrap_or(&value.value);
        names::variant(spelled).ok_or_else(|| {
            let at = Pointer::root().key("shapes").key(&id.0);
            let what =
                format!("the value `{spelled}` has no letter or digit to name a variant after");
            let fix = "give it a name under `variants` in services.toml";
            Problem::new(file, at, what, fix)
        })
    };
    let names = values.iter().map(name).collect::<Result<Vec<_>, _>>()?;
    let variants = values.iter().zip(names::distinct(names));
    let variants = variants.map(|(value, name)| Variant {
        name,
        value: value.value.clone(),
        docs: value.documentation.clone().unwrap_or_default(),
    });
    Ok(variants.collect())
}
