//! How names are spelled, and what happens where they meet.

use crate::{loaded, lowered, manifest, members, play, problems};
use smithwright_codegen::load::Loaded;
use smithwright_codegen::lower;
use smithwright_codegen::model::{EnumValue, ShapeKind};

#[test]
fn keywords_are_raw_where_they_can_be() {
    let http = r#""http": { "method": "POST", "requestUri": "/" }"#;
    let api = lowered(&loaded(
        &format!(r#""Move": {{ "name": "Move", {http} }}"#),
        "",
    ));
    assert_eq!(
        (
            api.operations[0].module.as_str(),
            api.operations[0].method.as_str()
        ),
        ("move_", "r#move")
    );
    let names = ["Type", "self", "Build", "send", "IPv4Address"];
    let input = members(&names.map(|name| (name, "Text")));
    let api = lowered(&play(&input, &members(&[]), ""));
    let members = &api.operations[0].input.members;
    let fields: Vec<_> = members.iter().map(|member| member.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "r#type",
            "self_",
            "build_value",
            "send_value",
            "ipv4_address"
        ]
    );
    let setters: Vec<_> = members
        .iter()
        .map(|member| member.setter.as_str())
        .collect();
    let expected = [
        "set_type",
        "set_self",
        "set_build",
        "set_send",
        "set_ipv4_address",
    ];
    assert_eq!(setters, expected);
    assert_eq!(members[0].getter, "get_type");
}

#[test]
fn variants_are_sorted_by_their_values_and_distinct() {
    let shapes = r#""Kind": { "type": "string",
        "enum": ["Unknown", "c5.large", "self", "C5_LARGE", "4k", "NOT_FOUND", "c5.2xlarge"] }"#;
    let api = lowered(&play(&members(&[("Kind", "Kind")]), &members(&[]), shapes));
    let variants: Vec<_> = api.enums[0]
        .variants
        .iter()
        .map(|variant| (variant.value.unescaped(), variant.name.as_str()))
        .collect();
    let expected = [
        ("4k", "_4k"),
        ("C5_LARGE", "C5Large2"),
        ("NOT_FOUND", "NotFound"),
        ("Unknown", "UnknownValue"),
        ("c5.2xlarge", "C52xlarge"),
        ("c5.large", "C5Large"),
        ("self", "SelfValue"),
    ];
    assert_eq!(variants, expected);
}

#[test]
fn values_have_the_names_that_the_manifest_gives_them() {
    let shapes = r#""State": { "type": "string", "enum": ["4k", "off"] }"#;
    let mut loaded = play(&members(&[("State", "State")]), &members(&[]), shapes);
    loaded.service = manifest(r#"variants = { "State.4k" = "ULTRA_HD" }"#);
    let names = |loaded: &Loaded| -> Vec<_> {
        let variants = lowered(loaded).enums.remove(0).variants.into_iter();
        variants.map(|variant| variant.name).collect()
    };
    let unused = |loaded: &Loaded| lower::unused_fixups(&loaded.service, &loaded.model);
    assert_eq!(names(&loaded), ["UltraHd", "Off"]);
    assert_eq!(unused(&loaded), []);
    // A Smithy model names its values itself.
    values_mut(&mut loaded)[0].name = Some("UHD".to_owned());
    assert_eq!(names(&loaded), ["Uhd", "Off"]);
    let [problem] = unused(&loaded).try_into().expect("one problem");
    assert_eq!(problem.what, "the model itself names the value `4k`: `UHD`");
    // A model of another time has neither the value nor need of its name.
    values_mut(&mut loaded).remove(0);
    assert_eq!(names(&loaded), ["Off"]);
}

fn values_mut(loaded: &mut Loaded) -> &mut Vec<EnumValue> {
    let state = loaded.model.shapes.get_mut(&"State".into());
    match state.map(|shape| &mut shape.kind) {
        Some(ShapeKind::Enum(values)) => values,
        _ => panic!("an enum"),
    }
}

#[test]
fn statics_of_similar_shapes_are_numbered() {
    let shapes = r#""FleetId": { "type": "string" }, "FleetID": { "type": "string" }"#;
    let input = members(&[("A", "FleetId"), ("B", "FleetID")]);
    let api = lowered(&play(&input, &members(&[]), shapes));
    let statics: Vec<_> = api
        .shapes
        .iter()
        .map(|shape| shape.static_name.as_str())
        .collect();
    assert_eq!(statics, ["FLEET_ID", "FLEET_ID2"]);
}

#[test]
fn clashes_of_public_names_are_problems() {
    let shapes = [
        format!(
            r#""EC2Fleet": {{ "type": "structure", {} }}"#,
            members(&[("SetA", "Text"), ("a", "Text")])
        ),
        format!(r#""Ec2Fleet": {{ "type": "structure", {} }}"#, members(&[])),
    ];
    let input = members(&[("A", "EC2Fleet"), ("B", "Ec2Fleet")]);
    let problems = problems(&play(&input, &members(&[]), &shapes.join(", ")));
    let clash = |place: &str, names: [&str; 3]| {
        let [name, other, rust] = names;
        (
            place.to_owned(),
            format!("`{name}` and `{other}` would both be `{rust}` in Rust"),
        )
    };
    let expected = [
        clash("/shapes/Ec2Fleet", ["Ec2Fleet", "EC2Fleet", "Ec2Fleet"]),
        clash("/shapes/EC2Fleet/members/a", ["a", "SetA", "set_a"]),
    ];
    assert_eq!(problems, expected);
}
