//! Structures by their table, in both formats.

use proptest::collection::vec;
use proptest::prelude::*;
use smithwright_runtime::codec::{Format, Reader};

use crate::support::{
    Everything, NAMES, Pair, STRUCTURE, STRUCTURES, Spread, Wide, from_hex, from_json, read, skip,
    to_hex, to_json, write,
};

fn pair(key: &str, value: &str) -> Pair {
    Pair {
        key: Some(key.to_owned()),
        value: Some(value.to_owned()),
    }
}

#[track_caller]
fn check_pair(json: &str, expected: &Pair) {
    assert_eq!(
        from_json::<Pair>(json, &STRUCTURE).as_ref().ok(),
        Some(expected),
        "{json}"
    );
}

#[test]
fn unset_members_are_left_out() {
    let half = Pair {
        key: None,
        value: Some("v".to_owned()),
    };
    assert_eq!(to_json(&half, &STRUCTURE), r#"{"Value":"v"}"#);
    assert_eq!(to_hex(&half, &STRUCTURE), "bf6556616c75656176ff");
}

#[test]
fn nothing_set_is_an_empty_object() {
    assert_eq!(to_json(&Pair::default(), &STRUCTURE), "{}");
    assert_eq!(to_hex(&Pair::default(), &STRUCTURE), "bfff");
}

#[test]
fn members_may_come_in_any_order() {
    check_pair(r#"{"Value":"v","Key":"k"}"#, &pair("k", "v"));
    let swapped: Pair =
        from_hex("a26556616c75656176634b6579616b", &STRUCTURE).expect("it is valid");
    assert_eq!(swapped, pair("k", "v"));
}

#[test]
fn unknown_members_are_skipped() {
    check_pair(
        r#"{"New":{"Key":[1,"x",{}]},"Key":"k","Ke":null,"Value":"v"}"#,
        &pair("k", "v"),
    );
    let read: Pair = from_hex(
        "a3634e6577a1634b657902634b6579616b6556616c75656176",
        &STRUCTURE,
    )
    .expect("it is valid");
    assert_eq!(read, pair("k", "v"));
}

#[test]
fn a_null_member_stays_as_it_is() {
    let mut value = pair("k", "v");
    let mut reader = Reader::new(Format::Json, br#"{"Key":null,"Value":"new"}"#);
    reader.structure(&mut value).expect("it is valid");
    assert_eq!(value, pair("k", "new"));
}

#[test]
fn the_last_of_two_equal_keys_wins() {
    check_pair(r#"{"Key":"a","Value":"v","Key":"b"}"#, &pair("b", "v"));
    check_pair(r#"{"Key":"a","Key":"b","Value":"v"}"#, &pair("b", "v"));
}

#[test]
fn keys_may_be_escaped() {
    check_pair(r#"{"\u004bey":"k","Value":"v"}"#, &pair("k", "v"));
}

#[test]
fn keys_are_case_sensitive() {
    check_pair(r#"{"key":"x","KEY":"y"}"#, &Pair::default());
}

#[test]
fn white_space_may_stand_anywhere() {
    check_pair(
        " {\n\t\"Key\" :\r\"k\" , \"Value\": \"v\" } ",
        &pair("k", "v"),
    );
}

#[test]
fn only_members_of_the_body_are_written() {
    let spread = Spread {
        id: Some("i".to_owned()),
        name: Some("n".to_owned()),
        status: Some(200),
    };
    assert_eq!(to_json(&spread, &STRUCTURE), r#"{"Name":"n"}"#);
    assert_eq!(to_hex(&spread, &STRUCTURE), "bf644e616d65616eff");
}

#[test]
fn members_with_another_place_are_not_read_from_the_body() {
    let read: Spread =
        from_json(r#"{"Id":"i","Name":"n","Status":[1]}"#, &STRUCTURE).expect("it is valid");
    assert_eq!(
        (read.id, read.name, read.status),
        (None, Some("n".to_owned()), None)
    );
}

#[test]
fn wide_structures_count_their_members() {
    for set in [0, 1, 22, 23, 24, 29, 30] {
        let mut wide = Wide::default();
        wide.fields[30 - set..].fill(Some(7));
        for format in [Format::Json, Format::Cbor] {
            let bytes = write(format, &wide, &STRUCTURE);
            assert_eq!(
                read::<Wide>(format, &bytes, &STRUCTURE).ok().as_ref(),
                Some(&wide),
                "{set}"
            );
        }
    }
}

/// However many members there are: as `aws-smithy-cbor` 0.64 begins and ends every structure (`begin_map`, `end`).
#[test]
fn structures_are_written_with_indefinite_length() {
    let mut wide = Wide::default();
    wide.fields[0] = Some(1);
    assert_eq!(to_hex(&wide, &STRUCTURE), "bf616101ff");
    wide.fields.fill(Some(1));
    let hex = to_hex(&wide, &STRUCTURE);
    assert!(
        hex.starts_with("bf616101") && hex.ends_with("01ff"),
        "{hex}"
    );
}

#[test]
fn long_keys_are_found() {
    let json = r#"{"a name that is longer than twenty-three bytes":5}"#;
    let read: Wide = from_json(json, &STRUCTURE).expect("it is valid");
    assert_eq!(read.fields[29], Some(5));
}

#[test]
fn sparse_lists_keep_their_nulls() {
    let read: Everything = from_json(r#"{"Sparse":[1,null,3]}"#, &STRUCTURE).expect("it is valid");
    assert_eq!(read.sparse, Some(vec![Some(1), None, Some(3)]));
    assert_eq!(to_json(&read, &STRUCTURE), r#"{"Sparse":[1,null,3]}"#);
    assert_eq!(to_hex(&read, &STRUCTURE), "bf665370617273658301f603ff");
}

#[test]
fn dense_lists_and_maps_leave_nulls_out() {
    let json = r#"{"List":["a",null,"b"],"Map":{"a":null,"b":"c"}}"#;
    let from_json: Everything = from_json(json, &STRUCTURE).expect("it is valid");
    // The same, the nulls of the list untagged, tagged and undefined.
    let cbor = "a2644c697374856161f6c0f6f76162634d6170a36161f661626163616 4f7".replace(' ', "");
    let from_cbor: Everything = from_hex(&cbor, &STRUCTURE).expect("it is valid");
    for read in [from_json, from_cbor] {
        assert_eq!(read.list, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(read.map, Some([("b".to_owned(), "c".to_owned())].into()));
    }
}

#[test]
fn a_list_or_map_may_be_empty() {
    let read: Everything = from_json(r#"{"List":[ ],"Map":{ }}"#, &STRUCTURE).expect("it is valid");
    assert_eq!(read.list, Some(Vec::new()));
    assert_eq!(to_json(&read, &STRUCTURE), r#"{"List":[],"Map":{}}"#);
}

#[test]
fn nesting_may_reach_the_limit_and_not_go_beyond() {
    let json = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(skip(Format::Json, json(128).as_bytes()).is_ok());
    assert!(skip(Format::Json, json(129).as_bytes()).is_err());
    let cbor = |depth: usize| [vec![0x81; depth - 1], vec![0x80]].concat();
    assert!(skip(Format::Cbor, &cbor(128)).is_ok());
    assert!(skip(Format::Cbor, &cbor(129)).is_err());
}

#[test]
fn nesting_is_limited_in_structures_too() {
    // Every level of the structure is a list and an object.
    let json = |depth: usize| r#"{"Nested":["#.repeat(depth) + "{}" + &"]}".repeat(depth);
    assert!(from_json::<Everything>(&json(63), &STRUCTURE).is_ok());
    assert!(from_json::<Everything>(&json(64), &STRUCTURE).is_err());
}

#[test]
fn lists_one_after_the_other_do_not_count_as_nesting() {
    let json = format!("[{}[]]", "[],".repeat(1000));
    assert!(skip(Format::Json, json.as_bytes()).is_ok());
    let cbor = [vec![0x99, 0x03, 0xe8], vec![0x80; 1000]].concat();
    assert!(skip(Format::Cbor, &cbor).is_ok());
}

proptest! {
    /// Items whose members are left out, unknown, repeated, and in an order of their own or the same as before.
    #[test]
    fn each_item_of_a_list_may_have_an_order_of_its_own(
        orders in vec(vec((0..34_usize, any::<i32>()), 0..40), 1..4),
        items in vec(0..4_usize, 0..60),
    ) {
        let items = items.iter().map(|item| &orders[item % orders.len()]);
        let (mut json, mut expected) = (Vec::new(), Vec::new());
        for item in items {
            let (mut wide, mut members) = (Wide::default(), Vec::new());
            for (member, value) in item {
                // The names of the last ones are not in the schema.
                let name = NAMES.get(*member).copied().unwrap_or("unknown");
                members.push(format!("{name:?}:{value}"));
                if let Some(field) = wide.fields.get_mut(*member) {
                    *field = Some(*value);
                }
            }
            json.push(format!("{{{}}}", members.join(",")));
            expected.push(wide);
        }
        let read = from_json::<Vec<Wide>>(&format!("[{}]", json.join(",")), &STRUCTURES);
        prop_assert_eq!(read.ok(), Some(expected));
    }
}
