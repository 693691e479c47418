//! How much reading allocates. One test, because the count is of the whole process.

#![allow(missing_docs, deprecated, unreachable_pub)]

use std::alloc::System;
use std::collections::HashMap;
use std::hint::black_box;

use smithwright_runtime::codec::{Format, MEMORY, MEMORY_A_BYTE, ReadError, Reader};
use smithwright_runtime::schema::{Kind, Member, STRUCTURE, Schema, Shape};
use smithwright_runtime::value::{MemberVisitor, MemberVisitorMut, Structure, Value};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static STRING: Shape = Shape::new("String", Kind::String);
static BLOB: Shape = Shape::new("Blob", Kind::Blob);
static STRINGS: Shape = Shape::list("Strings", &STRING);
static MAP: Shape = Shape::map("Map", &STRING, &STRING);
static LISTS: Shape = Shape::list("Lists", &STRINGS);
static MAPS: Shape = Shape::list("Maps", &MAP);
static WIDES: Shape = Shape::list("Wides", &STRUCTURE);
static BY_NAME: Shape = Shape::map("ByName", &STRING, &STRUCTURE);

/// A structure that takes a kilobyte, as wide ones do.
#[derive(Clone, Debug)]
pub struct Wide {
    pub a: Option<String>,
    pub inner: Option<Box<Wide>>,
    pub padding: [u64; 120],
}

impl Structure for Wide {
    fn schema(&self) -> &'static Schema {
        static SCHEMA: Schema = Schema {
            name: "Wide",
            members: &[Member::new("a", &STRING), Member::structure("i")],
            fields: &["a", "inner"],
            sensitive: false,
            union: false,
        };
        &SCHEMA
    }

    fn visit_members(&self, visitor: MemberVisitor<'_>) {
        visitor.visit(&[&self.a, &self.inner]);
    }

    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
        visitor.visit(&mut [&mut self.a, &mut self.inner]);
    }
}

impl Default for Wide {
    fn default() -> Self {
        Self {
            a: None,
            inner: None,
            padding: [0; 120],
        }
    }
}

smithwright_runtime::boxed! { Wide }

fn read<T: Value>(format: Format, bytes: &[u8], shape: &'static Shape) -> Result<T, ReadError> {
    let mut reader = Reader::new(format, bytes);
    let mut value = T::blank();
    value.read(&mut reader, shape)?;
    Ok(value)
}

/// What is allocated while the value is read.
fn allocated<T: Value>(format: Format, bytes: &[u8], shape: &'static Shape) -> Stats {
    let region = Region::new(ALLOCATOR);
    let value = black_box(read::<T>(format, bytes, shape));
    let stats = region.change();
    drop(value);
    stats
}

#[track_caller]
fn check_claim(hex: &[u8]) {
    let mut body = hex.to_vec();
    body.extend_from_slice(&[0x61; 64]);
    let total = [
        allocated::<String>(Format::Cbor, &body, &STRING),
        allocated::<aws_smithy_types::Blob>(Format::Cbor, &body, &BLOB),
        allocated::<Vec<String>>(Format::Cbor, &body, &STRINGS),
        allocated::<std::collections::HashMap<String, String>>(Format::Cbor, &body, &MAP),
    ];
    for stats in total {
        assert!(stats.bytes_allocated < 4096, "{hex:02x?}: {stats:?}");
    }
}

/// More than there is room for in a megabyte each.
const MANY: usize = 50_000;

/// What may be allocated to read this body. An error, and the texts themselves, come on top.
fn limit(body: &[u8]) -> usize {
    MEMORY + MEMORY_A_BYTE * body.len() + body.len() + 1024
}

#[track_caller]
fn check_refused<T: Value>(format: Format, body: &[u8], shape: &'static Shape) {
    let error = read::<T>(format, body, shape).err().expect("too much");
    assert!(
        error.found().starts_with("a body that takes more"),
        "{error}"
    );
    check_bounded::<T>(format, body, shape);
}

#[track_caller]
fn check_read<T: Value>(format: Format, body: &[u8], shape: &'static Shape) {
    assert!(read::<T>(format, body, shape).is_ok());
    check_bounded::<T>(format, body, shape);
}

#[track_caller]
fn check_bounded<T: Value>(format: Format, body: &[u8], shape: &'static Shape) {
    let stats = allocated::<T>(format, body, shape);
    assert!(stats.bytes_allocated <= limit(body), "{stats:?}");
}

