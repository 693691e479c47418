//! How much reading allocates. One test, because the count is of the whole process.

use std::alloc::System;
use std::hint::black_box;

use smithwright_runtime::codec::{Format, ReadError, Reader};
use smithwright_runtime::schema::{Kind, Shape};
use smithwright_runtime::value::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static STRING: Shape = Shape::new("String", Kind::String);
static BLOB: Shape = Shape::new("Blob", Kind::Blob);
static STRINGS: Shape = Shape::list("Strings", &STRING);
static MAP: Shape = Shape::map("Map", &STRING, &STRING);

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
