//! [`Reader`]: takes single values out of a body, in either format, and finds the members that keys name.
//!
//! Never here: what the bytes of a format look like ([`super::json`], [`super::cbor`]), and filling structures
//! ([`super::structure`]).

use std::borrow::Cow;

use aws_smithy_types::DateTime;

use super::entries::Entries;
use super::error::ReadError;
use super::format::Format;
use super::order::{Orders, Place};
use super::{cbor, json};
use crate::schema::{Member, TimestampFormat};

/// How much memory lists, maps and boxes may take, in bytes, whatever the size of the body.
///
/// That is enough for 8,000 of the widest structures, more than any page of results holds.
pub const MEMORY: usize = 16 << 20;

/// How much more memory they may take for each byte of the body.
///
/// Of what services send, strings of one character in CBOR take the most for their size: 24 bytes of memory for
/// two bytes, and as much again while the list grows. An empty structure would take a thousand for one.
pub const MEMORY_A_BYTE: usize = 32;

/// Reads the values of a body, one after the other.
///
/// The caller says which type comes next. After an error its position is unspecified: drop it.
#[derive(Clone)]
pub struct Reader<'a> {
    source: Source<'a>,
    /// In which order members came.
    pub(super) orders: Orders,
    /// How much more memory lists, maps and boxes may take, in bytes.
    memory: usize,
    /// Whether the input has all members, wherever the protocol binds them.
    pub(super) every_member: bool,
    /// Whether required members that are left out are filled in.
    pub(super) corrects: bool,
}

