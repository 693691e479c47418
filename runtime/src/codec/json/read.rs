//! Reads JSON.
//!
//! Never here: schemas, recursion without a limit.

use std::borrow::Cow;

use aws_smithy_types::date_time::Format as DateFormat;
use aws_smithy_types::{DateTime, Number as AnyNumber, base64};

use super::number::Number;
use super::scan::plain_length;
use crate::codec::entries::{Entries, MAX_DEPTH};
use crate::codec::error::ReadError;
use crate::schema::TimestampFormat;

type Result<T, E = ReadError> = std::result::Result<T, E>;

const A_STRING: &str = "a string";
const A_NUMBER: &str = "a number";
const A_WHOLE_NUMBER: &str = "a whole number of at most 64 bits";
const A_TIMESTAMP: &str = "a timestamp in the member's format";

/// The form of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::codec) enum Form {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// A list.
    List,
    /// An object.
    Object,
}

/// JSON text, and how far it has been read.
#[derive(Clone)]
pub(in crate::codec) struct Source<'a> {
    /// The body as far as it is UTF-8.
    text: &'a str,
    /// The body goes on after `text`, with bytes that are not UTF-8.
    malformed: bool,
    at: usize,
    depth: u8,
}

impl<'a> Source<'a> {
    pub(in crate::codec) fn new(bytes: &'a [u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        });
        Self {
            text,
            malformed: text.len() < bytes.len(),
            at: 0,
            depth: 0,
        }
    }

    pub(in crate::codec) fn offset(&self) -> usize {
        self.at
    }

    pub(in crate::codec) fn null(&mut self) -> Result<bool> {
        self.space();
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null", "null").map(|()| true)
    }

    pub(in crate::codec) fn boolean(&mut self) -> Result<bool> {
        self.space();
        let value = self.peek() == Some(b't');
        self.literal(if value { "true" } else { "false" }, "a boolean")?;
        Ok(value)
    }

    pub(in crate::codec) fn integer(&mut self) -> Result<i64> {
        self.space();
        if let Some(number) = self.short_integer() {
            return Ok(number);
        }
        let start = self.at;
        let number = self.number(A_WHOLE_NUMBER)?;
        let Some(scaled) = number.scaled(0) else {
            return Err(too_large(start));
        };
        if scaled.cut {
            return Err(ReadError::new(A_WHOLE_NUMBER, "a fraction", start));
        }
        i64::try_from(scaled.value).map_err(|_| too_large(start))
    }

    /// Takes a number of at most 18 digits without point or exponent, if one is next.
    #[inline]
    fn short_integer(&mut self) -> Option<i64> {
        let rest = self.bytes().get(self.at..)?;
        let (negative, digits) = match rest {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let mut value = 0_i64;
        let mut length = 0;
        for digit in digits
            .iter()
            .take(18)
            .take_while(|byte| byte.is_ascii_digit())
        {
            value = value * 10 + i64::from(digit - b'0');
            length += 1;
        }
        let has_leading_zero = length > 1 && digits.first() == Some(&b'0');
        let goes_on = matches!(digits.get(length), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        if length == 0 || has_leading_zero || goes_on {
            return None;
        }
        self.at += length + usize::from(negative);
        Some(if negative { -value } else { value })
    }

    pub(in crate::codec) fn float(&mut self) -> Result<f32> {
        self.space();
        let start = self.at;
        if self.peek() == Some(b'"') {
            return self.named_float(f32::NAN, f32::INFINITY);
        }
        let value: Option<f32> = self.number(A_NUMBER)?.parse();
        value
            .filter(|value| value.is_finite())
            .ok_or_else(|| too_large(start))
    }

    pub(in crate::codec) fn double(&mut self) -> Result<f64> {
        self.space();
        let start = self.at;
        if self.peek() == Some(b'"') {
            return self.named_float(f64::NAN, f64::INFINITY);
        }
        let value: Option<f64> = self.number(A_NUMBER)?.parse();
        value
            .filter(|value| value.is_finite())
            .ok_or_else(|| too_large(start))
    }

    /// One of the texts that stand for what JSON has no number for.
    #[cold]
    fn named_float<T: std::ops::Neg<Output = T>>(&mut self, nan: T, infinity: T) -> Result<T> {
        let start = self.at;
        match &*self.string()? {
            "NaN" => Ok(nan),
            "Infinity" => Ok(infinity),
            "-Infinity" => Ok(-infinity),
            _ => Err(ReadError::new(A_NUMBER, A_STRING, start)),
        }
    }

    /// The form of the value that is next.
    pub(in crate::codec) fn form(&mut self) -> Result<Form> {
        self.space();
        Ok(match self.peek() {
            Some(b'{') => Form::Object,
            Some(b'[') => Form::List,
            Some(b'"') => Form::String,
            Some(b'n') => Form::Null,
            Some(b't' | b'f') => Form::Boolean,
            Some(b'-' | b'0'..=b'9') => Form::Number,
            _ => return Err(self.unexpected("a value")),
        })
    }

    /// A number as small as it can be held: whole ones by their sign, others as floating-point numbers.
    pub(in crate::codec) fn any_number(&mut self) -> Result<AnyNumber> {
        self.space();
        let start = self.at;
        let number = self.number(A_NUMBER)?;
        let is_whole = !number.text.contains(['.', 'e', 'E']);
        let whole = match number.negative {
            _ if !is_whole => None,
            true => number.text.parse().ok().map(AnyNumber::NegInt),
            false => number.text.parse().ok().map(AnyNumber::PosInt),
        };
        let float = || number.parse().filter(|value: &f64| value.is_finite());
        whole
            .or_else(|| float().map(AnyNumber::Float))
            .ok_or_else(|| too_large(start))
    }

    /// The number that is next, which must be spelled as JSON demands.
    fn number(&mut self, expected: &'static str) -> Result<Number<'a>> {
        self.space();
        let start = self.at;
        let negative = self.take(b'-');
        if !negative && !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.unexpected(expected));
        }
        let whole = self.digits(expected)?;
        if whole.len() > 1 && whole.first() == Some(&b'0') {
            return Err(ReadError::new(expected, "a superfluous zero", start));
        }
        let fraction = if self.take(b'.') {
            self.digits(expected)?
        } else {
            &[]
        };
        let exponent = self.exponent(expected)?;
        Ok(Number {
            text: self.text.get(start..self.at).unwrap_or_default(),
            negative,
            whole,
            fraction,
            exponent,
        })
    }

    fn exponent(&mut self, expected: &'static str) -> Result<i64> {
        if !self.take(b'e') && !self.take(b'E') {
            return Ok(0);
        }
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        let magnitude = self.digits(expected)?.iter().fold(0_i64, |value, digit| {
            value
                .saturating_mul(10)
                .saturating_add(i64::from(digit.wrapping_sub(b'0')))
        });
        Ok(if negative { -magnitude } else { magnitude })
    }

    /// One digit or more.
    fn digits(&mut self, expected: &'static str) -> Result<&'a [u8]> {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return Err(ReadError::new(expected, "a malformed number", self.at));
        }
        self.at += length;
        Ok(rest.get(..length).unwrap_or_default())
    }

    pub(in crate::codec) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.text_of(A_STRING)
    }

