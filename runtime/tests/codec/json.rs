//! JSON: what is read and written, case by case.

use aws_smithy_types::{Blob, DateTime};
use smithwright_runtime::codec::{Format, Reader};
use smithwright_runtime::schema::Shape;
use smithwright_runtime::value::Value;

use crate::support::{
    BLOB, BOOLEAN, DATE_TIME, Dates, FLOAT, HTTP_DATE, INTEGER, INTEGERS, STRING, STRUCTURE,
    TIMESTAMP, from_json, skip, to_json,
};

#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "most callers have a literal")]
fn reads<T: Value + PartialEq + std::fmt::Debug>(json: &str, shape: &'static Shape, expected: T) {
    match from_json::<T>(json, shape) {
        Ok(value) => assert_eq!(value, expected, "{json}"),
        Err(error) => panic!("{json}: {error}"),
    }
}

#[track_caller]
fn refuses<T: Value>(jsons: &[&str], shape: &'static Shape) {
    for json in jsons {
        assert!(from_json::<T>(json, shape).is_err(), "{json} was read");
    }
}

#[test]
fn booleans() {
    reads("true", &BOOLEAN, true);
    reads(" false ", &BOOLEAN, false);
    refuses::<bool>(
        &["tru", "True", "1", "\"true\"", "truefalse", "null", ""],
        &BOOLEAN,
    );
}

#[test]
fn whole_numbers() {
    reads("0", &INTEGER, 0_i64);
    reads("-0", &INTEGER, 0_i64);
    reads("42", &INTEGER, 42_i8);
    reads("999999999999999999", &INTEGER, 999_999_999_999_999_999_i64);
    reads("9223372036854775807", &INTEGER, i64::MAX);
    reads("-9223372036854775808", &INTEGER, i64::MIN);
}

#[test]
fn whole_numbers_spelled_as_something_else() {
    reads("1.0", &INTEGER, 1_i64);
    reads("1e3", &INTEGER, 1000_i64);
    reads("1.5E+1", &INTEGER, 15_i64);
    reads("1200e-2", &INTEGER, 12_i64);
    reads("9007199254740993.0", &INTEGER, 9_007_199_254_740_993_i64);
    reads("0e999999999999999999999", &INTEGER, 0_i64);
    reads("-0.0", &INTEGER, 0_i64);
    reads(
        "1000000000000000000000000000000000000000000e-40",
        &INTEGER,
        100_i64,
    );
}

#[test]
fn whole_numbers_that_are_none_or_do_not_fit() {
    refuses::<i64>(
        &[
            "1.5",
            "1e-1",
            "9223372036854775808",
            "-9223372036854775809",
            "1e19",
        ],
        &INTEGER,
    );
    refuses::<i64>(
        &[
            "1e999999999999999999999",
            "1e400",
            "123456789012345678901234567890",
        ],
        &INTEGER,
    );
    refuses::<i8>(&["128", "-129"], &INTEGER);
    refuses::<i64>(&["\"1\"", "null", "[]", ""], &INTEGER);
}

#[test]
fn numbers_are_spelled_as_json_demands() {
    let malformed = [
        "01", "-", "+1", "1.", ".5", "1e", "1e+", "-01", "0x1", "1_0", "--1", "1 2", "-a",
    ];
    refuses::<i64>(&malformed, &INTEGER);
    refuses::<f64>(&malformed, &FLOAT);
    for json in malformed {
        assert!(
            skip(Format::Json, json.as_bytes()).is_err(),
            "{json} was skipped"
        );
    }
}

#[test]
fn floating_point_numbers() {
    reads("1.5", &FLOAT, 1.5_f64);
    reads("-0.0", &FLOAT, -0.0_f64);
    reads("1e-7", &FLOAT, 1e-7_f64);
    reads("3", &FLOAT, 3.0_f64);
    reads("0.1", &FLOAT, 0.1_f32);
    refuses::<f64>(&["1e999", "\"1.5\"", "\"nan\"", "\"\""], &FLOAT);
    refuses::<f32>(&["1e39"], &FLOAT);
}

#[test]
fn a_32_bit_number_is_rounded_once() {
    // Halfway between two f32, but for a digit that an f64 has no room for.
    reads(
        "1.00000017881393432617187500000001",
        &FLOAT,
        1.000_000_2_f32,
    );
}

