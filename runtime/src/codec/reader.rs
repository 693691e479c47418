//! [`Reader`]: takes single values out of a body, in either format, and finds the members that keys name.
//!
//! Never here: what the bytes of a format look like ([`super::json`], [`super::cbor`]), and filling structures
//! ([`super::structure`]).

use std::borrow::Cow;

use aws_smithy_types::DateTime;

use super::entries::Entries;
use super::error::ReadError;
use super::format::Format;
use super::{cbor, json};
use crate::schema::{Member, TimestampFormat};

/// How many bytes of memory lists, maps and boxes may take, whatever the size of the body.
///
/// Room for 8,000 of the widest structures, which is more than any page of results holds.
pub const MEMORY: usize = 16 << 20;

/// How many more they may take for each byte of the body.
///
/// What takes most for its size, of what services send, are texts of one character in CBOR: 24 bytes of memory
/// for two, and as much again while the list grows. An empty structure takes a thousand for one.
pub const MEMORY_A_BYTE: usize = 32;

/// Takes values out of a body, one after the other.
///
/// Whoever calls it says what type comes next. After an error it stands at no particular place: give it up.
#[derive(Clone)]
pub struct Reader<'a> {
    source: Source<'a>,
    /// How many bytes of memory lists, maps and boxes may still take.
    memory: usize,
    /// Members are all in what is read, wherever the protocol puts them.
    pub(super) every_member: bool,
    /// Required members that are left out are filled in.
    pub(super) corrects: bool,
}

#[derive(Clone)]
enum Source<'a> {
    Json(json::Source<'a>),
    Cbor(cbor::Source<'a>),
}

/// What the next entry of a structure is.
pub(super) enum Next {
    /// The member at this index.
    Member(usize),
    /// None that the table knows.
    Unknown,
    /// There is no next entry.
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
            memory: MEMORY.saturating_add(bytes.len().saturating_mul(MEMORY_A_BYTE)),
            every_member: false,
            corrects: false,
        }
    }

    /// The same reader, of what a service answers. Required members that the answer leaves out are what
    /// <https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction> says, so that a service may stop
    /// sending them: zero, an empty text, list or map, an unknown enum value, a structure corrected likewise.
    #[must_use]
    pub fn of_answer(mut self) -> Self {
        self.corrects = true;
        self
    }

    /// The same reader, of what is no HTTP body: it holds the members that stand elsewhere in a message, too.
    #[doc(hidden)]
    pub fn every_member(mut self) -> Self {
        self.every_member = true;
        self
    }

    /// Whether a null is next, which is then taken. CBOR's undefined is a null too.
    pub fn null(&mut self) -> Result<bool, ReadError> {
        on_source!(self, source => source.null())
    }

    /// The truth value that is next.
    pub fn boolean(&mut self) -> Result<bool, ReadError> {
        on_source!(self, source => source.boolean())
    }

    /// The whole number that is next, however it is spelled: `1.0` and `1e3` are whole, `1.5` is an error.
    pub fn integer(&mut self) -> Result<i64, ReadError> {
        on_source!(self, source => source.integer())
    }

    /// The number that is next, as the nearest 32-bit one.
    pub fn float(&mut self) -> Result<f32, ReadError> {
        on_source!(self, source => source.float())
    }

    /// The number that is next, as the nearest 64-bit one.
    pub fn double(&mut self) -> Result<f64, ReadError> {
        on_source!(self, source => source.double())
    }

    /// The text that is next, borrowed from the body if it stands there as it is.
    pub fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        on_source!(self, source => source.string())
    }

    /// The bytes that are next.
    pub fn blob(&mut self) -> Result<Vec<u8>, ReadError> {
        on_source!(self, source => source.blob())
    }

    /// The point in time that is next: in JSON in `format`, or else in seconds since 1970; in CBOR always
    /// in seconds since 1970 and cut to milliseconds, as its protocol demands.
    pub fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<DateTime, ReadError> {
        match &mut self.source {
            Source::Json(source) => source.timestamp(format),
            Source::Cbor(source) => source.timestamp(),
        }
    }

    /// Enters the list that is next. Read its items with [`next_item`](Self::next_item) until there is none.
    pub fn begin_list(&mut self) -> Result<Entries, ReadError> {
        on_source!(self, source => source.begin_list())
    }

    /// Whether the list has another item, which must be read or skipped before the next call.
    pub fn next_item(&mut self, entries: &mut Entries) -> Result<bool, ReadError> {
        on_source!(self, source => source.next_item(entries))
    }

    /// Enters the map or structure that is next. Read its entries with [`next_key`](Self::next_key) until
    /// there is none.
    pub fn begin_map(&mut self) -> Result<Entries, ReadError> {
        on_source!(self, source => source.begin_map())
    }

    /// The key of the map's next entry, if there is one. Its value must be read or skipped before the next
    /// call.
    pub fn next_key(&mut self, entries: &mut Entries) -> Result<Option<Cow<'a, str>>, ReadError> {
        on_source!(self, source => source.next_key(entries))
    }

    /// Takes the next key and finds the member that it names.
    ///
    /// Services send members mostly in the table's order, so the one that is `expected` is tried without
    /// even reading the key.
    #[inline]
    pub(super) fn next_member(
        &mut self,
        entries: &mut Entries,
        members: &'static [Member],
        expected: usize,
    ) -> Result<Next, ReadError> {
        on_source!(self, source => {
            if !source.next_entry(entries)? {
                return Ok(Next::End);
            }
            if let Some(member) = members.get(expected)
                && source.take_key(member.name)
            {
                return Ok(Next::Member(expected));
            }
            let key = source.key()?;
            Ok(position(members, &key, expected).map_or(Next::Unknown, Next::Member))
        })
    }

    /// Passes over the value that is next.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        on_source!(self, source => source.skip())
    }

    /// Checks that nothing follows; in JSON, nothing but white space.
    pub fn end(&mut self) -> Result<(), ReadError> {
        on_source!(self, source => source.end())
    }

    /// Takes `bytes` of the memory that this body may take. To be asked before they are allocated: what a
    /// value takes is up to its type and not to the bytes that it stands for.
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

    /// The error to give when `number`, which was just read, does not fit the member's type.
    pub fn out_of_range(&self, _number: i64) -> ReadError {
        ReadError::new(
            "a whole number in the type's range",
            "one outside it",
            self.offset(),
        )
    }

    fn offset(&self) -> usize {
        match &self.source {
            Source::Json(source) => source.offset(),
            Source::Cbor(source) => source.offset(),
        }
    }
}

/// The index of the member called `key`, looked for from `start` on and then from the beginning.
fn position(members: &[Member], key: &str, start: usize) -> Option<usize> {
    let is_named = |member: &Member| member.name == key;
    let (before, after) = members.split_at_checked(start).unwrap_or((&[], members));
    let found_after = after
        .iter()
        .position(is_named)
        .map(|index| before.len() + index);
    found_after.or_else(|| before.iter().position(is_named))
}
