//! Serialises values.
//!
//! Never here: deserialising ([`super::deserialize`](mod@super::deserialize)).

use aws_smithy_types::{DateTime, Document, Number, base64};
use serde_core::ser::{Error as _, SerializeMap, SerializeSeq};
use serde_core::{Serialize, Serializer};

use crate::codec::{date_text, float_name};
use crate::schema::{Member, STRUCTURE, Shape};
use crate::value::{List, Map, Structure, Value, View};

/// Serialises a structure or an enum. See the [module](super) for how it looks.
pub fn serialize<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    let shape = &STRUCTURE;
    let view = value.view();
    Serialized { view, shape }.serialize(serializer)
}

/// A value with its shape, to be serialised.
struct Serialized<'a> {
    view: View<'a>,
    shape: &'static Shape,
}

impl Serialize for Serialized<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.view {
            View::Unset => serializer.serialize_none(),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Integer(number) => serializer.serialize_i64(number),
            View::Float(number) if number.is_finite() => serializer.serialize_f32(number),
            View::Float(number) => serializer.serialize_str(float_name(number.into())),
            View::Double(number) if number.is_finite() => serializer.serialize_f64(number),
            View::Double(number) => serializer.serialize_str(float_name(number)),
            View::String(text) => serializer.serialize_str(text),
            View::Blob(bytes) => serializer.serialize_str(&base64::encode(bytes)),
            View::Timestamp(time) => timestamp(time, self.shape, serializer),
            View::List(list) => items(list, self.shape.items.unwrap_or(self.shape), serializer),
            View::Map(map) => entries(map, self.shape.items.unwrap_or(self.shape), serializer),
            View::Structure(of) => structure(of, serializer),
            View::Document(of) => Any(of).serialize(serializer),
        }
    }
}

/// A document, to be serialised as what it holds.
struct Any<'a>(&'a Document);

impl Serialize for Any<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Null => serializer.serialize_none(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Number(Number::PosInt(number)) => serializer.serialize_u64(*number),
            Document::Number(Number::NegInt(number)) => serializer.serialize_i64(*number),
            Document::Number(Number::Float(number)) if number.is_finite() => {
                serializer.serialize_f64(*number)
            }
            Document::Number(Number::Float(number)) => {
                serializer.serialize_str(float_name(*number))
            }
            Document::String(text) => serializer.serialize_str(text),
            Document::Array(items) => serializer.collect_seq(items.iter().map(Any)),
            Document::Object(members) => {
                let members = members.iter();
                serializer.collect_map(members.map(|(key, value)| (key, Any(value))))
            }
        }
    }
}

fn timestamp<S: Serializer>(
    time: &DateTime,
    shape: &'static Shape,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date_text(time, shape.timestamp_format) {
        Some(text) => serializer.serialize_str(&text),
        None if time.subsec_nanos() == 0 => serializer.serialize_i64(time.secs()),
        None => serializer.serialize_f64(time.as_secs_f64()),
    }
}

fn items<S: Serializer>(
    list: &dyn List,
    shape: &'static Shape,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        let view = list.item(index);
        out.serialize_element(&Serialized { view, shape })?;
    }
    out.end()
}

fn entries<S: Serializer>(
    map: &dyn Map,
    shape: &'static Shape,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_map(Some(map.len()))?;
    let mut result = Ok(());
    map.each(&mut |key, view| {
        if result.is_ok() {
            result = out.serialize_entry(key, &Serialized { view, shape });
        }
    });
    result?;
    out.end()
}

fn structure<S: Serializer>(of: &dyn Structure, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    of.members(&mut |values| {
        let serializer = serializer.take();
        result = serializer.map(|serializer| members(of.schema().members, values, serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("a structure that shows no members")))
}

/// Serialises a map, and not a `serde` structure, which some formats write without names.
fn members<S: Serializer>(
    members: &'static [Member],
    values: &[&dyn Value],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let set = || {
        let pairs = members.iter().zip(values);
        let pairs = pairs.map(|(member, value)| (member, value.view()));
        pairs.filter(|(_, view)| !view.is_unset())
    };
    let mut out = serializer.serialize_map(Some(set().count()))?;
    for (member, view) in set() {
        let shape = member.shape;
        out.serialize_entry(member.name, &Serialized { view, shape })?;
    }
    out.end()
}
