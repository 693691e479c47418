//! `generated/` is exactly what `models/` and the generator say, on any machine and in any order of keys.

use std::fs;
use std::path::Path;

use smithwright_codegen::files::{Crates, Output, Scope};
use smithwright_codegen::json::{self, Value};
use smithwright_codegen::placement::Placement;
use smithwright_codegen::{GeneratedCrate, generate};
use tempfile::TempDir;
use tests::workspace;

#[track_caller]
fn generate_from(models: &Path) -> Vec<GeneratedCrate> {
    generate(models, &[], &Placement::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn generate_all() -> Vec<GeneratedCrate> {
    generate_from(&workspace::root().join("models"))
}

#[test]
fn generated_is_up_to_date() {
    let crates = generate_all();
    let files: Crates<'_> = crates
        .iter()
        .map(|one| (one.name.as_str(), &one.files))
        .collect();
    let output = Output::new(workspace::root().join("generated"));
    let found = output
        .check(&files, Scope::Whole)
        .unwrap_or_else(|problems| panic!("{problems}"));
    let stale = found.iter().flat_map(|one| {
        let differences = one.differences.iter();
        differences.map(move |other| format!("generated/{}/{}\n", one.name, other.path.display()))
    });
    let stale: String = stale.collect();
    assert!(
        stale.is_empty(),
        "these files are not what the models say; run `cargo xtask regenerate` and read the diff:\n{stale}"
    );
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    assert_same(&generate_all(), &generate_all(), str::to_owned);
}

#[test]
fn the_order_of_json_keys_is_without_meaning() {
    let folder = TempDir::new().expect("a folder");
    let models = folder.path();
    workspace::copy_folder(&workspace::root().join("models"), models);
    for path in workspace::files_below(models) {
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let file = models.join(&path);
            let text = fs::read_to_string(&file).expect("a file of text");
            fs::write(&file, shuffled(&path, &text)).expect("a file that can be written");
        }
    }
    workspace::lock_models(models);
    assert_same(&generate_all(), &generate_from(models), without_hashes);
}

#[test]
fn nothing_of_this_machine_is_generated() {
    let root = workspace::root()
        .canonicalize()
        .expect("the workspace exists");
    let root = root.display().to_string();
    for one in generate_all() {
        for (path, text) in one.files.iter() {
            assert!(
                !text.contains(&root),
                "{}/{} names {root}",
                one.name,
                path.display()
            );
        }
    }
}

/// Compares two runs, file by file, after `normalise` has taken out what may differ.
#[track_caller]
fn assert_same(
    left: &[GeneratedCrate],
    right: &[GeneratedCrate],
    normalise: impl Fn(&str) -> String,
) {
    let flat = |crates: &[GeneratedCrate]| {
        let files = crates.iter().flat_map(|one| {
            one.files
                .iter()
                .map(|(path, text)| (Path::new(&one.name).join(path), normalise(text)))
        });
        files.collect::<Vec<_>>()
    };
    let (left, right) = (flat(left), flat(right));
    assert!(!left.is_empty() && left.len() == right.len());
    for ((path, left), (other, right)) in left.iter().zip(&right) {
        assert_eq!(path, other);
        assert!(left == right, "{} differs:\n{right}", path.display());
    }
}

/// The text without the SHA-256 sums of the models, which other bytes cannot share.
fn without_hashes(text: &str) -> String {
    let is_hash =
        |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let words = words.map(|word| {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_hash(bare) {
            word.replace(bare, "SHA-256")
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

/// The document with the keys of its objects in reverse, except where their order is meant.
fn shuffled(file: &Path, text: &str) -> String {
    let value = json::parse(file, text).unwrap_or_else(|problems| panic!("{problems}"));
    let mut out = String::new();
    write(&value, &mut Vec::new(), &mut out);
    assert!(out != text, "{} was shuffled", file.display());
    out
}

/// Whether the order of the keys of the object at this path is that of the generated code: the members
/// of a structure are the fields, and endpoint rules list their parameters, headers and properties.
fn is_ordered(path: &[&str]) -> bool {
    matches!(path, ["shapes", _, "members"] | ["parameters"])
        || path.contains(&"headers")
        || path.contains(&"properties")
}

fn write<'v>(value: &'v Value, path: &mut Vec<&'v str>, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                path.push("[]");
                write(item, path, out);
                path.pop();
            }
            out.push(']');
        }
        Value::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            if !is_ordered(path) {
                members.reverse();
            }
            out.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                separate(index, out);
                out.push_str(&quoted(key));
                out.push(':');
                path.push(key);
                write(value, path, out);
                path.pop();
            }
            out.push('}');
        }
    }
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text can be written as JSON")
}
