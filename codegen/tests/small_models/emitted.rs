//! What is emitted where a model's names meet those of Rust and of the runtime. That all of it compiles
//! is proven in `tests/tests/compiles.rs`.

use smithwright_codegen::emit;
use smithwright_codegen::files::Files;

use crate::{loaded, lowered, members, play};

/// A file of the crate for `Play`, with these members on either side, and these shapes.
#[track_caller]
fn file(path: &str, held: &[(&str, &str)], shapes: &str) -> String {
    let api = lowered(&play(&members(held), &members(held), shapes));
    text(&emit::emit(&api).expect("files"), path)
}

#[track_caller]
fn text(files: &Files, path: &str) -> String {
    files.get(path).expect("the file").to_owned()
}

/// Checks that a file has each of these lines, whatever their indentation.
#[track_caller]
fn check_lines(file: &str, lines: &[&str]) {
    for line in lines {
        assert!(
            file.lines().any(|other| other.trim() == *line),
            "no line `{line}` in:\n{file}"
        );
    }
}

/// A structure of that name, which holds a text, and may hold nothing in a list, map or box.
fn everything(name: &str) -> String {
    let held = [
        ("Text", "Text"),
        ("List", "List"),
        ("Map", "Map"),
        ("Self", name),
    ];
    format!(
        r#""List": {{ "type": "list", "sparse": true, "member": {{ "shape": "Text" }} }},
        "Map": {{ "type": "map", "sparse": true, "key": {{ "shape": "Text" }}, "value": {{ "shape": "Text" }} }},
        "{name}": {{ "type": "structure", {} }}"#,
        members(&held)
    )
}

/// Checks that a file states these members so.
#[track_caller]
fn check_members(file: &str, members: &[(&str, &str)]) {
    for (member, of) in members {
        let start = format!("        pub {member}: ({of}) = ");
        let is_stated = file.lines().any(|line| line.starts_with(&start));
        assert!(is_stated, "no `{start}` in:\n{file}");
    }
}

/// How a file writes the types of std beside a type of its own that is called so.
const IN_FULL: [(&str, &str); 2] = [
    ("text", "::std::option::Option<::std::string::String>"),
    (
        "list",
        "::std::option::Option<::std::vec::Vec<::std::option::Option<::std::string::String>>>",
    ),
];

#[test]
fn types_are_spelled_in_full_in_the_file_of_a_namesake_of_one() {
    for (name, path) in [
        ("Box", "src/types/_box.rs"),
        ("HashMap", "src/types/_hash_map.rs"),
        ("Option", "src/types/_option.rs"),
        ("String", "src/types/_string.rs"),
        ("Vec", "src/types/_vec.rs"),
    ] {
        let file = file(path, &[("It", name)], &everything(name));
        check_members(&file, &IN_FULL);
        let itself = format!("::std::option::Option<::std::boxed::Box<crate::types::{name}>>");
        let map = "::std::option::Option<::std::collections::HashMap<::std::string::String, ::std::option::Option<::std::string::String>>>";
        check_members(&file, &[("self_", &itself), ("map", map)]);
    }
    let member = file(
        "src/types/_member.rs",
        &[("It", "Member")],
        &everything("Member"),
    );
    check_members(&member, &[("text", "Option<String>")]);
    assert!(!member.contains("use smithwright_runtime::schema::Member;"));
    assert!(
        member.contains("= smithwright_runtime::schema::Member::new(\"List\", &shapes::LIST),")
    );
}

#[test]
fn types_are_spelled_briefly_everywhere_else() {
    let shapes = everything("Option");
    let file = file(
        "src/operation/_play.rs",
        &[("It", "Option"), ("Text", "Text")],
        &shapes,
    );
    check_members(
        &file,
        &[
            ("it", "Option<crate::types::Option>"),
            ("text", "Option<String>"),
        ],
    );
}

#[test]
fn operations_may_be_called_like_types() {
    let structure = members(&[("Text", "Text"), ("List", "List")]);
    let shapes = format!(
        r#""Held": {{ "type": "structure", {structure} }}, "Text": {{ "type": "string" }},
        "List": {{ "type": "list", "member": {{ "shape": "Text" }} }}"#
    );
    let operations = [
        "Client", "Default", "Member", "Option", "Send", "Some", "String",
    ];
    let operations = operations.map(|name| {
        format!(
            r#""{name}": {{ "name": "{name}", "http": {{ "method": "POST", "requestUri": "/" }},
            "input": {{ "shape": "Held" }}, "output": {{ "shape": "Held" }} }}"#
        )
    });
    let api = lowered(&loaded(&operations.join(", "), &shapes));
    let files = emit::emit(&api).expect("files");
    let list = "::std::option::Option<::std::vec::Vec<::std::string::String>>";
    for like in ["option", "string"] {
        let file = text(&files, &format!("src/operation/_{like}.rs"));
        check_members(&file, &[("text", IN_FULL[0].1), ("list", list)]);
    }
    let member = text(&files, "src/operation/_member.rs");
    assert!(!member.contains("use smithwright_runtime::schema::Member;"));
    for unlike in ["client", "default", "send", "some"] {
        let file = text(&files, &format!("src/operation/_{unlike}.rs"));
        check_members(&file, &[("text", "Option<String>")]);
    }
}

#[test]
fn the_service_may_be_called_like_a_type_of_the_runtime() {
    let mut loaded = play(&members(&[]), &members(&[]), "");
    "Protocol".clone_into(&mut loaded.model.service.id);
    let service = text(
        &emit::emit(&lowered(&loaded)).expect("files"),
        "src/service.rs",
    );
    check_lines(
        &service,
        &[
            "use smithwright_runtime::service::Service;",
            "pub struct Protocol;",
            "impl Service for Protocol {",
            "smithwright_runtime::protocol::Protocol::RpcV2Cbor,",
        ],
    );
    assert!(!service.contains("use smithwright_runtime::protocol::Protocol;"));
}
