//! Structures written by hand, and one line to read or write anything.

use std::collections::HashMap;
use std::fmt::Write as _;

use aws_smithy_types::{Blob, DateTime};
use smithwright_runtime::codec::{Format, ReadError, Reader, Writer};
use smithwright_runtime::schema::{Kind, Location, Member, Schema, Shape, TimestampFormat};
use smithwright_runtime::value::{MemberVisitor, MemberVisitorMut, Structure, Value};

pub(crate) static BOOLEAN: Shape = Shape::new("Boolean", Kind::Boolean);
pub(crate) static INTEGER: Shape = Shape::new("Integer", Kind::Integer);
pub(crate) static FLOAT: Shape = Shape::new("Float", Kind::Float);
pub(crate) static STRING: Shape = Shape::new("String", Kind::String);
pub(crate) static BLOB: Shape = Shape::new("Blob", Kind::Blob);
pub(crate) static TIMESTAMP: Shape = Shape::new("Timestamp", Kind::Timestamp);
pub(crate) static DATE_TIME: Shape =
    Shape::new("DateTime", Kind::Timestamp).timestamp_format(TimestampFormat::DateTime);
pub(crate) static HTTP_DATE: Shape =
    Shape::new("HttpDate", Kind::Timestamp).timestamp_format(TimestampFormat::HttpDate);
pub(crate) static STRUCTURE: Shape = Shape::new("Structure", Kind::Structure);
pub(crate) static STRINGS: Shape = Shape::list("Strings", &STRING);
pub(crate) static INTEGERS: Shape = Shape::list("Integers", &INTEGER);
pub(crate) static STRUCTURES: Shape = Shape::list("Structures", &STRUCTURE);
pub(crate) static STRING_MAP: Shape = Shape::map("StringMap", &STRING, &STRING);
pub(crate) static DATE_MAP: Shape = Shape::map("DateMap", &STRING, &DATE_TIME);

/// States a structure of optional fields.
macro_rules! structure {
    ($name:ident { $($field:ident: $type:ty = $member:expr),* $(,)? }) => {
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>),*
        }

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                static SCHEMA: Schema = Schema {
                    name: stringify!($name),
                    members: &[$($member),*],
                    fields: &[$(stringify!($field)),*],
                    sensitive: false,
                    union: false,
                };
                &SCHEMA
            }

            fn visit_members(&self, visitor: MemberVisitor<'_>) {
                visitor.visit(&[$(&self.$field),*]);
            }

            fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
                visitor.visit(&mut [$(&mut self.$field),*]);
            }
        }
    };
}

structure!(Everything {
    flag: bool = Member::new("Flag", &BOOLEAN),
    byte: i8 = Member::new("Byte", &INTEGER),
    port: i32 = Member::new("Port", &INTEGER),
    size: i64 = Member::new("Size", &INTEGER),
    single: f32 = Member::new("Single", &FLOAT),
    double: f64 = Member::new("Double", &FLOAT),
    name: String = Member::new("Name", &STRING),
    blob: Blob = Member::new("Blob", &BLOB),
    time: DateTime = Member::new("Time", &TIMESTAMP),
    list: Vec<String> = Member::new("List", &STRINGS),
    sparse: Vec<Option<i32>> = Member::new("Sparse", &INTEGERS),
    map: HashMap<String, String> = Member::new("Map", &STRING_MAP),
    nested: Vec<Everything> = Member::new("Nested", &STRUCTURES),
});

structure!(Pair {
    key: String = Member::new("Key", &STRING),
    value: String = Member::new("Value", &STRING),
});

structure!(Spread {
    id: String = Member::new("Id", &STRING).at(Location::Label),
    name: String = Member::new("Name", &STRING),
    status: i32 = Member::new("Status", &INTEGER).at(Location::StatusCode),
});

structure!(Dates {
    moment: DateTime = Member::new("Moment", &DATE_TIME),
    header: DateTime = Member::new("Header", &HTTP_DATE),
    each: HashMap<String, DateTime> = Member::new("Each", &DATE_MAP),
});

/// A structure of thirty members, which no single-byte head of CBOR can count.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Wide {
    pub(crate) fields: [Option<i32>; 30],
}

/// The names of its members.
pub(crate) const NAMES: [&str; 30] = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "aa",
    "bb",
    "cc",
    "a name that is longer than twenty-three bytes",
];

const WIDE: [Member; 30] = {
    let mut members = [const { Member::new("", &INTEGER) }; 30];
    let mut index = 0;
    while index < NAMES.len() {
        members[index] = Member::new(NAMES[index], &INTEGER);
        index += 1;
    }
    members
};

impl Structure for Wide {
    fn schema(&self) -> &'static Schema {
        static SCHEMA: Schema = Schema {
            name: "Wide",
            members: &WIDE,
            fields: &[], // nothing prints it
            sensitive: false,
            union: false,
        };
        &SCHEMA
    }

    fn visit_members(&self, visitor: MemberVisitor<'_>) {
        visitor.visit(&self.fields.each_ref().map(|field| field as &dyn Value));
    }

    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
        visitor.visit(&mut self.fields.each_mut().map(|field| field as &mut dyn Value));
    }
}

/// Reads the whole body as one value.
pub(crate) fn read<T: Value>(
    format: Format,
    bytes: &[u8],
    shape: &'static Shape,
) -> Result<T, ReadError> {
    let mut reader = Reader::new(format, bytes);
    let mut value = T::blank();
    value.read(&mut reader, shape)?;
    reader.end()?;
    Ok(value)
}

pub(crate) fn from_json<T: Value>(json: &str, shape: &'static Shape) -> Result<T, ReadError> {
    read(Format::Json, json.as_bytes(), shape)
}

pub(crate) fn from_hex<T: Value>(hex: &str, shape: &'static Shape) -> Result<T, ReadError> {
    read(Format::Cbor, &unhex(hex), shape)
}

/// Passes over the whole body.
pub(crate) fn skip(format: Format, bytes: &[u8]) -> Result<(), ReadError> {
    let mut reader = Reader::new(format, bytes);
    reader.skip()?;
    reader.end()
}

pub(crate) fn write(format: Format, value: &dyn Value, shape: &'static Shape) -> Vec<u8> {
    let mut writer = Writer::new(format);
    writer.value(value.view(), shape);
    writer.finish()
}

pub(crate) fn to_json(value: &dyn Value, shape: &'static Shape) -> String {
    String::from_utf8(write(Format::Json, value, shape)).expect("JSON is UTF-8")
}

pub(crate) fn to_hex(value: &dyn Value, shape: &'static Shape) -> String {
    let mut hex = String::new();
    for byte in write(Format::Cbor, value, shape) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

pub(crate) fn unhex(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex
        .chars()
        .map(|digit| digit.to_digit(16).expect("hex"))
        .collect();
    let bytes = digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]));
    bytes
        .collect::<Result<_, _>>()
        .expect("two digits make a byte")
}
