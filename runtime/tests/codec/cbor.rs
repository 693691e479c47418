//! CBOR: what is read and written, case by case. Most bytes are those of RFC 8949, appendix A.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime};
use smithwright_runtime::codec::{Format, Reader};
use smithwright_runtime::schema::Shape;
use smithwright_runtime::value::Value;

use crate::support::{
    BLOB, BOOLEAN, FLOAT, INTEGER, INTEGERS, Pair, STRING, STRING_MAP, STRINGS, STRUCTURE,
    TIMESTAMP, from_hex, skip, to_hex, unhex,
};

#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "most callers have a literal")]
fn reads<T: Value + PartialEq + std::fmt::Debug>(hex: &str, shape: &'static Shape, expected: T) {
    match from_hex::<T>(hex, shape) {
        Ok(value) => assert_eq!(value, expected, "{hex}"),
        Err(error) => panic!("{hex}: {error}"),
    }
}

#[track_caller]
fn refuses<T: Value>(hexes: &[&str], shape: &'static Shape) {
    for hex in hexes {
        assert!(from_hex::<T>(hex, shape).is_err(), "{hex} was read");
    }
}

#[test]
fn whole_numbers_in_every_width() {
    let vectors = [
        ("00", 0),
        ("01", 1),
        ("0a", 10),
        ("17", 23),
        ("1818", 24),
        ("1819", 25),
        ("1864", 100),
        ("1903e8", 1000),
        ("1a000f4240", 1_000_000),
        ("1b000000e8d4a51000", 1_000_000_000_000),
        ("1b7fffffffffffffff", i64::MAX),
        ("20", -1),
        ("29", -10),
        ("3863", -100),
        ("3903e7", -1000),
        ("3b7fffffffffffffff", i64::MIN),
    ];
    for (hex, number) in vectors {
        reads(hex, &INTEGER, number);
        assert_eq!(to_hex(&number, &INTEGER), hex);
    }
}

#[test]
fn whole_numbers_in_needless_width() {
    reads("1800", &INTEGER, 0_i64);
    reads("1b0000000000000001", &INTEGER, 1_i64);
    reads("3a00000000", &INTEGER, -1_i64);
}

#[test]
fn whole_numbers_that_do_not_fit() {
    refuses::<i64>(
        &[
            "1bffffffffffffffff",
            "1b8000000000000000",
            "3bffffffffffffffff",
        ],
        &INTEGER,
    );
    refuses::<i64>(
        &["c249010000000000000000", "6131", "f6", "80", "f4"],
        &INTEGER,
    );
    refuses::<i8>(&["1880", "3880"], &INTEGER);
    refuses::<i64>(
        &["f93e00", "f97c00", "f97e00", "fb43e0000000000000"],
        &INTEGER,
    );
}

#[test]
fn whole_numbers_spelled_as_floats() {
    reads("f93c00", &INTEGER, 1_i64);
    reads("fbc3e0000000000000", &INTEGER, i64::MIN);
}

