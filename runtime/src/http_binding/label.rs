//! The path: a template whose labels are filled in with members.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait>.
//! Never here: the query.

use aws_smithy_types::error::operation::BuildError;

use super::{encode, text};
use crate::schema::{Location, Member, TimestampFormat};
use crate::value::Value;

/// Appends the path of `template` to `uri`. A label must not be empty: that would make the path another
/// operation's.
pub(super) fn write(
    uri: &mut String,
    template: &str,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<(), BuildError> {
    let mut rest = template;
    while let Some((literal, opened)) = rest.split_once('{') {
        let Some((label, after)) = opened.split_once('}') else {
            break;
        };
        uri.push_str(literal);
        write_label(uri, label, members, values)?;
        rest = after;
    }
    uri.push_str(rest);
    Ok(())
}

fn write_label(
    uri: &mut String,
    label: &str,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<(), BuildError> {
    let (name, greedy) = label
        .strip_suffix('+')
        .map_or((label, false), |name| (name, true));
    let (member, value) = members
        .iter()
        .zip(values)
        .find(|(member, _)| member.location == Location::Label && member.name == name)
        .ok_or_else(|| BuildError::other(format!("no member fills in the label `{name}`")))?;
    let text = text::write(
        value.view(),
        member.shape,
        TimestampFormat::DateTime,
        member,
    )?;
    match text.filter(|text| !text.is_empty()) {
        None => Err(BuildError::missing_field(
            member.name,
            "cannot be empty or unset, as it is part of the path",
        )),
        Some(text) if greedy => {
            encode::path(uri, &text);
            Ok(())
        }
        Some(text) => {
            encode::segment(uri, &text);
            Ok(())
        }
    }
}