    #[inline]
    fn text_of(&mut self, expected: &'static str) -> Result<Cow<'a, str>> {
        self.space();
        if !self.take(b'"') {
            return Err(self.unexpected(expected));
        }
        let start = self.at;
        let plain = self.plain();
        if self.take(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        self.escaped(start, plain).map(Cow::Owned)
    }

    /// Takes characters up to the next that does not stand for itself.
    #[inline]
    fn plain(&mut self) -> &'a str {
        let start = self.at;
        self.at += plain_length(self.bytes().get(start..).unwrap_or_default());
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The rest of a string that has escapes and begins with `plain` at `start`.
    fn escaped(&mut self, start: usize, plain: &'a str) -> Result<String> {
        let mut value = String::with_capacity(self.raw_end() - start);
        value.push_str(plain);
        loop {
            if self.take(b'"') {
                return Ok(value);
            }
            value.push(self.escape()?);
            value.push_str(self.plain());
        }
    }

    /// Passes over a string, which must be as valid as one that is read.
    fn skip_string(&mut self, expected: &'static str) -> Result<()> {
        if !self.take(b'"') {
            return Err(self.unexpected(expected));
        }
        self.plain();
        while !self.take(b'"') {
            self.escape()?;
            self.plain();
        }
        Ok(())
    }

    /// Where the string ends, or the text if it does not.
    fn raw_end(&self) -> usize {
        let mut at = self.at;
        while let Some(b'\\') = self.bytes().get(at) {
            let next = self.bytes().get(at + 2..).unwrap_or_default();
            at += 2 + plain_length(next);
        }
        at.min(self.text.len())
    }

    /// Takes an escape: the character that it means.
    fn escape(&mut self) -> Result<char> {
        let start = self.at;
        if !self.take(b'\\') {
            return Err(self.unexpected("a character of a string"));
        }
        let character = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode_escape(start);
            }
            _ => return Err(ReadError::new("an escape", "an unknown one", start)),
        };
        self.at += 1;
        Ok(character)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char> {
        const LONE: &str = "half of a surrogate pair";
        let first = self.code_unit()?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let lone = || ReadError::new("a character", LONE, start);
        if first >= 0xdc00 || !self.take(b'\\') || !self.take(b'u') {
            return Err(lone());
        }
        let second = self.code_unit()?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(lone());
        }
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or_else(lone)
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(ReadError::new("four hexadecimal digits", "fewer", self.at));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    pub(in crate::codec) fn blob(&mut self) -> Result<Vec<u8>> {
        self.space();
        let start = self.at;
        let text = self.text_of("base64")?;
        base64::decode(&*text).map_err(|_| ReadError::new("base64", "another string", start))
    }

    pub(in crate::codec) fn timestamp(
        &mut self,
        format: Option<TimestampFormat>,
    ) -> Result<DateTime> {
        self.space();
        let start = self.at;
        let format = match format {
            None | Some(TimestampFormat::EpochSeconds) => return self.epoch_seconds(),
            Some(TimestampFormat::DateTime) => DateFormat::DateTimeWithOffset,
            Some(TimestampFormat::HttpDate) => DateFormat::HttpDate,
        };
        let text = self.text_of(A_TIMESTAMP)?;
        DateTime::from_str(&text, format)
            .map_err(|_| ReadError::new(A_TIMESTAMP, "another string", start))
    }

    /// Seconds, with as many of their nanoseconds as are there.
    fn epoch_seconds(&mut self) -> Result<DateTime> {
        const NANOS: i128 = 1_000_000_000;
        let start = self.at;
        let scaled = self.number(A_TIMESTAMP)?.scaled(9);
        let nanos = scaled.map_or(i128::MAX, |scaled| scaled.value);
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).map_err(|_| too_large(start))?;
        let rest = u32::try_from(nanos.rem_euclid(NANOS)).map_err(|_| too_large(start))?;
        Ok(DateTime::from_secs_and_nanos(seconds, rest))
    }

