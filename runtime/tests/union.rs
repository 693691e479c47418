//! Unions and enums as keys, as generated crates state them.

use std::collections::HashMap;

use smithwright_runtime::codec::{Format, Reader, Writer};
use smithwright_runtime::primitives::{Blob, Document, Number};
use smithwright_runtime::schema::{Member, Shape};
use smithwright_runtime::value::{Structure, Value, View};

static TEXT: Shape = Shape::string("Text");
static SECRET: Shape = Shape::string("Secret").sensitive();
static BYTES: Shape = Shape::blob("Bytes");
static ANY: Shape = Shape::document("Any");
static VALUES: Shape = Shape::list("Values", &smithwright_runtime::schema::STRUCTURE);

smithwright_runtime::union! {
    /// A value of several forms.
    pub enum Attribute as "Attribute" {
        /// Bytes.
        B (Blob) = Member::new("B", &BYTES), is_b, as_b;
        /// Text.
        S (String) = Member::new("S", &TEXT), is_s, as_s;
        /// Text that nobody may see.
        Key (String) = Member::new("key", &SECRET), is_key, as_key;
        /// Several.
        L (Vec<Attribute>) = Member::new("L", &VALUES), is_l, as_l;
        /// One more level.
        Inner (Box<Attribute>) = Member::structure("Inner"), is_inner, as_inner;
        /// Anything.
        Any (Document) = Member::new("Any", &ANY), is_any, as_any;
        /// Nothing.
        Null = Member::structure("Null"), is_null, as_null;
    }
}

smithwright_runtime::boxed! { Attribute }

/// What `enumeration!` expects of the crate that calls it.
mod error {
    pub(crate) use smithwright_runtime::error::UnknownVariantError;
}

smithwright_runtime::enumeration! {
    /// A side.
    pub enum Team {
        Blue = "blue",
        Red = "red",
    }
}

smithwright_runtime::map_key! { Team }

static SCORES: Shape = Shape::map("Scores", &TEAM, &NUMBER);
static TEAM: Shape = Shape::enumeration_of::<Team>("Team");
static NUMBER: Shape = Shape::integer("Number");

