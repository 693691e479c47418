//! A structure with a member of every kind and place, whatever the models at hand have.

#![allow(missing_docs, deprecated, unreachable_pub)]

use std::collections::HashMap;
use std::fmt;

use ciborium::Value as Cbor;
use proptest::collection::{hash_map, vec};
use proptest::num;
use proptest::option::of;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{json, to_value};
use smithwright_runtime::primitives::{Blob, DateTime};
use smithwright_runtime::schema::{Member, Shape, TimestampFormat};

static BOOLEAN: Shape = Shape::boolean("Boolean");
static INTEGER: Shape = Shape::integer("Integer");
static INTEGERS: Shape = Shape::list("Integers", &INTEGER);
static FLOAT: Shape = Shape::float("Float");
static STRING: Shape = Shape::string("String");
static STRINGS: Shape = Shape::map("Strings", &STRING, &STRING);
static BLOB: Shape = Shape::blob("Blob");
static TIME: Shape = Shape::timestamp("Time");
static DATE: Shape = Shape::timestamp("Date").timestamp_format(TimestampFormat::DateTime);
static DATES: Shape = Shape::map("Dates", &STRING, &DATE);
static HTTP_DATE: Shape = Shape::timestamp("HttpDate").timestamp_format(TimestampFormat::HttpDate);
static NESTED: Shape = Shape::list("Nested", &smithwright_runtime::schema::STRUCTURE);

smithwright_runtime::enumeration! {
    /// Whether it is worth having.
    pub enum Mood (sensitive) {
        Glad = "glad",
        Sad = "sad",
    }
}

smithwright_runtime::structure! {
    pub struct Everything as "Everything", fallible EverythingBuilder {
        pub flag: (Option<bool>) = Member::new("Flag", &BOOLEAN), set_flag, get_flag;
        pub small: (Option<i8>) = Member::new("Small", &INTEGER), set_small, get_small;
        pub large: (i64) = Member::new("Large", &INTEGER), set_large, get_large;
        pub single: (Option<f32>) = Member::new("Single", &FLOAT), set_single, get_single;
        pub double: (Option<f64>) = Member::new("Double", &FLOAT), set_double, get_double;
        pub mood: (Option<self::Mood>) = Member::new("Mood", &STRING), set_mood, get_mood;
        pub blob: (Option<self::Blob>) = Member::new("Blob", &BLOB), set_blob, get_blob;
        pub time: (Option<self::DateTime>) = Member::new("Time", &TIME), set_time, get_time;
        pub http_date: (Option<self::DateTime>) = Member::new("HttpDate", &HTTP_DATE), set_http_date, get_http_date;
        pub dates: (Option<std::collections::HashMap<String, DateTime>>) = Member::new("Dates", &DATES), set_dates, get_dates;
        pub sparse: (Option<Vec<Option<i32>>>) = Member::new("Sparse", &INTEGERS), set_sparse, get_sparse;
        pub nested: (Option<Vec<Everything>>) = Member::new("Nested", &NESTED), set_nested, get_nested;
        pub boxed: (Option<Box<Everything>>) = Member::structure("Boxed"), set_boxed, get_boxed;
        pub label: (Option<String>) = Member::new("Label", &STRING).label(), set_label, get_label;
        pub query: (Option<String>) = Member::new("Query", &STRING).query("q"), set_query, get_query;
        pub params: (Option<std::collections::HashMap<String, String>>) = Member::new("Params", &STRINGS).query_params(), set_params, get_params;
        pub header: (Option<self::DateTime>) = Member::new("Header", &HTTP_DATE).header("h"), set_header, get_header;
        pub prefixed: (Option<std::collections::HashMap<String, String>>) = Member::new("Prefixed", &STRINGS).prefix_headers("p-"), set_prefixed, get_prefixed;
        pub payload: (Option<self::Blob>) = Member::new("Payload", &BLOB).payload(), set_payload, get_payload;
        pub status: (Option<i32>) = Member::new("Status", &INTEGER).status_code(), set_status, get_status;
    }
}

smithwright_runtime::boxed! { Everything }

