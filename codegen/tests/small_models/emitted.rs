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

#[test]
fn types_are_spelled_in_full_in_the_file_of_their_namesake() {
    for (name, path, fields) in [
        (
            "Option",
            "src/types/_option.rs",
            [
                "pub text: ::std::option::Option<String>,",
                "pub list: ::std::option::Option<Vec<::std::option::Option<String>>>,",
                "list set_list get_list: [list ::std::option::Option<String>] = Member::new(\"List\", &shapes::LIST);",
            ],
        ),
        (
            "String",
            "src/types/_string.rs",
            [
                "pub text: Option<::std::string::String>,",
                "pub list: Option<Vec<Option<::std::string::String>>>,",
                "list set_list get_list: [list Option<::std::string::String>] = Member::new(\"List\", &shapes::LIST);",
            ],
        ),
        (
            "Vec",
            "src/types/_vec.rs",
            [
                "pub text: Option<String>,",
                "pub list: Option<::std::vec::Vec<Option<String>>>,",
                "list set_list get_list: [list Option<String>] = Member::new(\"List\", &shapes::LIST);",
            ],
        ),
        (
            "Member",
            "src/types/_member.rs",
            [
                "pub text: Option<String>,",
                "pub list: Option<Vec<Option<String>>>,",
                "list set_list get_list: [list Option<String>] = smithwright_runtime::schema::Member::new(\"List\", &shapes::LIST);",
            ],
        ),
    ] {
        let file = file(path, &[("It", name)], &everything(name));
        check_lines(&file, &fields);
        assert_eq!(
            file.contains("use smithwright_runtime::schema::Member;"),
            name != "Member"
        );
    }
    let file = file("src/types/_box.rs", &[("It", "Box")], &everything("Box"));
    check_lines(
        &file,
        &["pub self_: Option<::std::boxed::Box<crate::types::Box>>,"],
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
    check_lines(
        &file,
        &[
            "pub it: Option<crate::types::Option>,",
            "pub text: Option<String>,",
            "_request_id: Option<String>,",
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
    let option = text(&files, "src/operation/_option.rs");
    check_lines(
        &option,
        &[
            "pub list: ::std::option::Option<Vec<String>>,",
            "_request_id: ::std::option::Option<String>,",
        ],
    );
    let string = text(&files, "src/operation/_string.rs");
    check_lines(&string, &["_request_id: Option<::std::string::String>,"]);
    let member = text(&files, "src/operation/_member.rs");
    assert!(!member.contains("use smithwright_runtime::schema::Member;"));
    for unlike in ["client", "default", "send", "some"] {
        let file = text(&files, &format!("src/operation/_{unlike}.rs"));
        check_lines(
            &file,
            &["pub text: Option<String>,", "_request_id: Option<String>,"],
        );
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