    pub(in crate::codec) fn begin_list(&mut self) -> Result<Entries> {
        self.begin(b'[', "a list")
    }

    pub(in crate::codec) fn begin_map(&mut self) -> Result<Entries> {
        self.begin(b'{', "an object")
    }

    #[inline]
    fn begin(&mut self, open: u8, expected: &'static str) -> Result<Entries> {
        self.space();
        if self.peek() != Some(open) {
            return Err(self.unexpected(expected));
        }
        if self.depth >= MAX_DEPTH {
            return Err(ReadError::new(
                "at most 128 levels",
                "a deeper one",
                self.at,
            ));
        }
        self.at += 1;
        self.depth += 1;
        Ok(Entries::new(None))
    }

    #[inline]
    pub(in crate::codec) fn next_item(&mut self, entries: &mut Entries) -> Result<bool> {
        self.next(entries, b']')
    }

    /// Whether there is another entry, which then begins with its key.
    #[inline]
    pub(in crate::codec) fn next_entry(&mut self, entries: &mut Entries) -> Result<bool> {
        self.next(entries, b'}')
    }

    #[inline]
    fn next(&mut self, entries: &mut Entries, close: u8) -> Result<bool> {
        self.space();
        if self.take(close) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if entries.begun > 0 {
            if !self.take(b',') {
                return Err(self.unexpected("a comma or the closing bracket"));
            }
            self.space();
        }
        entries.begun += 1;
        Ok(true)
    }

    /// Takes the key and its colon if the key is `name`, spelled without escapes.
    #[inline]
    pub(in crate::codec) fn take_key(&mut self, name: &str) -> bool {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let after = rest
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_prefix(name.as_bytes()));
        let Some([b'"', b':', ..]) = after else {
            return false;
        };
        self.at += name.len() + 3;
        true
    }

    /// Takes the key and its colon.
    pub(in crate::codec) fn key(&mut self) -> Result<Cow<'a, str>> {
        let key = self.text_of("a key")?;
        self.colon()?;
        Ok(key)
    }

    #[inline]
    fn colon(&mut self) -> Result<()> {
        self.space();
        if !self.take(b':') {
            return Err(self.unexpected("a colon"));
        }
        Ok(())
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
        self.space();
        match self.peek() {
            Some(b'{') => {
                let mut entries = self.begin_map()?;
                while self.next_entry(&mut entries)? {
                    self.skip_string("a key")?;
                    self.colon()?;
                    self.skip()?;
                }
            }
            Some(b'[') => {
                let mut entries = self.begin_list()?;
                while self.next_item(&mut entries)? {
                    self.skip()?;
                }
            }
            Some(b'"') => self.skip_string(A_STRING)?,
            Some(b'n') => self.literal("null", "null")?,
            Some(b't' | b'f') => {
                self.boolean()?;
            }
            _ => {
                self.number("a value")?;
            }
        }
        Ok(())
    }

    pub(in crate::codec) fn end(&mut self) -> Result<()> {
        self.space();
        if self.at < self.text.len() || self.malformed {
            return Err(self.unexpected("the end"));
        }
        Ok(())
    }

    #[inline]
    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    /// Takes this byte if it is next.
    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes white space.
    #[inline]
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn literal(&mut self, literal: &str, expected: &'static str) -> Result<()> {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(literal.as_bytes()) {
            return Err(self.unexpected(expected));
        }
        self.at += literal.len();
        Ok(())
    }

    /// The error that something other than `expected` is next.
    #[cold]
    fn unexpected(&self, expected: &'static str) -> ReadError {
        let found = match self.peek() {
            None if self.malformed => "bytes that are not UTF-8",
            None => "the end",
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => A_STRING,
            Some(b'-' | b'0'..=b'9') => A_NUMBER,
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            Some(0..=0x1f) => "a control character",
            Some(_) => "another character",
        };
        ReadError::new(expected, found, self.at)
    }
}

#[cold]
fn too_large(offset: usize) -> ReadError {
    ReadError::new("a number in range", "one out of range", offset)
}