#[test]
fn enums_are_keys_of_maps() {
    let mut scores = HashMap::<Team, i32>::blank();
    let mut reader = Reader::new(Format::Json, br#"{"red":1,"green":2}"#);
    scores.read(&mut reader, &SCORES).expect("a map");
    assert_eq!(scores.get(&Team::Red), Some(&1));
    assert_eq!(scores.get(&Team::from("green")), Some(&2));
    let View::Map(map) = scores.view() else {
        panic!("a map");
    };
    assert!(matches!(map.get("red"), Some(View::Integer(1))));
    assert!(map.get("blue").is_none());
}

fn read(json: &str) -> Result<Attribute, String> {
    let mut value = Attribute::blank();
    let mut reader = Reader::new(Format::Json, json.as_bytes());
    let result = value.read(&mut reader, &smithwright_runtime::schema::STRUCTURE);
    result.map_err(|error| error.to_string()).map(|()| value)
}

fn written(value: &Attribute, format: Format) -> Vec<u8> {
    let mut writer = Writer::new(format);
    writer.value(value.view(), &smithwright_runtime::schema::STRUCTURE);
    writer.finish()
}

#[test]
fn variants_are_read_and_written() {
    let nested = Attribute::L(vec![
        Attribute::Null,
        Attribute::Inner(Box::new(Attribute::B(Blob::new(*b"ab")))),
    ]);
    for (json, value) in [
        (r#"{"S":"text"}"#, Attribute::S("text".into())),
        (r#"{"Null":{}}"#, Attribute::Null),
        (r#"{"L":[{"Null":{}},{"Inner":{"B":"YWI="}}]}"#, nested),
    ] {
        assert_eq!(read(json).as_ref(), Ok(&value));
        assert_eq!(written(&value, Format::Json), json.as_bytes());
        let cbor = written(&value, Format::Cbor);
        let mut again = Attribute::blank();
        let mut reader = Reader::new(Format::Cbor, &cbor);
        let shape = &smithwright_runtime::schema::STRUCTURE;
        again.read(&mut reader, shape).expect("what was written");
        assert_eq!(again, value);
    }
}

/// As the official crates read them, and `AwsJson11DeserializeIgnoreType` and its neighbours ask for.
#[test]
fn nulls_and_types_are_no_members() {
    let text = Ok(Attribute::S("a".into()));
    assert_eq!(read(r#"{"B":null,"__type":"x","S":"a","L":null}"#), text);
    assert_eq!(read(r#"{"New":1}"#), Ok(Attribute::Unknown));
    let errors = [
        read("{}"),
        read(r#"{"S":null}"#),
        read(r#"{"S":"a","B":"YQ=="}"#),
        read(r#"{"S":"a","New":1}"#),
        read("[]"),
    ];
    let errors = errors.map(|error| error.expect_err("no union"));
    assert_eq!(
        errors,
        [
            "expected a member of a union, found none at byte 2",
            "expected a member of a union, found none at byte 10",
            "expected one member of a union, found a second one at byte 13",
            "expected one member of a union, found a second one at byte 15",
            "expected an object, found a list at byte 0",
        ]
    );
}

#[test]
fn variants_are_asked_for_as_in_the_official_crates() {
    let value = Attribute::S("a".into());
    assert!(value.is_s() && !value.is_b() && !value.is_unknown());
    assert_eq!(value.as_s(), Ok(&"a".to_owned()));
    assert_eq!(value.as_b(), Err(&value));
    assert_eq!(Attribute::Null.as_null(), Ok(()));
    assert!(Attribute::Unknown.is_unknown());
}

#[test]
fn debug_is_that_of_an_enum_without_secrets() {
    let shown = [
        Attribute::S("a".into()),
        Attribute::Key("a".into()),
        Attribute::Inner(Box::new(Attribute::Null)),
        Attribute::Unknown,
    ];
    let shown = shown.map(|value| format!("{value:?}"));
    assert_eq!(
        shown,
        [
            r#"S("a")"#,
            r#"Key("*** Sensitive Data Redacted ***")"#,
            "Inner(Null)",
            "Unknown",
        ]
    );
}

#[test]
fn members_are_those_of_a_structure_with_one_set() {
    let mut value = Attribute::S("a".into());
    let structure: &dyn Structure = &value;
    let mut set = Vec::new();
    structure.members(&mut |values| {
        set = values
            .iter()
            .map(|value| !value.view().is_unset())
            .collect();
    });
    assert_eq!(set, [false, true, false, false, false, false, false]);
    let structure: &mut dyn Structure = &mut value;
    structure.members_mut(&mut |values| {
        let mut reader = Reader::new(Format::Json, br#""b""#);
        values[1].read(&mut reader, &TEXT).expect("a text");
    });
    assert_eq!(value, Attribute::S("b".into()));
}

#[test]
fn documents_hold_what_json_can_have() {
    let json = r#"{"Any":[null,true,"a",1,-1,1.5,18446744073709551615,{}]}"#;
    let Ok(Attribute::Any(Document::Array(items))) = read(json) else {
        panic!("a list");
    };
    let numbers = items.iter().filter_map(Document::as_number);
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [
            &Number::PosInt(1),
            &Number::NegInt(-1),
            &Number::Float(1.5),
            &Number::PosInt(u64::MAX)
        ]
    );
    let value = Attribute::Any(Document::Array(items));
    assert_eq!(written(&value, Format::Json), json.as_bytes());
    assert!(read(r#"{"Any":1e999}"#).is_err());
    let deep = format!(r#"{{"Any":{}"#, "[".repeat(200));
    assert!(read(&deep).expect_err("too deep").contains("128 levels"));
}
