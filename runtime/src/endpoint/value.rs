//! The values of expressions: [`Value`], paths into one, and its conversion to a document.
//!
//! Never here: functions.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

/// The value of an expression. Nothing (an empty optional of the specification) is `Option`'s `None`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Boolean(bool),
    Integer(i64),
    List(Vec<Value<'a>>),
    Record(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// An owned string.
    pub(super) fn owned(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    /// The value at a path such as `resourceId[0]` or `a.b`, by the algorithm of the [specification].
    ///
    /// [specification]: https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#parsing-path-strings
    pub(super) fn at_path(&self, path: &str) -> Option<Value<'a>> {
        let mut found = self;
        for part in path.split('.') {
            let (key, index) = match part.split_once('[') {
                Some((key, index)) => (key, Some(index.strip_suffix(']')?)),
                None => (part, None),
            };
            if !key.is_empty() || index.is_none() {
                found = found.key(key)?;
            }
            if let Some(index) = index {
                found = found.index(index.parse().ok()?)?;
            }
        }
        Some(found.clone())
    }

    fn key(&self, key: &str) -> Option<&Self> {
        let Self::Record(members) = self else {
            return None;
        };
        let member = members.iter().find(|(name, _)| *name == key);
        member.map(|(_, value)| value)
    }

    /// A negative index counts from the end, `-1` being the last.
    fn index(&self, index: isize) -> Option<&Self> {
        let Self::List(items) = self else {
            return None;
        };
        let from_end = items.len().checked_sub(index.unsigned_abs());
        let index = usize::try_from(index).ok().or(from_end)?;
        items.get(index)
    }

    /// The value as a property of an endpoint.
    pub(super) fn into_document(self) -> Document {
        match self {
            Self::Text(text) => Document::String(text.into_owned()),
            Self::Boolean(value) => Document::Bool(value),
            Self::Integer(value) => Document::Number(match u64::try_from(value) {
                Ok(value) => Number::PosInt(value),
                Err(_) => Number::NegInt(value),
            }),
            Self::List(items) => {
                Document::Array(items.into_iter().map(Self::into_document).collect())
            }
            Self::Record(members) => {
                let members = members.into_iter();
                let members = members.map(|(name, value)| (name.to_owned(), value.into_document()));
                Document::Object(members.collect::<HashMap<_, _>>())
            }
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arn() -> Value<'static> {
        let resource = Value::List(vec!["user".into(), "jo".into()]);
        let inner = Value::Record(vec![("list", Value::List(vec![true.into()]))]);
        Value::Record(vec![
            ("service", "iam".into()),
            ("resourceId", resource),
            ("inner", inner),
        ])
    }

    #[track_caller]
    fn check(value: &Value<'static>, path: &str, expected: impl Into<Option<Value<'static>>>) {
        assert_eq!(value.at_path(path), expected.into(), "{path}");
    }

    #[test]
    fn keys_and_indexes_are_followed() {
        check(&arn(), "service", Value::from("iam"));
        check(&arn(), "resourceId[0]", Value::from("user"));
        check(&arn(), "resourceId[1]", Value::from("jo"));
        check(&arn(), "inner.list[0]", Value::from(true));
    }

    #[test]
    fn negative_indexes_count_from_the_end() {
        check(&arn(), "resourceId[-1]", Value::from("jo"));
        check(&arn(), "resourceId[-2]", Value::from("user"));
        check(&arn(), "resourceId[-3]", None);
    }

    #[test]
    fn a_list_itself_is_indexed_without_a_key() {
        let list = Value::List(vec!["a".into(), "b".into()]);
        check(&list, "[1]", Value::from("b"));
        check(&list, "[2]", None);
        check(&list, "a", None);
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        let paths = [
            "",
            ".",
            "nope",
            "service.x",
            "service[0]",
            "resourceId[2]",
            "resourceId[x]",
            "resourceId[",
            "resourceId[]",
            "resourceId[0",
            "resourceId[0]x",
            "[0]",
            "inner..list",
            "resourceId[9223372036854775808]",
            "resourceId[-9223372036854775808]",
        ];
        for path in paths {
            check(&arn(), path, None);
        }
    }

    #[test]
    fn documents_keep_structure_and_numbers() {
        let value = Value::List(vec![Value::Integer(-2), Value::Integer(2), arn()]);
        let document = value.into_document();
        let items = document.as_array().expect("a list");
        assert_eq!(items[0], Document::Number(Number::NegInt(-2)));
        assert_eq!(items[1], Document::Number(Number::PosInt(2)));
        let record = items[2].as_object().expect("a record");
        assert_eq!(record["service"], Document::String("iam".to_owned()));
    }
}
