//! Writes JSON, without white space.
//!
//! Never here: which members of a structure are written.

use aws_smithy_types::date_time::Format as DateFormat;
use aws_smithy_types::{DateTime, Number, base64};

use super::scan::plain_length;
use crate::codec::writer::{Writer, is_in_body};
use crate::schema::{Member, Shape, TimestampFormat};
use crate::value::{List, Map, Value, View};

/// The years that date formats can express, 1 to 9999, in seconds since 1970.
const YEARS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// The string for a float that JSON has no number for.
pub(crate) fn float_name(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

/// The timestamp as a string; `None` if it is written in seconds, as its format says or because the format cannot
/// express it.
pub(crate) fn date_text(time: &DateTime, format: Option<TimestampFormat>) -> Option<String> {
    let format = match format? {
        TimestampFormat::DateTime => DateFormat::DateTime,
        TimestampFormat::HttpDate => DateFormat::HttpDate,
        TimestampFormat::EpochSeconds => return None,
    };
    if !YEARS.contains(&time.secs()) {
        return None;
    }
    time.fmt(format).ok()
}

impl Writer {
    /// Writes an object of the members that are set and bound to the body, in this order.
    pub(crate) fn json_members<'a>(
        &mut self,
        members: impl Iterator<Item = (&'static Member, &'a &'a dyn Value)>,
    ) {
        let mut mark = b'{';
        for (member, value) in members {
            let view = value.view();
            if is_in_body(member, &view) {
                self.bytes.push(mark);
                self.json_string(member.name);
                self.bytes.push(b':');
                self.json_value(&view, member.shape);
                mark = b',';
            }
        }
        self.json_close(mark, b'{', b'}');
    }

    pub(in crate::codec) fn json_value(&mut self, view: &View<'_>, shape: &'static Shape) {
        match *view {
            View::Unset => self.bytes.extend_from_slice(b"null"),
            View::Boolean(true) => self.bytes.extend_from_slice(b"true"),
            View::Boolean(false) => self.bytes.extend_from_slice(b"false"),
            View::Integer(number) => self.json_integer(number),
            View::Float(number) if number.is_finite() => {
                let mut buffer = ryu::Buffer::new();
                self.bytes
                    .extend_from_slice(buffer.format_finite(number).as_bytes());
            }
            View::Float(number) => self.json_named_float(f64::from(number)),
            View::Double(number) => self.json_double(number),
            View::String(text) => self.json_string(text),
            View::Blob(blob) => self.json_plain_string(&base64::encode(blob)),
            View::Timestamp(time) => self.json_timestamp(time, shape.timestamp_format),
            View::List(list) => self.json_list(list, shape.items.unwrap_or(shape)),
            View::Map(map) => self.json_map(map, shape.items.unwrap_or(shape)),
            View::Structure(structure) => self.structure(structure),
            View::Document(document) => self.json_document(document),
        }
    }

    fn json_list(&mut self, list: &dyn List, items: &'static Shape) {
        let mut mark = b'[';
        for index in 0..list.len() {
            self.bytes.push(mark);
            self.json_value(&list.item(index), items);
            mark = b',';
        }
        self.json_close(mark, b'[', b']');
    }

    fn json_map(&mut self, map: &dyn Map, values: &'static Shape) {
        let mut mark = b'{';
        map.each(&mut |key, view| {
            self.bytes.push(mark);
            self.json_string(key);
            self.bytes.push(b':');
            self.json_value(&view, values);
            mark = b',';
        });
        self.json_close(mark, b'{', b'}');
    }

    /// Closes a bracket; `mark` is still the opening one if nothing has been written in it.
    pub(in crate::codec) fn json_close(&mut self, mark: u8, open: u8, close: u8) {
        if mark == open {
            self.bytes.push(open);
        }
        self.bytes.push(close);
    }

    fn json_integer(&mut self, number: i64) {
        let mut buffer = itoa::Buffer::new();
        self.bytes
            .extend_from_slice(buffer.format(number).as_bytes());
    }

    fn json_double(&mut self, number: f64) {
        if number.is_finite() {
            let mut buffer = ryu::Buffer::new();
            self.bytes
                .extend_from_slice(buffer.format_finite(number).as_bytes());
        } else {
            self.json_named_float(number);
        }
    }

    /// A number of a document.
    pub(in crate::codec) fn json_number(&mut self, number: Number) {
        match number {
            Number::PosInt(number) => {
                let mut buffer = itoa::Buffer::new();
                self.bytes
                    .extend_from_slice(buffer.format(number).as_bytes());
            }
            Number::NegInt(number) => self.json_integer(number),
            Number::Float(number) => self.json_double(number),
        }
    }

    fn json_named_float(&mut self, number: f64) {
        self.json_plain_string(float_name(number));
    }

    /// Text in which every character stands for itself.
    fn json_plain_string(&mut self, text: &str) {
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(b'"');
    }

    pub(in crate::codec) fn json_string(&mut self, text: &str) {
        let length = plain_length(text.as_bytes());
        if length == text.len() {
            self.json_plain_string(text);
        } else {
            self.json_escaped_string(text.as_bytes(), length);
        }
    }

    /// Text of which the first `length` bytes stand for themselves.
    fn json_escaped_string(&mut self, text: &[u8], length: usize) {
        self.bytes.push(b'"');
        let (mut rest, mut length) = (text, length);
        while let Some((plain, [byte, after @ ..])) = rest.split_at_checked(length) {
            self.bytes.extend_from_slice(plain);
            self.json_escape(*byte);
            rest = after;
            length = plain_length(rest);
        }
        self.bytes.extend_from_slice(rest);
        self.bytes.push(b'"');
    }

    fn json_escape(&mut self, byte: u8) {
        let letter = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                let low = char::from_digit(u32::from(byte & 0xf), 16).unwrap_or('0');
                let high = if byte < 0x10 { b'0' } else { b'1' };
                self.bytes
                    .extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low as u8]);
                return;
            }
        };
        self.bytes.extend_from_slice(&[b'\\', letter]);
    }

    fn json_timestamp(&mut self, time: &DateTime, format: Option<TimestampFormat>) {
        match date_text(time, format) {
            Some(text) => self.json_plain_string(&text),
            None => self.json_epoch_seconds(time),
        }
    }

    /// A number, with as many digits after the point as it takes.
    fn json_epoch_seconds(&mut self, time: &DateTime) {
        let (mut seconds, mut nanos) = (time.secs(), time.subsec_nanos());
        if seconds < 0 && nanos > 0 {
            // Nanoseconds count forward even before 1970, digits after a point count away from zero.
            seconds += 1;
            nanos = 1_000_000_000 - nanos;
            if seconds == 0 {
                self.bytes.push(b'-');
            }
        }
        self.json_integer(seconds);
        if nanos > 0 {
            let digits = format!(".{nanos:09}");
            self.bytes
                .extend_from_slice(digits.trim_end_matches('0').as_bytes());
        }
    }
}
