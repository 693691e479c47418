//! What the model deprecates, as the attribute that says so.
//!
//! Never here: what is deprecated.

use crate::api;
use crate::model::Deprecated;
use crate::text::Text;

/// The attribute for what the model deprecates.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> Option<api::Deprecated> {
    deprecated.map(|deprecated| api::Deprecated {
        since: deprecated.since.clone().map(Text::from),
        note: deprecated.message.clone().map(Text::from),
    })
}