#[test]
fn reading_allocates_what_is_there_and_no_more() {
    // Heads that announce up to 2^64 bytes, items or entries.
    for major in [0x40, 0x60, 0x80, 0xa0] {
        check_claim(&[major | 0x19, 0xff, 0xff]);
        check_claim(&[major | 0x1a, 0xff, 0xff, 0xff, 0xff]);
        check_claim(&[major | 0x1b, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff]);
        check_claim(&[major | 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        check_claim(&[
            0x9f,
            major | 0x1b,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
        ]);
    }

    // Values that take more than the bytes that they stand for.
    let many = |cbor: &[u8], json: &str| {
        let cbor = [&[0x9f], &*cbor.repeat(MANY), &[0xff]].concat();
        let json = format!("[{json}{}]", format!(",{json}").repeat(MANY - 1));
        [(Format::Cbor, cbor), (Format::Json, json.into_bytes())]
    };
    for (format, body) in many(b"\xa0", "{}") {
        check_refused::<Vec<Wide>>(format, &body, &WIDES);
        check_refused::<Vec<Option<Wide>>>(format, &body, &WIDES);
    }
    for (format, body) in many(b"\xf6", "null") {
        check_refused::<Vec<Option<Wide>>>(format, &body, &WIDES);
        check_read::<Vec<Wide>>(format, &body, &WIDES);
    }
    for (format, body) in many(b"\xa1\x61i\xa0", r#"{"i":{}}"#) {
        check_refused::<Vec<Wide>>(format, &body, &WIDES);
    }
    for (format, body) in many(b"\xa1\x60\x60", r#"{"":""}"#) {
        check_bounded::<Vec<HashMap<String, String>>>(format, &body, &MAPS);
    }
    for (format, body) in many(b"\x81\x60", r#"[""]"#) {
        check_bounded::<Vec<Vec<String>>>(format, &body, &LISTS);
    }
    // One after the other, each in place of the one before.
    for (format, body) in many(b"\xa2\x61i\xa0\x61i\xa0", r#"{"i":{},"i":{}}"#) {
        check_refused::<Vec<Wide>>(format, &body, &WIDES);
    }
    let (mut cbor, mut json) = (vec![0xbf], String::from("{"));
    for key in 0..50_000_u32 {
        cbor.extend([&[0x65][..], format!("{key:05}").as_bytes(), &[0xa0]].concat());
        json.push_str(&format!("\"{key}\":{{}},"));
    }
    cbor.push(0xff);
    json.replace_range(json.len() - 1.., "}");
    check_refused::<HashMap<String, Wide>>(Format::Cbor, &cbor, &BY_NAME);
    check_refused::<HashMap<String, Wide>>(Format::Json, json.as_bytes(), &BY_NAME);
    // What a service may send, many times over.
    for (format, body) in many(b"\x61a", "\"a\"") {
        check_read::<Vec<String>>(format, &body, &STRINGS);
    }
    for (format, body) in many(b"\x80", "[]") {
        check_read::<Vec<Vec<String>>>(format, &body, &LISTS);
    }
    let body = [&[0x9f], &*b"\xa1\x61a\x61x".repeat(8000), &[0xff]].concat();
    check_read::<Vec<Wide>>(Format::Cbor, &body, &WIDES);

    // A string is allocated once and exactly.
    let json = format!("\"{}\"", "x".repeat(1000));
    let stats = allocated::<String>(Format::Json, json.as_bytes(), &STRING);
    assert_eq!((stats.allocations, stats.bytes_allocated), (1, 1000));
    let cbor = [&[0x79, 0x03, 0xe8][..], &[b'x'; 1000]].concat();
    let stats = allocated::<String>(Format::Cbor, &cbor, &STRING);
    assert_eq!((stats.allocations, stats.bytes_allocated), (1, 1000));

    // One with escapes too, and for no more than its bytes.
    let json = format!("\"{}\"", "\\n".repeat(500));
    let stats = allocated::<String>(Format::Json, json.as_bytes(), &STRING);
    assert_eq!((stats.allocations, stats.reallocations), (1, 0));
    assert!(stats.bytes_allocated <= 1000, "{stats:?}");

    // Passing over a value allocates nothing.
    let json = br#"{"a":["x",1,{"b":null}],"c":"\u00e9"}"#;
    let region = Region::new(ALLOCATOR);
    let skipped = Reader::new(Format::Json, json).skip();
    assert_eq!(region.change().allocations, 0);
    assert!(skipped.is_ok());
}
