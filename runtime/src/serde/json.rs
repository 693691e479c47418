//! Converts the input of any deserializer to JSON.
//!
//! Never here: schemas, values.

use std::fmt;

use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess};
use serde_core::de::{VariantAccess, Visitor};

use crate::codec::{Format, MAX_DEPTH, Reader, Writer};
use crate::schema::STRUCTURE;
use crate::value::View;

/// JSON; complete, or up to the bracket that exceeds the maximum nesting.
pub(super) struct Json<E> {
    text: Vec<u8>,
    too_deep: Option<E>,
}

impl<E> Json<E> {
    /// The JSON.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Fails if it is not complete. The reader reports nesting that is too deep, because it knows the path.
    pub(super) fn complete(self) -> Result<(), E> {
        self.too_deep.map_or(Ok(()), Err)
    }
}

/// Converts the value of `deserializer`, whatever its type is.
pub(super) fn from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Json<D::Error>, D::Error> {
    let mut output = Output {
        writer: Writer::new(Format::Json),
        depth: 0,
        is_too_deep: false,
    };
    let too_deep = match Next(&mut output).deserialize(deserializer) {
        Err(error) if !output.is_too_deep => return Err(error),
        result => result.err(),
    };
    let text = output.writer.finish();
    Ok(Json { text, too_deep })
}

/// The JSON so far.
struct Output {
    writer: Writer,
    depth: u8,
    is_too_deep: bool,
}

impl Output {
    fn scalar(&mut self, view: View<'_>) {
        self.writer.value(view, &STRUCTURE);
    }

    fn mark(&mut self, mark: &str) {
        self.writer.verbatim(mark);
    }

    /// Enters a list or a map. Its bracket is the mark before its first entry.
    fn enter<E: Error>(&mut self, bracket: &str) -> Result<(), E> {
        if self.depth >= MAX_DEPTH {
            self.mark(bracket);
            self.is_too_deep = true;
            return Err(E::custom("nested too deeply"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Leaves it; `mark` is still its bracket if there was no entry.
    fn leave(&mut self, mark: &str, open: &str, close: &str) {
        if mark == open {
            self.mark(open);
        }
        self.mark(close);
        self.depth = self.depth.saturating_sub(1);
    }
}

/// Converts one value.
struct Next<'a>(&'a mut Output);

impl Next<'_> {
    #[allow(
        clippy::unnecessary_wraps,
        reason = "so that a visitor's method is one call"
    )]
    fn scalar<E>(self, view: View<'_>) -> Result<(), E> {
        self.0.scalar(view);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

// Every method is stated that has a value: those of the trait itself would show it in their error.
impl<'de> Visitor<'de> for Next<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.scalar(View::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.scalar(View::Integer(number))
    }

    fn visit_i128<E>(self, number: i128) -> Result<(), E> {
        self.0.mark(&number.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.mark(&number.to_string());
        Ok(())
    }

    fn visit_u128<E>(self, number: u128) -> Result<(), E> {
        self.0.mark(&number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.scalar(View::Double(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.scalar(View::String(text))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<(), E> {
        self.scalar(View::Blob(bytes))
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.scalar(View::Unset)
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.scalar(View::Unset)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    /// A tag of CBOR among others: what is tagged counts.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let output = self.0;
        output.enter("[")?;
        let mut mark = "[";
        while items.next_element_seed(Item { output, mark })?.is_some() {
            mark = ",";
        }
        output.leave(mark, "[", "]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let output = self.0;
        output.enter("{")?;
        let mut mark = "{";
        while let Some(entry) = entries.next_key_seed(Key { output, mark })? {
            if matches!(entry, Entry::Number) {
                output.depth = output.depth.saturating_sub(1);
                return number(output, &entries.next_value::<String>()?);
            }
            output.mark(":");
            entries.next_value_seed(Next(output))?;
            mark = ",";
        }
        output.leave(mark, "{", "}");
        Ok(())
    }
}

/// The key of the map that `serde_json` makes of a number with its feature `arbitrary_precision`, which any crate of a
/// build can turn on.
const NUMBER: &str = "$serde_json::private::Number";

fn number<E: Error>(output: &mut Output, text: &str) -> Result<(), E> {
    let mut reader = Reader::new(Format::Json, text.as_bytes());
    let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if begins && reader.skip().is_ok() && reader.end().is_ok() {
        output.mark(text);
        return Ok(());
    }
    Err(E::custom("a number that is none"))
}

/// Takes an item of a list, behind what parts it from the one before.
struct Item<'a> {
    output: &'a mut Output,
    mark: &'static str,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.output.mark(self.mark);
        Next(self.output).deserialize(deserializer)
    }
}

/// What a key says of its entry.
enum Entry {
    /// It is one of a map.
    Text,
    /// It is a number, and all there is.
    Number,
}

/// Takes the key of an entry, behind what parts it from the one before. A number is its text, as in JSON.
struct Key<'a> {
    output: &'a mut Output,
    mark: &'static str,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Entry;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Entry, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text or a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Entry, E> {
        if self.mark == "{" && text == NUMBER {
            return Ok(Entry::Number);
        }
        self.output.mark(self.mark);
        self.output.scalar(View::String(text));
        Ok(Entry::Text)
    }

    fn visit_bool<E: Error>(self, key: bool) -> Result<Entry, E> {
        self.visit_str(if key { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, key: i64) -> Result<Entry, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_i128<E: Error>(self, key: i128) -> Result<Entry, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_u64<E: Error>(self, key: u64) -> Result<Entry, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_u128<E: Error>(self, key: u128) -> Result<Entry, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_f64<E: Error>(self, key: f64) -> Result<Entry, E> {
        self.visit_str(&key.to_string())
    }
}
