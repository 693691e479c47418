//! What errors say, and what they must not say.

use smithwright_runtime::codec::{Format, ReadError, Reader};

use crate::support::{Everything, STRING, STRUCTURE, from_hex, from_json};

#[track_caller]
fn check(json: &str, message: &str) {
    let error = from_json::<Everything>(json, &STRUCTURE).expect_err("it is invalid");
    assert_eq!(error.to_string(), message);
}

#[test]
fn they_are_one_pointer_wide() {
    assert_eq!(size_of::<ReadError>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), ReadError>>(), size_of::<usize>());
}

#[test]
fn they_name_the_path_and_the_offset() {
    let json = r#"{"Nested":[{},{"Port":"x"}]}"#;
    let message =
        "Nested[1].Port: expected a whole number of at most 64 bits, found a string at byte 22";
    check(json, message);
}

#[test]
fn they_count_items_that_were_left_out() {
    check(
        r#"{"List":["a",null,3]}"#,
        "List[2]: expected a string, found a number at byte 18",
    );
}

#[test]
fn they_do_not_name_keys_of_maps() {
    check(
        r#"{"Map":{"secret":1}}"#,
        "Map{}: expected a string, found a number at byte 17",
    );
}

#[test]
fn they_name_the_offset_in_cbor() {
    let error = from_hex::<Everything>("a164506f72746178", &STRUCTURE).expect_err("it is invalid");
    let message = "Port: expected a whole number of at most 64 bits, found a text string at byte 6";
    assert_eq!(error.to_string(), message);
}

#[test]
fn they_hold_no_values() {
    let error =
        from_json::<Everything>(r#"{"Byte":31337}"#, &STRUCTURE).expect_err("it is invalid");
    assert!(!format!("{error} {error:?}").contains("31337"), "{error:?}");
}

#[test]
fn they_tell_what_is_missing_at_the_end() {
    check(r#"{"Name""#, "expected a colon, found the end at byte 7");
}

#[test]
fn they_tell_bytes_that_are_not_text() {
    let mut reader = Reader::new(Format::Json, b"\"ab\xffc\"");
    let error = reader.string().expect_err("it is invalid");
    assert_eq!(error.found(), "bytes that are not UTF-8");
    assert_eq!(error.offset(), 3);
}

#[test]
fn their_parts_are_public() {
    let error = from_json::<String>("7", &STRING).expect_err("it is invalid");
    assert_eq!(
        (error.expected(), error.found(), error.offset()),
        ("a string", "a number", 0)
    );
    assert_eq!(error.path(), "");
}
