//! Other people's readers read what we write, and we read what they write.

use aws_smithy_types::Blob;
use ciborium::Value as Cbor;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use smithwright_runtime::codec::{Format, Reader};

use crate::support::{
    Everything, FLOAT, INTEGERS, STRING, STRINGS, STRUCTURE, from_json, read, skip, write,
};

fn sample() -> Everything {
    Everything {
        flag: Some(true),
        port: Some(-7777),
        size: Some(i64::MAX),
        single: Some(0.1),
        double: Some(1e-300),
        name: Some("quote \" backslash \\ line\n 🎮".to_owned()),
        blob: Some(Blob::new([0, 255])),
        list: Some(vec![String::new(), "x".repeat(300)]),
        map: Some([("k".to_owned(), "v".to_owned())].into()),
        nested: Some(vec![Everything::default()]),
        ..Everything::default()
    }
}

#[test]
fn serde_json_reads_ours() {
    let bytes = write(Format::Json, &sample(), &STRUCTURE);
    let expected = json!({
        "Flag": true, "Port": -7777, "Size": i64::MAX, "Single": 0.1, "Double": 1e-300,
        "Name": "quote \" backslash \\ line\n 🎮", "Blob": "AP8=", "List": ["", "x".repeat(300)],
        "Map": {"k": "v"}, "Nested": [{}],
    });
    assert_eq!(serde_json::from_slice::<Json>(&bytes).ok(), Some(expected));
}

#[test]
fn ciborium_reads_ours() {
    let bytes = write(Format::Cbor, &sample(), &STRUCTURE);
    let text = |text: &str| Cbor::from(text);
    let expected = Cbor::Map(vec![
        (text("Flag"), true.into()),
        (text("Port"), (-7777).into()),
        (text("Size"), i64::MAX.into()),
        (text("Single"), f64::from(0.1_f32).into()),
        (text("Double"), 1e-300.into()),
        (text("Name"), text("quote \" backslash \\ line\n 🎮")),
        (text("Blob"), Cbor::Bytes(vec![0, 255])),
        (
            text("List"),
            Cbor::Array(vec![text(""), text(&"x".repeat(300))]),
        ),
        (text("Map"), Cbor::Map(vec![(text("k"), text("v"))])),
        (text("Nested"), Cbor::Array(vec![Cbor::Map(Vec::new())])),
    ]);
    assert_eq!(
        ciborium::from_reader::<Cbor, _>(&bytes[..]).ok(),
        Some(expected)
    );
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Json::from),
            vec((any::<String>(), inner), 0..6)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

/// Any CBOR, with tags and keys of any type.
fn any_cbor() -> impl Strategy<Value = Cbor> {
    let leaf = prop_oneof![
        Just(Cbor::Null),
        any::<bool>().prop_map(Cbor::from),
        any::<i64>().prop_map(Cbor::from),
        any::<f64>().prop_map(Cbor::from),
        any::<String>().prop_map(Cbor::from),
        vec(any::<u8>(), 0..40).prop_map(Cbor::Bytes),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Cbor::Array),
            vec((inner.clone(), inner.clone()), 0..6).prop_map(Cbor::Map),
            (any::<u64>(), inner).prop_map(|(tag, value)| Cbor::Tag(tag, Box::new(value))),
        ]
    })
}

fn cbor_bytes(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("a Vec takes everything");
    bytes
}

proptest! {
    #[test]
    fn we_skip_the_json_of_serde_json(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        prop_assert!(skip(Format::Json, text.expect("it is a value").as_bytes()).is_ok());
    }

    #[test]
    fn we_skip_the_cbor_of_ciborium(value in any_cbor()) {
        prop_assert!(skip(Format::Cbor, &cbor_bytes(&value)).is_ok());
    }

    #[test]
    fn we_read_the_json_of_serde_json(texts in vec(any::<String>(), 0..4), numbers in vec(any::<i64>(), 0..4)) {
        let json = serde_json::to_string(&texts).expect("it is a value");
        prop_assert_eq!(from_json::<Vec<String>>(&json, &STRINGS).ok(), Some(texts));
        let json = serde_json::to_string(&numbers).expect("it is a value");
        prop_assert_eq!(from_json::<Vec<i64>>(&json, &INTEGERS).ok(), Some(numbers));
    }

    #[test]
    fn we_read_the_floats_of_serde_json(number in any::<f64>()) {
        let json = serde_json::to_string(&number).expect("it is a value");
        prop_assert_eq!(from_json::<f64>(&json, &FLOAT).ok(), Some(number));
    }

    #[test]
    fn we_read_the_cbor_of_ciborium(text in any::<String>(), number in any::<i64>(), float in any::<f64>()) {
        let array = Cbor::Array(vec![text.as_str().into(), number.into(), float.into()]);
        let bytes = cbor_bytes(&array);
        let mut reader = Reader::new(Format::Cbor, &bytes);
        let mut entries = reader.begin_list().expect("it is a list");
        prop_assert!(reader.next_item(&mut entries).is_ok_and(|more| more));
        prop_assert!(reader.string().is_ok_and(|read| read == text));
        prop_assert!(reader.next_item(&mut entries).is_ok_and(|more| more));
        prop_assert_eq!(reader.integer().ok(), Some(number));
        prop_assert!(reader.next_item(&mut entries).is_ok_and(|more| more));
        prop_assert_eq!(reader.double().ok(), Some(float));
        prop_assert!(reader.next_item(&mut entries).is_ok_and(|more| !more));
    }

    /// Both take the same texts for JSON.
    #[test]
    fn we_agree_with_serde_json_on_what_is_json(text in "[\\[\\]{}:,\"0-9eE+\\-. \\\\untrfalsé\t]{0,12}") {
        check_agreement(&text)?;
    }

    /// The same, of texts that are nearly JSON.
    #[test]
    fn we_agree_with_serde_json_on_mutations(value in any_json(), at in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let mut text = value.to_string();
        let at = at.index(text.len());
        if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
            text.replace_range(at..=at, &char::from(byte).to_string());
        }
        check_agreement(&text)?;
    }

    #[test]
    fn ciborium_reads_our_text(text in any::<String>()) {
        let bytes = write(Format::Cbor, &text, &STRING);
        prop_assert_eq!(ciborium::from_reader::<String, _>(&bytes[..]).ok(), Some(text.clone()));
        prop_assert_eq!(read::<String>(Format::Cbor, &bytes, &STRING).ok(), Some(text));
    }
}

fn check_agreement(text: &str) -> Result<(), TestCaseError> {
    let ours = skip(Format::Json, text.as_bytes());
    match serde_json::from_str::<Json>(text) {
        Ok(_) => prop_assert!(ours.is_ok(), "{text}: {ours:?}"),
        // A number that no f64 holds is still well-formed, and may be skipped.
        Err(error) if error.to_string().contains("out of range") => {}
        Err(error) => prop_assert!(ours.is_err(), "{text}: {error}"),
    }
    Ok(())
}