/// Takes the value through JSON text, `serde_json`'s own tree, CBOR and the same tree of that.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("JSON");
    assert_eq!(
        &serde_json::from_str::<T>(&text).expect("JSON"),
        value,
        "{text}"
    );
    let tree = to_value(value).expect("JSON");
    assert_eq!(
        &serde_json::from_value::<T>(tree).expect("JSON"),
        value,
        "{text}"
    );
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("CBOR");
    assert_eq!(
        &ciborium::from_reader::<T, _>(&*bytes).expect("CBOR"),
        value,
        "{text}"
    );
    let tree = Cbor::serialized(value).expect("CBOR");
    assert_eq!(&tree.deserialized::<T>().expect("CBOR"), value, "{text}");
}

fn example() -> Everything {
    let date = |seconds| DateTime::from_secs(seconds);
    let inner = Everything {
        large: 1,
        label: Some("inner".to_owned()),
        ..Everything::default()
    };
    Everything {
        flag: Some(true),
        small: Some(-8),
        large: i64::MIN,
        single: Some(0.1),
        double: Some(0.1),
        mood: Some(Mood::Glad),
        blob: Some(Blob::new([0, 255])),
        time: Some(DateTime::from_millis(1_700_000_000_123)),
        http_date: Some(date(0)),
        dates: Some(HashMap::from([("d".to_owned(), date(1))])),
        sparse: Some(vec![Some(1), None]),
        nested: Some(vec![inner.clone()]),
        boxed: Some(Box::new(inner)),
        label: Some("l".to_owned()),
        query: Some("q".to_owned()),
        params: Some(HashMap::from([("k".to_owned(), "v".to_owned())])),
        header: Some(date(2)),
        prefixed: Some(HashMap::new()),
        payload: Some(Blob::new("p")),
        status: Some(200),
    }
}

/// By hand, so that what goes out is right and not only what comes back.
#[test]
fn it_looks_as_the_protocols_json() {
    let inner = json!({"Large": 1, "Label": "inner"});
    let expected = json!({
        "Flag": true,
        "Small": -8,
        "Large": i64::MIN,
        "Single": 0.1_f32,
        "Double": 0.1,
        "Mood": "glad",
        "Blob": "AP8=",
        "Time": 1_700_000_000.123,
        "HttpDate": "Thu, 01 Jan 1970 00:00:00 GMT",
        "Dates": {"d": "1970-01-01T00:00:01Z"},
        "Sparse": [1, null],
        "Nested": [inner],
        "Boxed": inner,
        "Label": "l",
        "Query": "q",
        "Params": {"k": "v"},
        "Header": "Thu, 01 Jan 1970 00:00:02 GMT",
        "Prefixed": {},
        "Payload": "cA==",
        "Status": 200,
    });
    assert_eq!(to_value(example()).expect("JSON"), expected);
    check(&example());
    check(&Everything::default());
    assert_eq!(
        to_value(Everything::default()).expect("JSON"),
        json!({"Large": 0})
    );
}

#[test]
fn it_looks_the_same_in_a_binary_format() {
    let tree = Cbor::serialized(&example()).expect("CBOR");
    let entries = tree.as_map().expect("a map");
    let of = |name: &str| {
        let mut entries = entries.iter();
        let (_, value) = entries
            .find(|(key, _)| key.as_text() == Some(name))
            .expect("the member");
        value
    };
    assert_eq!(of("Blob"), &Cbor::Text("AP8=".to_owned()));
    assert_eq!(of("Time"), &Cbor::Float(1_700_000_000.123));
    assert_eq!(
        of("Header"),
        &Cbor::Text("Thu, 01 Jan 1970 00:00:02 GMT".to_owned())
    );
    assert_eq!(of("Sparse"), &Cbor::Array(vec![Cbor::from(1), Cbor::Null]));
}

#[test]
fn bytes_of_a_binary_format_are_a_blob() {
    let stated = vec![(Cbor::Text("Blob".to_owned()), Cbor::Bytes(vec![0, 255]))];
    let read: Everything = Cbor::Map(stated).deserialized().expect("CBOR");
    assert_eq!(read.blob, Some(Blob::new([0, 255])));
}