#[test]
fn floats_in_every_width() {
    let vectors = [
        ("f90000", 0.0),
        ("f98000", -0.0),
        ("f93c00", 1.0),
        ("f93e00", 1.5),
        ("f97bff", 65504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f90400", 0.000_061_035_156_25),
        ("f9c400", -4.0),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fa47c35000", 100_000.0),
        ("fa7f7fffff", 3.402_823_466_385_288_6e38),
        ("fa7f800000", f64::INFINITY),
        ("fb3ff199999999999a", 1.1),
        ("fb7e37e43c8800759c", 1.0e300),
        ("fbc010666666666666", -4.1),
        ("fbfff0000000000000", f64::NEG_INFINITY),
        ("1864", 100.0),
        ("3863", -100.0),
        ("1bffffffffffffffff", 18_446_744_073_709_551_615.0),
    ];
    for (hex, number) in vectors {
        let read = from_hex::<f64>(hex, &FLOAT).map(f64::to_bits);
        assert_eq!(read.ok(), Some(f64::to_bits(number)), "{hex}");
    }
    for hex in ["f97e00", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(from_hex::<f64>(hex, &FLOAT).is_ok_and(f64::is_nan), "{hex}");
    }
}

#[test]
fn every_half_float_is_read_exactly() {
    for bits in 0..=u16::MAX {
        let read = from_hex::<f32>(&format!("f9{bits:04x}"), &FLOAT).expect("it is valid");
        let (exponent, fraction) = (i32::from(bits >> 10) & 0x1f, f32::from(bits & 0x3ff));
        let magnitude = match exponent {
            0 => fraction * 2_f32.powi(-24),
            31 if fraction > 0.0 => f32::NAN,
            31 => f32::INFINITY,
            _ => (1024.0 + fraction) * 2_f32.powi(exponent - 25),
        };
        assert_eq!(read.is_nan(), magnitude.is_nan(), "{bits:04x}");
        assert!(
            read.is_nan() || read.abs().to_bits() == magnitude.to_bits(),
            "{bits:04x}"
        );
        assert_eq!(read.is_sign_negative(), bits >= 0x8000, "{bits:04x}");
    }
}

#[test]
fn floats_are_written_as_their_type() {
    assert_eq!(to_hex(&1.5_f32, &FLOAT), "fa3fc00000");
    assert_eq!(to_hex(&1.5_f64, &FLOAT), "fb3ff8000000000000");
}

#[test]
fn simple_values() {
    reads("f4", &BOOLEAN, false);
    reads("f5", &BOOLEAN, true);
    assert_eq!(to_hex(&true, &BOOLEAN), "f5");
    assert_eq!(to_hex(&false, &BOOLEAN), "f4");
    refuses::<bool>(&["f6", "f0", "01", "f814", "d5", "15"], &BOOLEAN);
}

#[test]
fn undefined_is_null() {
    for hex in ["f6", "f7", "c1f6", "d818f7"] {
        reads(hex, &INTEGER, None::<i64>);
    }
    assert_eq!(to_hex(&None::<i64>, &INTEGER), "f6");
}

#[test]
fn text() {
    for (hex, text) in [
        ("60", ""),
        ("6161", "a"),
        ("6449455446", "IETF"),
        ("62225c", "\"\\"),
        ("62c3bc", "ü"),
        ("63e6b0b4", "水"),
        ("64f0908591", "𐅑"),
    ] {
        reads(hex, &STRING, text.to_owned());
        assert_eq!(to_hex(&text.to_owned(), &STRING), hex);
    }
    refuses::<String>(&["4161", "61ff", "62c3", "01", "f6", "", "62"], &STRING);
}

#[test]
fn text_in_chunks() {
    reads(
        "7f657374726561646d696e67ff",
        &STRING,
        "streaming".to_owned(),
    );
    reads("7fff", &STRING, String::new());
    // A chunk is of the same type and of definite length, and holds whole characters.
    refuses::<String>(
        &[
            "7f4161ff",
            "7f7f6161ffff",
            "7f61c361bcff",
            "7f6161",
            "7fc06161ff",
        ],
        &STRING,
    );
}

#[test]
fn long_text_has_the_shortest_head() {
    for (length, head) in [
        (23, "77"),
        (24, "7818"),
        (255, "78ff"),
        (256, "790100"),
        (65536, "7a00010000"),
    ] {
        let text = "x".repeat(length);
        let hex = to_hex(&text, &STRING);
        assert!(hex.starts_with(head), "{length}");
        reads(&hex, &STRING, text);
    }
}

#[test]
fn blobs() {
    reads("40", &BLOB, Blob::new([]));
    reads("4401020304", &BLOB, Blob::new([1, 2, 3, 4]));
    reads("5f42010243030405ff", &BLOB, Blob::new([1, 2, 3, 4, 5]));
    assert_eq!(to_hex(&Blob::new([1, 2, 3, 4]), &BLOB), "4401020304");
    refuses::<Blob>(
        &["6161", "44010203", "5f6161ff", "5bffffffffffffffff00"],
        &BLOB,
    );
}

#[test]
fn lists() {
    let numbers = || (1..=25).collect::<Vec<i64>>();
    reads("80", &INTEGERS, Vec::<i64>::new());
    reads("83010203", &INTEGERS, vec![1_i64, 2, 3]);
    reads(
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        &INTEGERS,
        numbers(),
    );
    reads(
        "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
        &INTEGERS,
        numbers(),
    );
    reads("9fff", &INTEGERS, Vec::<i64>::new());
    let bytes = "98190102030405060708090a0b0c0d0e0f101112131415161718181819";
    assert_eq!(to_hex(&numbers(), &INTEGERS), bytes);
    refuses::<Vec<i64>>(
        &["8301", "9f01", "82ff01", "ff", "a0", "9bffffffffffffffff"],
        &INTEGERS,
    );
}

#[test]
fn nested_lists() {
    static NESTED: Shape = Shape::list("Nested", &INTEGERS);
    for hex in [
        "8381018202038204 05",
        "9f8101820203820405ff",
        "83810182 02039f0405ff",
    ] {
        let hex = hex.replace(' ', "");
        reads(&hex, &NESTED, vec![vec![1_i64], vec![2, 3], vec![4, 5]]);
    }
}

#[test]
fn maps() {
    let letters = || ["a", "b", "c", "d", "e"].map(|key| (key.to_owned(), key.to_uppercase()));
    let hex = "a56161614161626142616361436164614461656145";
    reads(hex, &STRING_MAP, HashMap::from(letters()));
    let hex = "bf6161614161626142616361436164614461656145ff";
    reads(hex, &STRING_MAP, HashMap::from(letters()));
    refuses::<HashMap<String, String>>(
        &["a1016161", "bf6161ff", "a16161", "bbffffffffffffffff", "80"],
        &STRING_MAP,
    );
}

#[test]
fn structures_of_indefinite_length() {
    let expected = Pair {
        key: Some("k".to_owned()),
        value: Some("v".to_owned()),
    };
    reads(
        "bf634b6579616b6556616c75656176ff",
        &STRUCTURE,
        expected.clone(),
    );
    // A key in chunks, a key with a needlessly long head, a tag before a key.
    reads(
        "bf7f624b656179ff616b780556616c7565c06176ff",
        &STRUCTURE,
        expected.clone(),
    );
    reads("a2c0634b6579616bd8206556616c75656176", &STRUCTURE, expected);
}

#[test]
fn timestamps() {
    let times = [
        ("c11a514b67b0", DateTime::from_secs(1_363_896_240)),
        (
            "c1fb41d452d9ec200000",
            DateTime::from_secs_and_nanos(1_363_896_240, 500_000_000),
        ),
        ("c1f93e00", DateTime::from_secs_and_nanos(1, 500_000_000)),
        (
            "c1fabfc00000",
            DateTime::from_secs_and_nanos(-2, 500_000_000),
        ),
        ("c120", DateTime::from_secs(-1)),
        (
            "fb41d452d9ec200000",
            DateTime::from_secs_and_nanos(1_363_896_240, 500_000_000),
        ),
    ];
    for (hex, time) in times {
        reads(hex, &TIMESTAMP, time);
    }
    refuses::<DateTime>(
        &[
            "c1f97e00",
            "c1f97c00",
            "c1fb7e37e43c8800759c",
            "c16131",
            "c1f6",
        ],
        &TIMESTAMP,
    );
    refuses::<DateTime>(
        &["c11bffffffffffffffff", "c1", "c13bffffffffffffffff"],
        &TIMESTAMP,
    );
}

#[test]
fn timestamps_are_cut_to_milliseconds() {
    // The protocol test RpcV2CborDateTimeWithFractionalSeconds: 2000-01-02T20:34:56.123Z, and a bit more.
    let time = DateTime::from_secs_and_nanos(946_845_296, 123_000_000);
    reads("c1fb41cc37db380fbe77", &TIMESTAMP, time);
    reads(
        &to_hex(&DateTime::from_secs_f64(1.234_999_9), &TIMESTAMP),
        &TIMESTAMP,
        from_millis(1, 234),
    );
}

#[test]
fn no_millisecond_is_lost_to_rounding() {
    for seconds in [
        0,
        1,
        946_845_296,
        1_763_600_000,
        253_402_300_799,
        -62_135_596_800,
    ] {
        for millis in 0..1000 {
            let time = from_millis(seconds, millis);
            reads(&to_hex(&time, &TIMESTAMP), &TIMESTAMP, time);
        }
    }
}

#[test]
fn timestamps_are_written_as_tagged_doubles() {
    let time = DateTime::from_secs_and_nanos(1_363_896_240, 500_000_000);
    assert_eq!(to_hex(&time, &TIMESTAMP), "c1fb41d452d9ec200000");
}

#[test]
fn other_tags_mean_nothing() {
    reads(
        "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
        &STRING,
        "http://www.example.com".to_owned(),
    );
    reads("d74401020304", &BLOB, Blob::new([1, 2, 3, 4]));
    reads("d9d9f7c2c3da00000001820102", &INTEGERS, vec![1_i64, 2]);
    reads("82d81801c102", &INTEGERS, vec![1_i64, 2]);
    reads("81c06161", &STRINGS, vec!["a".to_owned()]);
}

#[test]
fn every_well_formed_item_is_skipped() {
    let items = [
        "1bffffffffffffffff",
        "c249010000000000000000",
        "3bffffffffffffffff",
        "c349010000000000000000",
        "f90000",
        "fa47c35000",
        "fb3ff199999999999a",
        "f4",
        "f6",
        "f7",
        "f0",
        "f8ff",
        "f820",
        "c074323031332d30332d32315432303a30343a30305a",
        "c11a514b67b0",
        "c1fb41d452d9ec200000",
        "d74401020304",
        "d818456449455446",
        "40",
        "4401020304",
        "60",
        "80",
        "83010203",
        "8301820203820405",
        "a0",
        "a201020304",
        "a26161016162820203",
        "826161a161626163",
        "5f42010243030405ff",
        "7f657374726561646d696e67ff",
        "9fff",
        "9f018202039f0405ffff",
        "9f01820203820405ff",
        "83018202039f0405ff",
        "83019f0203ff820405",
        "bf61610161629f0203ffff",
        "826161bf61626163ff",
        "bf6346756ef563416d7421ff",
        "a1820102f5",
    ];
    for hex in items {
        assert!(skip(Format::Cbor, &unhex(hex)).is_ok(), "{hex}");
    }
}

/// RFC 8949, appendix F.1: what is not well-formed.
#[test]
fn nothing_malformed_is_skipped() {
    let items = [
        "18",
        "19",
        "1a",
        "1b",
        "1901",
        "1a0102",
        "1b01020304050607",
        "38",
        "58",
        "78",
        "98",
        "9a01ff00",
        "b8",
        "d8",
        "f8",
        "f900",
        "fa0000",
        "fb000000",
        "41",
        "61",
        "5affffffff00",
        "5bffffffffffffffff010203",
        "7affffffff00",
        "7b7fffffffffffffff010203",
        "81",
        "818181818181818181",
        "8200",
        "a1",
        "a20102",
        "a100",
        "a2000000",
        "c0",
        "5f4100",
        "7f6100",
        "9f",
        "9f0102",
        "bf",
        "bf01020102",
        "819f",
        "9f8000",
        "9f9f9f9f9fffffffff",
        "9f819f819f9fffffff",
        "1c",
        "1d",
        "1e",
        "3c",
        "5c",
        "7c",
        "9c",
        "bc",
        "dc",
        "fc",
        "fd",
        "fe",
        "f800",
        "f801",
        "f818",
        "f81f",
        "5f00ff",
        "5f21ff",
        "5f6100ff",
        "5f80ff",
        "5fa0ff",
        "5fc000ff",
        "5fe0ff",
        "7f4100ff",
        "5f5f4100ffff",
        "7f7f6100ffff",
        "ff",
        "81ff",
        "8200ff",
        "a1ff",
        "a1ff00",
        "a100ff",
        "a20000ff",
        "9f81ff",
        "9f829f819f9fffffffff",
        "bf00ff",
        "bf000000ff",
        "1f",
        "3f",
        "df",
        "0000",
        "",
    ];
    for hex in items {
        assert!(skip(Format::Cbor, &unhex(hex)).is_err(), "{hex}");
    }
}

#[test]
fn nothing_may_follow() {
    refuses::<i64>(&["0100", "01f6", "01ff"], &INTEGER);
    let mut reader = Reader::new(Format::Cbor, &[0x01]);
    assert!(reader.end().is_err());
    assert!(reader.integer().is_ok() && reader.end().is_ok());
}

fn from_millis(seconds: i64, millis: u32) -> DateTime {
    DateTime::from_secs_and_nanos(seconds, millis * 1_000_000)
}
