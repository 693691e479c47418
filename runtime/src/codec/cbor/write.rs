//! Writes CBOR, byte for byte as the official crates do: structures are maps of indefinite length, maps and lists have
//! a definite length, and heads are as short as possible.
//!
//! Never here: which members of a structure are written.

use aws_smithy_types::DateTime;

use super::{BREAK, FALSE, NULL, TRUE, info, major};
use crate::codec::writer::{Writer, is_in_body};
use crate::schema::{Member, Shape};
use crate::value::{List, Map, Value, View};

/// The tag of seconds since 1970.
const EPOCH_SECONDS: u64 = 1;
/// The head of a map of indefinite length.
const STRUCTURE: u8 = (major::MAP << 5) | info::INDEFINITE;
const FLOAT: u8 = 0xfa;
const DOUBLE: u8 = 0xfb;

impl Writer {
    pub(in crate::codec) fn cbor_members(
        &mut self,
        members: &'static [Member],
        values: &[&dyn Value],
    ) {
        self.bytes.push(STRUCTURE);
        for (member, value) in members.iter().zip(values) {
            let view = value.view();
            if is_in_body(member, &view) {
                self.cbor_text(member.name);
                self.cbor_value(&view, member.shape);
            }
        }
        self.bytes.push(BREAK);
    }

    pub(in crate::codec) fn cbor_value(&mut self, view: &View<'_>, shape: &'static Shape) {
        match *view {
            // Documents: see `crate::codec::document`.
            View::Unset | View::Document(_) => self.bytes.push(NULL),
            View::Boolean(true) => self.bytes.push(TRUE),
            View::Boolean(false) => self.bytes.push(FALSE),
            View::Integer(number) => self.cbor_integer(number),
            View::Float(number) => {
                self.bytes.push(FLOAT);
                self.bytes.extend_from_slice(&number.to_be_bytes());
            }
            View::Double(number) => self.cbor_double(number),
            View::String(text) => self.cbor_text(text),
            View::Blob(blob) => {
                self.cbor_head(major::BYTES, blob.len() as u64);
                self.bytes.extend_from_slice(blob);
            }
            View::Timestamp(time) => self.cbor_timestamp(time),
            View::List(list) => self.cbor_list(list, shape.items.unwrap_or(shape)),
            View::Map(map) => self.cbor_map(map, shape.items.unwrap_or(shape)),
            View::Structure(structure) => self.structure(structure),
        }
    }

    fn cbor_list(&mut self, list: &dyn List, items: &'static Shape) {
        self.cbor_head(major::LIST, list.len() as u64);
        for index in 0..list.len() {
            self.cbor_value(&list.item(index), items);
        }
    }

    fn cbor_map(&mut self, map: &dyn Map, values: &'static Shape) {
        self.cbor_head(major::MAP, map.len() as u64);
        map.each(&mut |key, view| {
            self.cbor_text(key);
            self.cbor_value(&view, values);
        });
    }

    fn cbor_integer(&mut self, number: i64) {
        // The bits of -1 - number are those of number, inverted.
        match u64::try_from(number) {
            Ok(number) => self.cbor_head(major::UNSIGNED, number),
            Err(_) => self.cbor_head(major::NEGATIVE, (!number).unsigned_abs()),
        }
    }

    fn cbor_double(&mut self, number: f64) {
        self.bytes.push(DOUBLE);
        self.bytes.extend_from_slice(&number.to_be_bytes());
    }

    fn cbor_text(&mut self, text: &str) {
        self.cbor_head(major::TEXT, text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A floating-point number even for whole seconds, as the official crates write it.
    fn cbor_timestamp(&mut self, time: &DateTime) {
        self.cbor_head(major::TAG, EPOCH_SECONDS);
        self.cbor_double(time.as_secs_f64());
    }

    /// The head of an item: its type, and its value or length in as few bytes as it takes.
    #[inline]
    fn cbor_head(&mut self, major: u8, argument: u64) {
        let [.., low] = argument.to_be_bytes();
        if argument < u64::from(info::ONE_BYTE) {
            self.bytes.push((major << 5) | low);
        } else {
            self.cbor_long_head(major << 5, argument);
        }
    }

    fn cbor_long_head(&mut self, major: u8, argument: u64) {
        let bytes = argument.to_be_bytes();
        let [.., b3, b2, b1, b0] = bytes;
        match argument {
            0..=0xff => self.bytes.extend_from_slice(&[major | info::ONE_BYTE, b0]),
            0x100..=0xffff => self
                .bytes
                .extend_from_slice(&[major | info::TWO_BYTES, b1, b0]),
            0x1_0000..=0xffff_ffff => {
                self.bytes
                    .extend_from_slice(&[major | info::FOUR_BYTES, b3, b2, b1, b0]);
            }
            _ => {
                self.bytes.push(major | info::EIGHT_BYTES);
                self.bytes.extend_from_slice(&bytes);
            }
        }
    }
}
