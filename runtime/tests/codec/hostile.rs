//! Bytes that mean harm: whatever they are, reading ends, and without a panic.

use aws_smithy_types::{Blob, DateTime};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use smithwright_runtime::codec::Format;
use smithwright_runtime::schema::Shape;
use smithwright_runtime::value::Value;

use crate::support::{
    BLOB, BOOLEAN, DATE_TIME, Everything, FLOAT, HTTP_DATE, INTEGER, STRING, STRING_MAP, STRUCTURE,
    TIMESTAMP, Wide, read, skip, write,
};

const FORMATS: [Format; 2] = [Format::Json, Format::Cbor];

/// Reads the bytes as everything there is. The results do not matter.
fn read_as_everything(bytes: &[u8]) {
    fn read_as<T: Value>(format: Format, bytes: &[u8], shape: &'static Shape) {
        if let Err(error) = read::<T>(format, bytes, shape) {
            assert!(error.offset() <= bytes.len() && !error.to_string().is_empty());
        }
    }
    for format in FORMATS {
        read_as::<Everything>(format, bytes, &STRUCTURE);
        read_as::<Wide>(format, bytes, &STRUCTURE);
        read_as::<bool>(format, bytes, &BOOLEAN);
        read_as::<Option<i8>>(format, bytes, &INTEGER);
        read_as::<i64>(format, bytes, &INTEGER);
        read_as::<f32>(format, bytes, &FLOAT);
        read_as::<f64>(format, bytes, &FLOAT);
        read_as::<String>(format, bytes, &STRING);
        read_as::<Blob>(format, bytes, &BLOB);
        read_as::<std::collections::HashMap<String, String>>(format, bytes, &STRING_MAP);
        for shape in [&TIMESTAMP, &DATE_TIME, &HTTP_DATE] {
            read_as::<DateTime>(format, bytes, shape);
        }
        let _ = skip(format, bytes);
    }
}

fn sample() -> Everything {
    Everything {
        flag: Some(true),
        byte: Some(-1),
        port: Some(65535),
        size: Some(i64::MIN),
        single: Some(1.5),
        double: Some(-1e100),
        name: Some("a \"name\" with 🎮 and \\ and \u{1}".to_owned()),
        blob: Some(Blob::new([1, 2, 3, 255])),
        time: Some(DateTime::from_secs_and_nanos(1_700_000_000, 123_000_000)),
        list: Some(vec!["one".to_owned(), "two".repeat(20)]),
        sparse: Some(vec![Some(1), None]),
        map: Some([("key".to_owned(), "value".to_owned())].into()),
        nested: Some(vec![Everything::default(), Everything::default()]),
    }
}

#[test]
fn every_beginning_of_a_body_is_an_error() {
    for format in FORMATS {
        let bytes = write(format, &sample(), &STRUCTURE);
        for length in 0..bytes.len() {
            assert!(
                read::<Everything>(format, &bytes[..length], &STRUCTURE).is_err(),
                "{length}"
            );
            assert!(skip(format, &bytes[..length]).is_err(), "{length}");
        }
    }
}

#[test]
fn every_single_byte_may_be_anything() {
    for format in FORMATS {
        let bytes = write(format, &sample(), &STRUCTURE);
        for place in 0..bytes.len() {
            for byte in 0..=255 {
                let mut mutated = bytes.clone();
                mutated[place] = byte;
                let _ = read::<Everything>(format, &mutated, &STRUCTURE);
                let _ = skip(format, &mutated);
            }
        }
    }
}

#[test]
fn every_two_bytes_are_read_somehow() {
    for first in 0..=255 {
        for second in 0..=255 {
            read_as_everything(&[first, second]);
        }
    }
}

#[test]
fn a_million_open_brackets_do_not_exhaust_the_stack() {
    for byte in *b"[{\"\x81\x9f\xa1\xbf\xc1\xd8\x7f\x5f" {
        read_as_everything(&vec![byte; 1_000_000]);
    }
    read_as_everything("{\"Nested\":[".repeat(100_000).as_bytes());
    read_as_everything(&b"\xa1\x66Nested\x81".repeat(100_000));
    read_as_everything("{\"a\":".repeat(100_000).as_bytes());
}

#[test]
fn a_number_of_a_million_digits_is_read_in_no_time() {
    let digits = "9".repeat(1_000_000);
    for number in [
        digits.clone(),
        format!("0.{digits}"),
        format!("{digits}e-1000000"),
        format!("1e{digits}"),
    ] {
        read_as_everything(number.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_bytes(bytes in vec(any::<u8>(), 0..64)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn random_heads(bytes in vec(prop_oneof![Just(0xff_u8), 0xa0..0xbf_u8, 0x80..0x9f_u8, 0x58..0x7f_u8, 0..30_u8], 0..64)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn random_tokens(text in "([\\[\\]{}:,]|\"(Name|Nested|Port|Map|\\\\u12)\"|null|true|-?[0-9]{1,25}|e|\\.){0,20}") {
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn mutated_bodies(
        format in prop_oneof![Just(Format::Json), Just(Format::Cbor)],
        edits in vec((any::<Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let mut bytes = write(format, &sample(), &STRUCTURE);
        for (index, byte, kind) in edits {
            let place = index.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 if bytes.len() > 1 => drop(bytes.remove(place)),
                _ => bytes.swap(place, usize::from(byte) % 8),
            }
        }
        read_as_everything(&bytes);
    }
}
