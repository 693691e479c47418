//! The prefix of the host name, with labels that members of the input fill.
//!
//! <https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait>
//! Never here: the rest of the endpoint.

use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_types::error::operation::BuildError;

use crate::error::BoxError;
use crate::value::{Structure, View};

/// The prefix for an input.
///
/// # Errors
/// A label that is not set, or that is no label of a host: letters, digits and hyphens, 63 at most.
pub(super) fn fill(template: &str, input: &dyn Structure) -> Result<EndpointPrefix, BoxError> {
    let mut prefix = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        prefix.push_str(before);
        prefix.push_str(&label(name, input)?);
        rest = after;
    }
    prefix.push_str(rest);
    Ok(EndpointPrefix::new(prefix)?)
}

fn label(name: &str, input: &dyn Structure) -> Result<String, BuildError> {
    let mut members = input.schema().members.iter();
    let at = members.position(|member| member.name == name);
    let mut text = None;
    input.members(&mut |values| {
        let value = at.and_then(|at| values.get(at));
        if let Some(View::String(value)) = value.map(|value| value.view()) {
            text = Some(value.to_owned());
        }
    });
    let part = "it is part of the host name";
    let text = text.filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| BuildError::other(format!("`{name}` must be set: {part}")))?;
    let is_label = text.len() <= 63
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_label {
        Ok(text)
    } else {
        let what = "must have letters, digits and hyphens alone, 63 at most";
        Err(BuildError::other(format!("`{name}` {what}: {part}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Member, Schema, Shape};
    use crate::value::{MemberVisitor, MemberVisitorMut};

    static NAME: Shape = Shape::string("Name");

    #[derive(Debug)]
    struct Input(Option<String>);

    impl Structure for Input {
        fn schema(&self) -> &'static Schema {
            const {
                &Schema {
                    name: "Input",
                    members: &[Member::new("Name", &NAME)],
                    fields: &["name"],
                    sensitive: false,
                    union: false,
                }
            }
        }

        fn visit_members(&self, visitor: MemberVisitor<'_>) {
            visitor.visit(&[&self.0]);
        }

        fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
            visitor.visit(&mut [&mut self.0]);
        }
    }

    fn filled(template: &str, name: Option<&str>) -> Result<String, String> {
        let prefix = fill(template, &Input(name.map(str::to_owned)));
        let prefix = prefix.map_err(|error| error.to_string())?;
        Ok(prefix.as_str().to_owned())
    }

    #[test]
    fn labels_are_members() {
        assert_eq!(filled("data.", None).as_deref(), Ok("data."));
        let both = filled("x-{Name}.y.", Some("a-1"));
        assert_eq!(both.as_deref(), Ok("x-a-1.y."));
    }

    /// What is no label of a host could lead a request, and its signature, to another host.
    #[test]
    fn what_is_no_label_is_refused() {
        let long = "a".repeat(64);
        for name in ["", "a.b", "evil.com/", "a b", "a@b", "\u{e9}", &long] {
            assert!(filled("{Name}.", Some(name)).is_err(), "{name}");
        }
        assert!(filled("{Name}.", None).is_err());
    }
}