#[test]
fn numbers_that_json_does_not_have_are_texts() {
    reads("\"Infinity\"", &FLOAT, f64::INFINITY);
    reads("\"-Infinity\"", &FLOAT, f32::NEG_INFINITY);
    assert!(from_json::<f64>("\"NaN\"", &FLOAT).is_ok_and(f64::is_nan));
    assert_eq!(to_json(&f64::NAN, &FLOAT), "\"NaN\"");
    assert_eq!(to_json(&f32::INFINITY, &FLOAT), "\"Infinity\"");
    assert_eq!(to_json(&f64::NEG_INFINITY, &FLOAT), "\"-Infinity\"");
}

#[test]
fn numbers_are_written_in_the_fewest_digits() {
    assert_eq!(to_json(&i64::MIN, &INTEGER), "-9223372036854775808");
    assert_eq!(to_json(&0.1_f32, &FLOAT), "0.1");
    assert_eq!(to_json(&0.1_f64, &FLOAT), "0.1");
    assert_eq!(to_json(&1.0_f64, &FLOAT), "1.0");
}

#[test]
fn every_escape_is_read() {
    reads(
        r#""\"\\\/\b\f\n\r\t""#,
        &STRING,
        "\"\\/\u{8}\u{c}\n\r\t".to_owned(),
    );
    reads(r#""\u0041\u00e9\u20AC""#, &STRING, "Aé€".to_owned());
    reads(r#""a\u0000b""#, &STRING, "a\0b".to_owned());
    reads(
        r#""before \ud83c\udfae after""#,
        &STRING,
        "before 🎮 after".to_owned(),
    );
}

#[test]
fn half_a_surrogate_pair_is_an_error() {
    let lone = [
        r#""\ud83c""#,
        r#""\udfae""#,
        r#""\ud83c\u0041""#,
        r#""\ud83cx""#,
        r#""\ud83c\n""#,
    ];
    refuses::<String>(&lone, &STRING);
    refuses::<String>(&[r#""\ud83c\ud83c\udfae""#, r#""\udfae\ud83c""#], &STRING);
}

#[test]
fn malformed_strings_are_errors() {
    refuses::<String>(
        &[
            r#"""#,
            r#""abc"#,
            r#""\"#,
            r#""\x""#,
            r#""\u12""#,
            r#""\u12g4""#,
        ],
        &STRING,
    );
    refuses::<String>(
        &["\"a\nb\"", "\"a\0b\"", "\"\t\"", "'a'", "abc", r#""a"b"#],
        &STRING,
    );
    refuses::<String>(&[r#""\u+123""#, r#""\uD83C\u""#, r#""\u123é""#], &STRING);
}

#[test]
fn bytes_that_are_not_text_are_an_error_wherever_they_stand() {
    for body in [
        &b"\"a\xff\""[..],
        b"\"ab\"\xff",
        b"\xff\"ab\"",
        b"\"a\xc3",
        b"[\"ab\xed\xa0\x80\"]",
    ] {
        assert!(skip(Format::Json, body).is_err(), "{body:?}");
    }
}

#[test]
fn text_without_escapes_is_borrowed() {
    let mut reader = Reader::new(Format::Json, "\"ünchanged\"".as_bytes());
    let text = reader.string().expect("it is valid");
    assert!(matches!(text, std::borrow::Cow::Borrowed("ünchanged")));
}

#[test]
fn control_characters_are_escaped() {
    let text = "a\"b\\c\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é/".to_owned();
    let json = "\"a\\\"b\\\\c\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é/\"";
    assert_eq!(to_json(&text, &STRING), json);
}

#[test]
fn blobs_are_base64() {
    reads("\"AAEC/w==\"", &BLOB, Blob::new([0, 1, 2, 255]));
    reads("\"\"", &BLOB, Blob::new([]));
    reads(r#""AAEC\/w==""#, &BLOB, Blob::new([0, 1, 2, 255]));
    assert_eq!(to_json(&Blob::new([0, 1, 2, 255]), &BLOB), "\"AAEC/w==\"");
    refuses::<Blob>(&["\"A\"", "\"!!!!\"", "1"], &BLOB);
}

#[test]
fn timestamps_are_seconds() {
    reads("1515531081", &TIMESTAMP, DateTime::from_secs(1_515_531_081));
    reads("1515531081.123", &TIMESTAMP, at(1_515_531_081, 123_000_000));
    reads(
        "1515531081.123456789",
        &TIMESTAMP,
        at(1_515_531_081, 123_456_789),
    );
    reads(
        "1.515531081123E9",
        &TIMESTAMP,
        at(1_515_531_081, 123_000_000),
    );
    reads(
        "1515531081123e-3",
        &TIMESTAMP,
        at(1_515_531_081, 123_000_000),
    );
    reads("0.0000000019", &TIMESTAMP, at(0, 1));
}

#[test]
fn timestamps_before_1970_count_their_fraction_forward() {
    reads("-0.5", &TIMESTAMP, at(-1, 500_000_000));
    reads("-1.25", &TIMESTAMP, at(-2, 750_000_000));
    assert_eq!(to_json(&at(-1, 500_000_000), &TIMESTAMP), "-0.5");
    assert_eq!(to_json(&at(-2, 750_000_000), &TIMESTAMP), "-1.25");
    assert_eq!(
        to_json(&at(i64::MIN, 1), &TIMESTAMP),
        "-9223372036854775807.999999999"
    );
}

#[test]
fn timestamps_that_do_not_fit_are_errors() {
    refuses::<DateTime>(
        &["1e19", "-1e19", "1e99", "\"1515531081\"", "null", "\"NaN\""],
        &TIMESTAMP,
    );
}

#[test]
fn timestamps_are_written_with_the_digits_they_need() {
    assert_eq!(to_json(&at(1_515_531_081, 0), &TIMESTAMP), "1515531081");
    assert_eq!(
        to_json(&at(1_515_531_081, 120_000_000), &TIMESTAMP),
        "1515531081.12"
    );
    assert_eq!(to_json(&at(1, 1), &TIMESTAMP), "1.000000001");
}

#[test]
fn timestamps_have_the_format_of_their_shape() {
    let moment = at(482_196_050, 520_000_000);
    reads("\"1985-04-12T23:20:50.52Z\"", &DATE_TIME, moment);
    reads("\"1985-04-13T01:20:50.52+02:00\"", &DATE_TIME, moment);
    reads(
        "\"Tue, 29 Apr 2014 18:30:38 GMT\"",
        &HTTP_DATE,
        at(1_398_796_238, 0),
    );
    assert_eq!(to_json(&moment, &DATE_TIME), "\"1985-04-12T23:20:50.52Z\"");
    assert_eq!(
        to_json(&at(1_398_796_238, 0), &HTTP_DATE),
        "\"Tue, 29 Apr 2014 18:30:38 GMT\""
    );
    refuses::<DateTime>(&["482196050", "\"yesterday\"", "\"\""], &DATE_TIME);
}

#[test]
fn dates_that_cannot_be_spelled_are_written_in_seconds() {
    for shape in [&DATE_TIME, &HTTP_DATE] {
        assert_eq!(to_json(&at(i64::MAX, 0), shape), "9223372036854775807");
        assert_eq!(to_json(&at(i64::MIN, 0), shape), "-9223372036854775808");
    }
}

#[test]
fn formats_reach_into_maps() {
    let json = r#"{"Each":{"a":"1970-01-01T00:00:01Z"}}"#;
    let dates: Dates = from_json(json, &STRUCTURE).expect("it is valid");
    assert_eq!(
        dates.each.as_ref().and_then(|each| each.get("a")),
        Some(&at(1, 0))
    );
    assert_eq!(to_json(&dates, &STRUCTURE), json);
}

#[test]
fn commas_stand_between_items_only() {
    refuses::<Vec<i64>>(
        &["[1,]", "[,1]", "[1 2]", "[1,,2]", "[", "[1", "[1}", "]"],
        &INTEGERS,
    );
    for json in [
        r#"{"a":1,}"#,
        r#"{,"a":1}"#,
        r#"{"a" 1}"#,
        r#"{"a":}"#,
        "{1:2}",
        "{",
        r#"{"a":1]"#,
    ] {
        assert!(skip(Format::Json, json.as_bytes()).is_err(), "{json}");
    }
}

#[test]
fn only_white_space_may_follow() {
    reads("1 \n\t\r", &INTEGER, 1_i64);
    refuses::<i64>(&["1 x", "1,", "1]"], &INTEGER);
}

#[test]
fn nulls_are_taken_whole() {
    let mut reader = Reader::new(Format::Json, b" null true");
    assert!(reader.null().is_ok_and(|is_null| is_null));
    assert!(reader.null().is_ok_and(|is_null| !is_null));
    assert!(Reader::new(Format::Json, b"nul").null().is_err());
}

fn at(seconds: i64, nanos: u32) -> DateTime {
    DateTime::from_secs_and_nanos(seconds, nanos)
}
