//! `CHANGELOG.md`: the one that comes with the models.

use super::source::MARKER;
use crate::api::Api;

/// `CHANGELOG.md`, for a crate that has one.
pub(super) fn emit(api: &Api) -> Option<String> {
    let changelog = api.package.changelog.as_ref()?;
    Some(format!("<!-- {MARKER} -->\n{changelog}"))
}