#[derive(Clone)]
enum Source<'a> {
    Json(json::Source<'a>),
    Cbor(cbor::Source<'a>),
}

/// The next entry of a structure.
pub(super) enum Next {
    /// The member at this index.
    Member(usize),
    /// An entry that the schema does not know.
    Unknown,
    /// No entry: the structure ends.
    End,
}

/// Calls a method of the source, whichever it is.
macro_rules! on_source {
    ($reader:ident, $source:ident => $call:expr) => {
        match &mut $reader.source {
            Source::Json($source) => $call,
            Source::Cbor($source) => $call,
        }
    };
}

impl<'a> Reader<'a> {
    /// A reader of these bytes.
    pub fn new(format: Format, bytes: &'a [u8]) -> Self {
        Self {
            source: match format {
                Format::Json => Source::Json(json::Source::new(bytes)),
                Format::Cbor => Source::Cbor(cbor::Source::new(bytes)),
            },
            orders: Orders::default(),
            memory: MEMORY.saturating_add(bytes.len().saturating_mul(MEMORY_A_BYTE)),
            every_member: false,
            corrects: false,
        }
    }

    /// Fills in required members that a response leaves out, so that a service may stop sending them: with zero, an
    /// empty string, list or map, an unknown enum value, or a structure corrected likewise, as
    /// <https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction> says.
    #[must_use]
    pub fn of_answer(mut self) -> Self {
        self.corrects = true;
        self
    }

    /// Reads all members, wherever the protocol binds them, because the input is not the body of a message.
    #[doc(hidden)]
    pub fn every_member(mut self) -> Self {
        self.every_member = true;
        self
    }

    /// Takes a null if one is next, and says whether. CBOR's undefined is a null, too.
    pub fn null(&mut self) -> Result<bool, ReadError> {
        on_source!(self, source => source.null())
    }

    /// Reads a Boolean.
    pub fn boolean(&mut self) -> Result<bool, ReadError> {
        on_source!(self, source => source.boolean())
    }

    /// Reads an integer, however it is written: `1.0` and `1e3` are integers, `1.5` is an error.
    pub fn integer(&mut self) -> Result<i64, ReadError> {
        on_source!(self, source => source.integer())
    }

    /// Reads a number, as the nearest `f32`.
    pub fn float(&mut self) -> Result<f32, ReadError> {
        on_source!(self, source => source.float())
    }

    /// Reads a number, as the nearest `f64`.
    pub fn double(&mut self) -> Result<f64, ReadError> {
        on_source!(self, source => source.double())
    }

    /// Reads a string, borrowed from the body if it has no escapes.
    pub fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        on_source!(self, source => source.string())
    }

    /// Reads a blob.
    pub fn blob(&mut self) -> Result<Vec<u8>, ReadError> {
        on_source!(self, source => source.blob())
    }

    /// Reads a timestamp: in JSON in `format`, by default in seconds since 1970; in CBOR always in seconds since
    /// 1970, truncated to milliseconds as the protocol demands.
    pub fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<DateTime, ReadError> {
        match &mut self.source {
            Source::Json(source) => source.timestamp(format),
            Source::Cbor(source) => source.timestamp(),
        }
    }

    /// Enters a list. Read its items with [`next_item`](Self::next_item) until there is none.
    pub fn begin_list(&mut self) -> Result<Entries, ReadError> {
        on_source!(self, source => source.begin_list())
    }

    /// Whether the list has another item, which must be read or skipped before the next call.
    pub fn next_item(&mut self, entries: &mut Entries) -> Result<bool, ReadError> {
        on_source!(self, source => source.next_item(entries))
    }

    /// Enters a map or structure. Read its entries with [`next_key`](Self::next_key) until there is none.
    pub fn begin_map(&mut self) -> Result<Entries, ReadError> {
        on_source!(self, source => source.begin_map())
    }

    /// Reads the key of the next entry, if there is one. Its value must be read or skipped before the next call.
    pub fn next_key(&mut self, entries: &mut Entries) -> Result<Option<Cow<'a, str>>, ReadError> {
        on_source!(self, source => source.next_key(entries))
    }

    /// Reads the next key and finds the member that it names.
    ///
    /// Services mostly send members in the order of the schema, or in the same order each time, so the one expected at
    /// this place is tried first, without even decoding the key.
    #[inline]
    pub(super) fn next_member(
        &mut self,
        entries: &mut Entries,
        members: &'static [Member],
        place: Place,
    ) -> Result<Next, ReadError> {
        let expected = self.orders.expected(place);
        let found = on_source!(self, source => {
            if !source.next_entry(entries)? {
                return Ok(Next::End);
            }
            if let Some(member) = members.get(expected)
                && source.take_key(member.name)
            {
                return Ok(Next::Member(expected));
            }
            let key = source.key()?;
            position(members, &key, expected)
        });
        let Some(found) = found else {
            return Ok(Next::Unknown);
        };
        self.orders.learn(members, place, found);
        Ok(Next::Member(found))
    }

    /// Skips a value.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        on_source!(self, source => source.skip())
    }

    /// Checks that nothing follows but, in JSON, white space.
    pub fn end(&mut self) -> Result<(), ReadError> {
        on_source!(self, source => source.end())
    }

    /// Counts `bytes` against the memory that this body may take. Call it before allocating: how much a value takes
    /// depends on its type, not on its bytes in the body.
    #[cold]
    pub fn take_memory(&mut self, bytes: usize) -> Result<(), ReadError> {
        let left = self.memory.checked_sub(bytes);
        self.memory = left.ok_or_else(|| {
            ReadError::new(
                "no more than 16 MiB and 32 times the body's size in memory",
                "a body that takes more",
                self.offset(),
            )
        })?;
        Ok(())
    }

    /// The error for `number`, which was just read, when the member's type cannot hold it.
    pub fn out_of_range(&self, _number: i64) -> ReadError {
        ReadError::new(
            "a whole number in the type's range",
            "one outside it",
            self.offset(),
        )
    }

    /// The error that something else is here.
    pub(super) fn error(&self, expected: &'static str, found: &'static str) -> ReadError {
        ReadError::new(expected, found, self.offset())
    }

    /// The form of the value that is next.
    pub(super) fn form(&mut self) -> Result<json::Form, ReadError> {
        match &mut self.source {
            Source::Json(source) => source.form(),
            Source::Cbor(source) => Err(ReadError::new(
                "a value that is no document",
                "a document, which the protocol does not have",
                source.offset(),
            )),
        }
    }

    /// Reads a number of any form; the source is JSON, because [`form`](Self::form) said what it is.
    pub(super) fn any_number(&mut self) -> Result<aws_smithy_types::Number, ReadError> {
        match &mut self.source {
            Source::Json(source) => source.any_number(),
            Source::Cbor(source) => source.double().map(aws_smithy_types::Number::Float),
        }
    }

    fn offset(&self) -> usize {
        match &self.source {
            Source::Json(source) => source.offset(),
            Source::Cbor(source) => source.offset(),
        }
    }
}

/// The index of the member called `key`, searched from `start` on and then from the beginning.
fn position(members: &[Member], key: &str, start: usize) -> Option<usize> {
    let is_named = |member: &Member| member.name == key;
    let (before, after) = members.split_at_checked(start).unwrap_or((&[], members));
    let found_after = after
        .iter()
        .position(is_named)
        .map(|index| before.len() + index);
    found_after.or_else(|| before.iter().position(is_named))
}
