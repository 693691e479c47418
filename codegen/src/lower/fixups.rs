//! What the official crates know of a service and botocore's form of its model does not say.
//!
//! Each entry of a table mends one fact and refers to where the fact is from. [`unused`] reports the
//! entries that mend nothing any more. This is the one place of the generator that knows services.
//!
//! Never here: anything that follows from the model by a rule.

use std::path::Path;

use crate::json::Pointer;
use crate::model::{EnumValue, Model, ShapeKind};
use crate::problem::Problem;

use super::names;

/// A value of an enum that the service's own model names otherwise than after the value.
struct ValueName {
    /// The service id.
    service: &'static str,
    enumeration: &'static str,
    value: &'static str,
    /// The name in the service's Smithy model.
    name: &'static str,
    /// Where the name can be seen.
    reference: &'static str,
}

const VALUE_NAMES: &[ValueName] = &[
    ValueName {
        service: "GameLiftStreams",
        enumeration: "Protocol",
        value: "WebRTC",
        name: "WEBRTC",
        reference: "com.amazonaws.gameliftstreams#Protocol in aws/api-models-aws",
    },
    ValueName {
        service: "GameLiftStreams",
        enumeration: "StreamSessionStatusReason",
        value: "applicationLogS3DestinationError",
        name: "APP_LOG_S3_DESTINATION_ERROR",
        reference: "com.amazonaws.gameliftstreams#StreamSessionStatusReason in aws/api-models-aws",
    },
];

/// Mends what is known to be missing. Older and smaller models may have nothing to mend.
pub(super) fn apply(model: &mut Model) {
    for fixup in of_service(&model.service.id) {
        let shape = model.shapes.get_mut(&fixup.enumeration.into());
        if let Some(ShapeKind::Enum(values)) = shape.map(|shape| &mut shape.kind)
            && let Some(value) = values.iter_mut().find(|value| value.value == fixup.value)
        {
            value.name.get_or_insert_with(|| fixup.name.to_owned());
        }
    }
}

/// The entries for the service of this model that change nothing in it.
pub(super) fn unused(model: &Model, file: &Path) -> Vec<Problem> {
    let unused = of_service(&model.service.id).filter(|fixup| !is_needed(fixup, model));
    let unused = unused.map(
        |ValueName {
             enumeration,
             value,
             name,
             reference,
             ..
         }| {
            let at = Pointer::root().key("shapes").key(enumeration);
            let what =
                format!("the fix-up that names the value `{value}` `{name}` no longer applies");
            let fix = format!("compare with {reference}, and correct codegen/src/lower/fixups.rs");
            Problem::new(file, at, what, fix)
        },
    );
    unused.collect()
}

fn of_service(id: &str) -> impl Iterator<Item = &'static ValueName> {
    VALUE_NAMES.iter().filter(move |fixup| fixup.service == id)
}

fn is_needed(fixup: &ValueName, model: &Model) -> bool {
    let is_mended = |value: &EnumValue| {
        value.value == fixup.value
            && value.name.is_none()
            && names::variant(fixup.value) != names::variant(fixup.name)
    };
    let shape = model.shapes.get(&fixup.enumeration.into());
    matches!(shape.map(|shape| &shape.kind), Some(ShapeKind::Enum(values)) if values.iter().any(is_mended))
}
