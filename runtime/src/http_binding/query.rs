//! The query: its constant part, single parameters, and maps of parameters.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait>.
//! Never here: the path.

use aws_smithy_types::error::operation::BuildError;

use super::{encode, text};
use crate::schema::{Location, Member, Shape, TimestampFormat};
use crate::value::{Value, View};

/// Appends the query to `uri`, if there is any.
pub(super) fn write(
    uri: &mut String,
    constant: Option<&str>,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<(), BuildError> {
    let mut query = Query {
        uri,
        separator: '?',
    };
    if let Some(constant) = constant {
        query.separate();
        query.uri.push_str(constant);
    }
    for (member, value) in members.iter().zip(values) {
        match member.location {
            Location::Query(key) => query.parameters(key, value.view(), member.shape, member)?,
            Location::QueryParams => {
                let taken = |key: &str| is_taken(key, members, values);
                query.map(value.view(), member, &taken)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a member is bound to the parameter `key` and set.
fn is_taken(key: &str, members: &[Member], values: &[&dyn Value]) -> bool {
    members.iter().zip(values).any(|(member, value)| {
        matches!(member.location, Location::Query(own) if own == key) && !value.view().is_unset()
    })
}

/// A query that is being written.
struct Query<'a> {
    uri: &'a mut String,
    separator: char,
}

impl Query<'_> {
    fn separate(&mut self) {
        self.uri.push(self.separator);
        self.separator = '&';
    }

    /// A parameter, or one for each item of a list.
    fn parameters(
        &mut self,
        key: &str,
        view: View<'_>,
        shape: &Shape,
        member: &Member,
    ) -> Result<(), BuildError> {
        let View::List(list) = view else {
            return self.parameter(key, view, shape, member);
        };
        let items = shape.items.unwrap_or(shape);
        (0..list.len()).try_for_each(|index| self.parameter(key, list.item(index), items, member))
    }

    fn parameter(
        &mut self,
        key: &str,
        view: View<'_>,
        shape: &Shape,
        member: &Member,
    ) -> Result<(), BuildError> {
        if let Some(text) = text::write(view, shape, TimestampFormat::DateTime, member)? {
            self.separate();
            encode::segment(self.uri, key);
            self.uri.push('=');
            encode::segment(self.uri, &text);
        }
        Ok(())
    }

    /// The parameters of a map, except those that are `taken`.
    fn map(
        &mut self,
        view: View<'_>,
        member: &Member,
        taken: &dyn Fn(&str) -> bool,
    ) -> Result<(), BuildError> {
        let View::Map(map) = view else { return Ok(()) };
        let shape = member.shape.items.unwrap_or(member.shape);
        let mut result = Ok(());
        map.each(&mut |key, view| {
            if result.is_ok() && !taken(key) {
                result = self.parameters(key, view, shape, member);
            }
        });
        result
    }
}
