//! What `services.toml` knows of a service and botocore's form of its model does not say.
//!
//! [`apply`] asks for nothing: models of other times and smaller ones may have nothing to mend.
//! [`unused`] is for the model at hand, and reports each entry that mends nothing.
//!
//! Never here: anything that follows from the model by a rule, and any fact about any one service.

use super::names;
use crate::manifest::{Service, VariantName};
use crate::model::{EnumValue, Model, ShapeId, ShapeKind};
use crate::nearest::did_you_mean;
use crate::problem::Problem;

/// Gives values of enums the names that the service's own model has for them.
pub(super) fn apply(model: &mut Model, service: &Service) {
    for variant in &service.variants {
        let id = ShapeId::from(variant.enumeration.as_str());
        if let Some(ShapeKind::Enum(values)) =
            model.shapes.get_mut(&id).map(|shape| &mut shape.kind)
            && let Some(value) = values.iter_mut().find(|value| value.value == variant.value)
        {
            value.name.get_or_insert_with(|| variant.name.clone());
        }
    }
}

/// A problem for each entry that changes nothing in the model.
pub(super) fn unused(model: &Model, service: &Service) -> Vec<Problem> {
    let variants = service.variants.iter();
    variants
        .filter_map(|variant| unused_variant(model, variant))
        .collect()
}

fn unused_variant(model: &Model, variant: &VariantName) -> Option<Problem> {
    const REMOVE: &str = "remove the line";
    let VariantName {
        enumeration,
        value,
        name,
        ..
    } = variant;
    let Some(values) = enum_values(model, enumeration) else {
        let what = format!("there is no enum `{enumeration}`");
        let enums = model.shapes.keys().map(|id| id.0.as_str());
        let enums = enums.filter(|id| enum_values(model, id).is_some());
        return Some(variant.problem(what, did_you_mean(enumeration, enums, REMOVE)));
    };
    let Some(known) = values.iter().find(|known| known.value == *value) else {
        let what = format!("the enum `{enumeration}` has no value `{value}`");
        let values = values.iter().map(|known| known.value.as_str());
        return Some(variant.problem(what, did_you_mean(value, values, REMOVE)));
    };
    if let Some(own) = &known.name {
        let what = format!("the model itself names the value `{value}`: `{own}`");
        return Some(variant.problem(what, REMOVE));
    }
    // Of values that would have the same variant, the one that has a name keeps it.
    let has_twin = || {
        let mut others = enum_values(model, enumeration).into_iter().flatten();
        others.any(|other| other != known && names::variant(&other.value) == names::variant(value))
    };
    let changes_nothing = names::variant(value) == names::variant(name) && !has_twin();
    changes_nothing.then(|| {
        let what = format!("`{value}` and `{name}` make the same variant");
        variant.problem(what, REMOVE)
    })
}

fn enum_values<'m>(model: &'m Model, name: &str) -> Option<&'m [EnumValue]> {
    match &model.shapes.get(&name.into())?.kind {
        ShapeKind::Enum(values) => Some(values),
        _ => None,
    }
}
