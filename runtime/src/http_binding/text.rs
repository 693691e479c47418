//! Single values as strings, for labels, query parameters and headers.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httpheader-serialization-rules>.
//! Never here: escaping, lists or maps.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::primitive::{Encoder, Parse};
use aws_smithy_types::{DateTime, base64};

use super::member::invalid;
use crate::schema::{Kind, Member, Shape, TimestampFormat};
use crate::value::{List, View};

/// A single value as a string; `None` if it is not set. `timestamps` is the default format of timestamps. `member`
/// is named in errors.
pub(crate) fn write<'a>(
    view: View<'a>,
    shape: &Shape,
    timestamps: TimestampFormat,
    member: &Member,
) -> Result<Option<Cow<'a, str>>, BuildError> {
    Ok(Some(match view {
        View::Unset => return Ok(None),
        View::Boolean(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        View::Integer(value) => Cow::Owned(value.to_string()),
        View::Float(value) => Cow::Owned(Encoder::from(value).encode().to_owned()),
        View::Double(value) => Cow::Owned(Encoder::from(value).encode().to_owned()),
        View::String(value) => Cow::Borrowed(value),
        View::Blob(value) => Cow::Owned(base64::encode(value)),
        View::Timestamp(value) => {
            let text = value.fmt(format(shape, timestamps));
            Cow::Owned(text.map_err(|_| invalid(member, "the timestamp is out of range"))?)
        }
        View::List(_) | View::Map(_) | View::Structure(_) | View::Document(_) => {
            return Err(invalid(member, "only single values can be bound here"));
        }
    }))
}

/// A single value that was read.
pub(crate) enum Single {
    Boolean(bool),
    Integer(i64),
    Double(f64),
    String(String),
    Blob(Vec<u8>),
    Timestamp(DateTime),
}

impl Single {
    pub(crate) fn view(&self) -> View<'_> {
        match self {
            Self::Boolean(value) => View::Boolean(*value),
            Self::Integer(value) => View::Integer(*value),
            Self::Double(value) => View::Double(*value),
            Self::String(value) => View::String(value),
            Self::Blob(value) => View::Blob(value),
            Self::Timestamp(value) => View::Timestamp(value),
        }
    }
}

/// A list of single values.
pub(crate) struct Singles(pub(crate) Vec<Single>);

impl List for Singles {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.0.get(index).map_or(View::Unset, Single::view)
    }
}

/// Reads a single value.
pub(crate) fn read(text: &str, shape: &Shape, timestamps: TimestampFormat) -> Result<Single, NotA> {
    match shape.kind {
        Kind::Boolean => {
            let value = bool::parse_smithy_primitive(text);
            value.map(Single::Boolean).map_err(|_| NotA("truth value"))
        }
        Kind::Integer => text
            .parse()
            .map(Single::Integer)
            .map_err(|_| NotA("whole number")),
        Kind::Float => {
            let value = f64::parse_smithy_primitive(text);
            value.map(Single::Double).map_err(|_| NotA("number"))
        }
        Kind::String | Kind::Enum(_) => Ok(Single::String(text.to_owned())),
        Kind::Blob => base64::decode(text)
            .map(Single::Blob)
            .map_err(|_| NotA("base64 text")),
        Kind::Timestamp => {
            let value = DateTime::from_str(text, format(shape, timestamps));
            value
                .map(Single::Timestamp)
                .map_err(|_| NotA("timestamp of the right format"))
        }
        Kind::List | Kind::Map | Kind::Structure | Kind::Union | Kind::Document => {
            Err(NotA("single value"))
        }
    }
}

/// The timestamp format of `shape`, or else the default.
pub(crate) fn timestamp_format(shape: &Shape, default: TimestampFormat) -> TimestampFormat {
    shape.timestamp_format.unwrap_or(default)
}

fn format(shape: &Shape, default: TimestampFormat) -> Format {
    match timestamp_format(shape, default) {
        TimestampFormat::DateTime => Format::DateTimeWithOffset,
        TimestampFormat::HttpDate => Format::HttpDate,
        TimestampFormat::EpochSeconds => Format::EpochSeconds,
    }
}

/// The error of a string that is not the value it should be. It does not show the string.
#[derive(Debug)]
pub(crate) struct NotA(pub(crate) &'static str);

impl fmt::Display for NotA {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is not a {}", self.0)
    }
}

impl Error for NotA {}