/// So it comes from `serde_json` if its feature `arbitrary_precision` is on.
#[test]
fn numbers_may_be_wrapped() {
    let wrapped = |text: &str| json!({"$serde_json::private::Number": text});
    let stated = json!({
        "Double": wrapped("-0.125"),
        "Time": wrapped("1700000000.123456789"),
        "Sparse": [wrapped("7"), null],
    });
    let read: Everything = serde_json::from_value(stated).expect("JSON");
    let time = DateTime::from_secs_and_nanos(1_700_000_000, 123_456_789);
    assert_eq!(read.double, Some(-0.125));
    assert_eq!(read.time, Some(time));
    assert_eq!(read.sparse, Some(vec![Some(7), None]));

    for text in ["1,\"Large\":2", "{}", "", "-", "1 2", "\"NaN\""] {
        let read = serde_json::from_value::<Everything>(json!({"Double": wrapped(text)}));
        assert!(read.is_err(), "{text}");
    }
}

#[test]
fn the_path_to_what_is_nested_too_deeply() {
    let nested = |depth: usize| {
        let boxed = (0..depth).fold(json!({}), |inner, _| json!({"Boxed": inner}));
        serde_json::from_value::<Everything>(boxed)
    };
    assert!(nested(127).is_ok());
    let message = nested(200).expect_err("it is too deep").to_string();
    let path = ["Boxed"; 128].join(".");
    assert_eq!(
        message,
        format!("{path}: expected at most 128 levels, found a deeper one")
    );
}

/// Times before 1970, and the years that dates have no text for.
#[test]
fn times_at_the_borders() {
    for time in [
        DateTime::from_secs_and_nanos(-1, 500_000_000),
        DateTime::from_secs(-1),
        DateTime::from_secs(253_402_300_800),
        DateTime::from_secs(-62_135_596_801),
    ] {
        check(&Everything {
            time: Some(time),
            ..Everything::default()
        });
    }
    let late = DateTime::from_secs(253_402_300_800);
    let late = Everything {
        http_date: Some(late),
        ..Everything::default()
    };
    assert_eq!(
        to_value(late).expect("JSON")["HttpDate"],
        json!(253_402_300_800_i64)
    );
}

prop_compose! {
    fn micros()(seconds in -4_000_000_000..8_000_000_000_i64, micros in 0..1_000_000_u32) -> DateTime {
        DateTime::from_secs_and_nanos(seconds, micros * 1000)
    }
}

fn texts() -> impl Strategy<Value = HashMap<String, String>> {
    hash_map(any::<String>(), any::<String>(), 0..3)
}

fn mood() -> impl Strategy<Value = Mood> {
    prop_oneof![
        Just(Mood::Glad),
        Just(Mood::Sad),
        ".*".prop_map(|text| Mood::from(text.as_str()))
    ]
}

/// All floats but NaN, which is not equal to itself.
fn double() -> impl Strategy<Value = f64> {
    num::f64::ANY.prop_filter("a number", |number| !number.is_nan())
}

fn single() -> impl Strategy<Value = f32> {
    num::f32::ANY.prop_filter("a number", |number| !number.is_nan())
}

prop_compose! {
    fn scalars()(
        flag in any::<Option<bool>>(),
        small in any::<Option<i8>>(),
        large in any::<i64>(),
        single in of(single()),
        double in of(double()),
        mood in of(mood()),
        blob in of(vec(any::<u8>(), 0..9)),
        time in of(micros()),
        dates in of(hash_map(any::<String>(), micros(), 0..3)),
        sparse in of(vec(any::<Option<i32>>(), 0..4)),
        label in any::<Option<String>>(),
        params in of(texts()),
    ) -> Everything {
        let blob = blob.map(Blob::new);
        Everything { flag, small, large, single, double, mood, blob, time, dates, sparse, label, params, ..Everything::default() }
    }
}

proptest! {
    #[test]
    fn whatever_it_holds_comes_back(
        outer in scalars(),
        nested in of(vec(scalars(), 0..3)),
        boxed in of(scalars()),
    ) {
        check(&Everything { nested, boxed: boxed.map(Box::new), ..outer });
    }
}
