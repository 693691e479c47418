//! Reads CBOR.
//!
//! Never here: schemas, recursion without a limit.

use std::borrow::Cow;

use aws_smithy_types::DateTime;

use super::{BREAK, FALSE, NULL, TRUE, UNDEFINED, float, info, major};
use crate::codec::entries::{Entries, MAX_DEPTH};
use crate::codec::error::ReadError;

type Result<T, E = ReadError> = std::result::Result<T, E>;

const A_BOOLEAN: &str = "a boolean";
const A_LIST: &str = "a list";
const A_MAP: &str = "a map";
const A_NUMBER: &str = "a number";
const A_TEXT: &str = "a text string";
const A_WHOLE_NUMBER: &str = "a whole number of at most 64 bits";
const BYTES: &str = "a byte string";

/// CBOR, and how far it has been read.
#[derive(Clone)]
pub(in crate::codec) struct Source<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u8,
}

/// The beginning of an item: its type, and a number that says its value or length.
struct Head {
    major: u8,
    info: u8,
    argument: u64,
    /// Where it stands.
    start: usize,
}

impl<'a> Source<'a> {
    pub(in crate::codec) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            depth: 0,
        }
    }

    pub(in crate::codec) fn offset(&self) -> usize {
        self.at
    }

    #[inline]
    pub(in crate::codec) fn null(&mut self) -> Result<bool> {
        match self.peek() {
            Some(NULL | UNDEFINED) => {
                self.at += 1;
                Ok(true)
            }
            Some(first) if first >> 5 == major::TAG => self.tagged_null(),
            _ => Ok(false),
        }
    }

    #[cold]
    fn tagged_null(&mut self) -> Result<bool> {
        while self.peek().is_some_and(|first| first >> 5 == major::TAG) {
            self.bare_head("a value")?;
        }
        self.null()
    }

    pub(in crate::codec) fn boolean(&mut self) -> Result<bool> {
        let head = self.head(A_BOOLEAN)?;
        match (head.major << 5) | head.info {
            FALSE => Ok(false),
            TRUE => Ok(true),
            _ => Err(head.unexpected(A_BOOLEAN)),
        }
    }

    pub(in crate::codec) fn integer(&mut self) -> Result<i64> {
        let head = self.head(A_WHOLE_NUMBER)?;
        match head.major {
            major::UNSIGNED => i64::try_from(head.argument).map_err(|_| head.out_of_range()),
            major::NEGATIVE => match i64::try_from(head.argument) {
                Ok(number) => Ok(-1 - number),
                Err(_) => Err(head.out_of_range()),
            },
            _ => {
                let number = head
                    .double()
                    .ok_or_else(|| head.unexpected(A_WHOLE_NUMBER))?;
                float::to_integer(number).ok_or_else(|| head.out_of_range())
            }
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "the nearest f32 is what the caller asks for"
    )]
    pub(in crate::codec) fn float(&mut self) -> Result<f32> {
        self.double().map(|number| number as f32)
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "the nearest f64 is what the caller asks for"
    )]
    pub(in crate::codec) fn double(&mut self) -> Result<f64> {
        let head = self.head(A_NUMBER)?;
        match head.major {
            major::UNSIGNED => Ok(head.argument as f64),
            major::NEGATIVE => Ok(-1.0 - head.argument as f64),
            _ => head.double().ok_or_else(|| head.unexpected(A_NUMBER)),
        }
    }

    pub(in crate::codec) fn timestamp(&mut self) -> Result<DateTime> {
        const A_TIMESTAMP: &str = "a timestamp in seconds";
        let head = self.head(A_TIMESTAMP)?;
        let seconds = match head.major {
            major::UNSIGNED => i64::try_from(head.argument).ok(),
            major::NEGATIVE => i64::try_from(head.argument).ok().map(|number| -1 - number),
            _ => {
                let seconds = head.double().ok_or_else(|| head.unexpected(A_TIMESTAMP))?;
                return float::to_date_time(seconds).ok_or_else(|| head.out_of_range());
            }
        };
        seconds
            .map(DateTime::from_secs)
            .ok_or_else(|| head.out_of_range())
    }

    pub(in crate::codec) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.text_of(A_TEXT)
    }

    #[inline]
    fn text_of(&mut self, expected: &'static str) -> Result<Cow<'a, str>> {
        let head = self.head(expected)?;
        if head.major != major::TEXT {
            return Err(head.unexpected(expected));
        }
        if head.is_indefinite() {
            return self.chunked_text().map(Cow::Owned);
        }
        self.text(&head).map(Cow::Borrowed)
    }

    #[inline]
    fn text(&mut self, head: &Head) -> Result<&'a str> {
        let bytes = self.payload(head)?;
        std::str::from_utf8(bytes)
            .map_err(|_| ReadError::new(A_TEXT, "bytes that are not UTF-8", head.start))
    }

    #[cold]
    fn chunked_text(&mut self) -> Result<String> {
        let mut text = String::new();
        while let Some(chunk) = self.next_chunk(major::TEXT)? {
            text.push_str(self.text(&chunk)?);
        }
        Ok(text)
    }

    pub(in crate::codec) fn blob(&mut self) -> Result<Vec<u8>> {
        let head = self.head(BYTES)?;
        if head.major != major::BYTES {
            return Err(head.unexpected(BYTES));
        }
        if !head.is_indefinite() {
            return self.payload(&head).map(<[u8]>::to_vec);
        }
        let mut blob = Vec::new();
        while let Some(chunk) = self.next_chunk(major::BYTES)? {
            blob.extend_from_slice(self.payload(&chunk)?);
        }
        Ok(blob)
    }

    /// The next chunk of a string of indefinite length: a string of the same type and of definite length.
    fn next_chunk(&mut self, string: u8) -> Result<Option<Head>> {
        if self.take_break() {
            return Ok(None);
        }
        let chunk = self.bare_head("a chunk of a string")?;
        if chunk.major != string || chunk.is_indefinite() {
            return Err(chunk.unexpected("a chunk of a string"));
        }
        Ok(Some(chunk))
    }

    /// The bytes that `head` announces, which are checked to be there.
    #[inline]
    fn payload(&mut self, head: &Head) -> Result<&'a [u8]> {
        let end = usize::try_from(head.argument)
            .ok()
            .and_then(|length| self.at.checked_add(length));
        let bytes = end.and_then(|end| self.bytes.get(self.at..end));
        let Some(bytes) = bytes else {
            return Err(ReadError::new(
                "as many bytes as announced",
                "fewer",
                head.start,
            ));
        };
        self.at += bytes.len();
        Ok(bytes)
    }

    pub(in crate::codec) fn begin_list(&mut self) -> Result<Entries> {
        let head = self.head(A_LIST)?;
        if head.major != major::LIST {
            return Err(head.unexpected(A_LIST));
        }
        self.begin(&head, 1)
    }

    pub(in crate::codec) fn begin_map(&mut self) -> Result<Entries> {
        let head = self.head(A_MAP)?;
        if head.major != major::MAP {
            return Err(head.unexpected(A_MAP));
        }
        self.begin(&head, 2)
    }

    /// `least` is how many bytes an entry takes at least.
    #[inline]
    fn begin(&mut self, head: &Head, least: u64) -> Result<Entries> {
        if self.depth >= MAX_DEPTH {
            return Err(ReadError::new(
                "at most 128 levels",
                "a deeper one",
                head.start,
            ));
        }
        let remaining = self.bytes.len().saturating_sub(self.at) as u64;
        if !head.is_indefinite() && head.argument > remaining / least {
            return Err(ReadError::new(
                "as many entries as announced",
                "fewer",
                head.start,
            ));
        }
        self.depth += 1;
        Ok(Entries::new(
            (!head.is_indefinite()).then_some(head.argument),
        ))
    }

    #[inline]
    #[allow(
        clippy::unnecessary_wraps,
        reason = "JSON's can fail, and callers treat both alike"
    )]
    pub(in crate::codec) fn next_item(&mut self, entries: &mut Entries) -> Result<bool> {
        let is_over = match &mut entries.left {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => self.take_break(),
        };
        if is_over {
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        entries.begun += 1;
        Ok(true)
    }

    /// Whether there is another entry, which then begins with its key.
    #[inline]
    pub(in crate::codec) fn next_entry(&mut self, entries: &mut Entries) -> Result<bool> {
        self.next_item(entries)
    }

    /// Takes the key if it is `name`, in the encoding that everybody uses.
    #[inline]
    pub(in crate::codec) fn take_key(&mut self, name: &str) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let (head, rest) = match rest {
            [first @ 0x60..=0x77, rest @ ..] => (usize::from(first & 0x1f), rest),
            [0x78, length, rest @ ..] => (usize::from(*length), rest),
            _ => return false,
        };
        if head != name.len() || !rest.starts_with(name.as_bytes()) {
            return false;
        }
        self.at = self.bytes.len() - rest.len() + name.len();
        true
    }

    pub(in crate::codec) fn key(&mut self) -> Result<Cow<'a, str>> {
        self.text_of("a key")
    }

    pub(in crate::codec) fn next_key(
        &mut self,
        entries: &mut Entries,
    ) -> Result<Option<Cow<'a, str>>> {
        if !self.next_entry(entries)? {
            return Ok(None);
        }
        self.key().map(Some)
    }

    pub(in crate::codec) fn skip(&mut self) -> Result<()> {
        let head = self.head("a value")?;
        match head.major {
            major::BYTES | major::TEXT => self.skip_string(&head),
            major::LIST => {
                let mut entries = self.begin(&head, 1)?;
                while self.next_item(&mut entries)? {
                    self.skip()?;
                }
                Ok(())
            }
            major::MAP => {
                let mut entries = self.begin(&head, 2)?;
                while self.next_item(&mut entries)? {
                    self.skip()?;
                    self.skip()?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn skip_string(&mut self, head: &Head) -> Result<()> {
        if !head.is_indefinite() {
            return self.payload(head).map(drop);
        }
        while let Some(chunk) = self.next_chunk(head.major)? {
            self.payload(&chunk)?;
        }
        Ok(())
    }

    pub(in crate::codec) fn end(&mut self) -> Result<()> {
        if self.at < self.bytes.len() {
            return Err(ReadError::new("the end", "more bytes", self.at));
        }
        Ok(())
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn take_break(&mut self) -> bool {
        let is_next = self.peek() == Some(BREAK);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes the head of the next item and the tags before it.
    #[inline]
    fn head(&mut self, expected: &'static str) -> Result<Head> {
        let mut head = self.bare_head(expected)?;
        while head.major == major::TAG {
            head = self.bare_head(expected)?;
        }
        Ok(head)
    }

    /// Takes the next head, which may be that of a tag.
    #[inline]
    fn bare_head(&mut self, expected: &'static str) -> Result<Head> {
        let start = self.at;
        let Some(first) = self.peek() else {
            return Err(ReadError::new(expected, "the end", start));
        };
        self.at += 1;
        let mut head = Head {
            major: first >> 5,
            info: first & 0x1f,
            argument: u64::from(first & 0x1f),
            start,
        };
        if head.info >= info::ONE_BYTE {
            self.argument(&mut head)?;
        }
        Ok(head)
    }

    /// Takes the bytes of a head after its first, and refuses heads that mean nothing.
    fn argument(&mut self, head: &mut Head) -> Result<()> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let argument = match head.info {
            info::ONE_BYTE => rest
                .first_chunk()
                .map(|bytes| u64::from(u8::from_be_bytes(*bytes))),
            info::TWO_BYTES => rest
                .first_chunk()
                .map(|bytes| u64::from(u16::from_be_bytes(*bytes))),
            info::FOUR_BYTES => rest
                .first_chunk()
                .map(|bytes| u64::from(u32::from_be_bytes(*bytes))),
            info::EIGHT_BYTES => rest.first_chunk().map(|bytes| u64::from_be_bytes(*bytes)),
            info::INDEFINITE if (major::BYTES..=major::MAP).contains(&head.major) => return Ok(()),
            info::INDEFINITE if head.major == major::SIMPLE => {
                return Err(ReadError::new("a value", "a break", head.start));
            }
            _ => return Err(ReadError::new("a value", "a malformed one", head.start)),
        };
        let Some(argument) = argument else {
            return Err(ReadError::new("a whole value", "the end", head.start));
        };
        // Simple values below 32 have one encoding only.
        if head.major == major::SIMPLE && head.info == info::ONE_BYTE && argument < 32 {
            return Err(ReadError::new("a value", "a malformed one", head.start));
        }
        head.argument = argument;
        self.at += 1 << (head.info - info::ONE_BYTE);
        Ok(())
    }
}

impl Head {
    #[inline]
    fn is_indefinite(&self) -> bool {
        self.info == info::INDEFINITE
    }

    /// The floating-point number that it is, if it is one.
    fn double(&self) -> Option<f64> {
        if self.major != major::SIMPLE {
            return None;
        }
        match self.info {
            info::TWO_BYTES => u16::try_from(self.argument)
                .ok()
                .map(float::from_half)
                .map(f64::from),
            info::FOUR_BYTES => u32::try_from(self.argument)
                .ok()
                .map(f32::from_bits)
                .map(f64::from),
            info::EIGHT_BYTES => Some(f64::from_bits(self.argument)),
            _ => None,
        }
    }

    #[cold]
    fn unexpected(&self, expected: &'static str) -> ReadError {
        let found = match self.major {
            major::UNSIGNED | major::NEGATIVE => A_NUMBER,
            major::BYTES => BYTES,
            major::TEXT => A_TEXT,
            major::LIST => A_LIST,
            major::MAP => A_MAP,
            _ => match (self.major << 5) | self.info {
                TRUE | FALSE => A_BOOLEAN,
                NULL | UNDEFINED => "null",
                0xf9..=0xfb => A_NUMBER,
                _ => "something else",
            },
        };
        ReadError::new(expected, found, self.start)
    }

    #[cold]
    fn out_of_range(&self) -> ReadError {
        ReadError::new("a number in range", "one out of range", self.start)
    }
}
