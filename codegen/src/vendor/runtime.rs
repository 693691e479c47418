//! The runtime as it leaves the repository: its sources without their tests and without the features that nobody asked
//! for, and a manifest without what only this repository needs.
//!
//! Never here: what the sources say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use toml_edit::{DocumentMut, Item, value};

use super::{Checkout, GENERATOR};
use crate::emit::{OPT_IN_FEATURES, VENDORED_MARKER};
use crate::problem::{Problem, Problems};

/// Where the runtime is in the checkout.
const RUNTIME: &str = "runtime";

/// The condition of what is there for tests.
const TESTS: &str = "test";

/// The files of the runtime, by their paths in its folder. Of the features that bring dependencies of their own, it has
/// those in `features`.
pub(super) fn files(
    checkout: &Checkout,
    features: &[String],
) -> Result<BTreeMap<String, Vec<u8>>, Problems> {
    let manifest = checkout.text(&format!("{RUNTIME}/Cargo.toml"))?;
    let manifest = self::manifest(&manifest, features)?;
    let sources = checkout.read(&format!("{RUNTIME}/src"))?;
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), manifest.into_bytes())]);
    let missing = OPT_IN_FEATURES.into_iter();
    let missing = missing.filter(|feature| !features.iter().any(|one| one == feature));
    let features = missing.map(|feature| format!("feature=\"{feature}\""));
    let conditions: Vec<_> = features.chain([TESTS.to_owned()]).collect();
    let mut gone = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for (path, bytes) in sources {
        let inside = path.strip_prefix(RUNTIME).unwrap_or(&path);
        let inside = inside.trim_start_matches('/').to_owned();
        let text = String::from_utf8(bytes).map_err(|_| damaged(&path, "the file is not UTF-8"))?;
        let (text, modules) = without(&path, &text, &conditions)?;
        for file in modules.iter().map(|name| module_file(&inside, name)) {
            folders.insert(format!("{}/", file.trim_end_matches(".rs")));
            gone.insert(file);
        }
        let text = format!("// {VENDORED_MARKER}\n{text}");
        files.insert(inside, text.into_bytes());
    }
    let is_below = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
    files.retain(|path, _| !gone.contains(path) && !is_below(path));
    Ok(files)
}

/// The manifest without tests, lints and the features that nobody asked for.
fn manifest(text: &str, features: &[String]) -> Result<String, Problem> {
    let path = format!("{RUNTIME}/Cargo.toml");
    let mut document: DocumentMut = text
        .parse()
        .map_err(|_| damaged(&path, "this is not TOML"))?;
    for table in ["dev-dependencies", "lints"] {
        document.remove(table);
    }
    if let Some(table) = document.get_mut("features").and_then(Item::as_table_mut) {
        table.retain(|name, _| {
            !OPT_IN_FEATURES.contains(&name) || features.iter().any(|one| one == name)
        });
    }
    let named: Vec<String> = features_of(&document);
    if let Some(table) = document
        .get_mut("dependencies")
        .and_then(Item::as_table_mut)
    {
        table.retain(|name, dependency| {
            let is_optional = dependency.get("optional").and_then(Item::as_bool);
            is_optional != Some(true) || named.iter().any(|one| leads_to(one, name))
        });
    }
    document["package"]["metadata"]["smithwright"]["generator"] = value(GENERATOR);
    if let Some(table) = document["package"].as_table_mut() {
        table.decor_mut().clear();
        if let Some(Item::Table(metadata)) = table.get_mut("metadata") {
            metadata.set_implicit(true);
        }
    }
    Ok(format!(
        "# {VENDORED_MARKER}\n{}",
        document.to_string().trim_start()
    ))
}

/// What the features of a manifest turn on.
fn features_of(document: &DocumentMut) -> Vec<String> {
    let table = document.get("features").and_then(Item::as_table_like);
    let lists = table.into_iter().flat_map(|table| table.iter());
    let values = lists.filter_map(|(_, list)| list.as_array());
    let texts = values.flat_map(|list| list.iter().filter_map(|value| value.as_str()));
    texts.map(ToOwned::to_owned).collect()
}

/// Whether what a feature turns on is this dependency, or a feature of it.
fn leads_to(turned_on: &str, dependency: &str) -> bool {
    let name = turned_on.strip_prefix("dep:").unwrap_or(turned_on);
    let name = name.split_once('/').map_or(name, |(name, _)| name);
    name.trim_end_matches('?') == dependency
}

/// The source without what is there under one of these conditions only, and the names of the modules among it that are
/// files of their own. Conditions are written without blanks: `test`, `feature="serde"`.
///
/// What an attribute `cfg(..)` of just that condition stands at goes, be it an item, a field or an argument: up to its
/// comma, semicolon or closing brace.
fn without(
    path: &str,
    text: &str,
    conditions: &[String],
) -> Result<(String, Vec<String>), Problem> {
    if !text.contains("cfg(") {
        return Ok((text.to_owned(), Vec::new()));
    }
    let tokens = text
        .parse()
        .map_err(|_| damaged(path, "this is not Rust"))?;
    let (mut gone, mut modules) = (BTreeSet::new(), Vec::new());
    find_gated(tokens, conditions, &mut gone, &mut modules);
    if gone.is_empty() {
        return Ok((text.to_owned(), modules));
    }
    let mut kept: Vec<&str> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let is_gap = |line: &&str| line.is_empty() || line.ends_with('{');
        let follows_gap = gone.contains(&index) && kept.last().is_none_or(is_gap);
        let is_second_gap = follows_gap && line.is_empty();
        if !is_second_gap && !gone.contains(&(index + 1)) {
            kept.push(line);
        }
    }
    Ok((format!("{}\n", kept.join("\n").trim_end()), modules))
}

/// Finds the lines of what is there under one of the conditions only, however deep.
fn find_gated(
    tokens: TokenStream,
    conditions: &[String],
    gone: &mut BTreeSet<usize>,
    modules: &mut Vec<String>,
) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_attribute = |at: usize| {
        let is_mark =
            matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == '#');
        is_mark
            && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
    };
    let mut at = 0;
    while at < tokens.len() {
        if !is_attribute(at) {
            if let TokenTree::Group(group) = &tokens[at] {
                find_gated(group.stream(), conditions, gone, modules);
            }
            at += 1;
            continue;
        }
        // All attributes of one thing, documentation among them.
        let first = at;
        let mut is_gated = false;
        while is_attribute(at) {
            let text = tokens[at + 1].to_string().replace(' ', "");
            let condition = text
                .strip_prefix("[cfg(")
                .and_then(|text| text.strip_suffix(")]"));
            is_gated |= condition.is_some_and(|one| conditions.iter().any(|other| other == one));
            at += 2;
        }
        if !is_gated {
            continue;
        }
        let end = end_of(&tokens, at);
        if let Some(name) = module_of(&tokens[at..=end]) {
            modules.push(name);
        }
        gone.extend(tokens[first].span().start().line..=tokens[end].span().end().line);
        at = end + 1;
    }
}

/// The last token of the thing that begins at `at`.
fn end_of(tokens: &[TokenTree], at: usize) -> usize {
    let mut angles = 0_usize;
    let mut before = ' ';
    for (index, token) in tokens.iter().enumerate().skip(at) {
        let next = tokens.get(index + 1);
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                return if next.is_some_and(is_comma) {
                    index + 1
                } else {
                    index
                };
            }
            TokenTree::Punct(mark) => {
                match mark.as_char() {
                    ';' => return index,
                    ',' if angles == 0 => return index,
                    '<' => angles += 1,
                    '>' if before != '-' => angles = angles.saturating_sub(1),
                    _ => {}
                }
                before = mark.as_char();
            }
            _ => before = ' ',
        }
    }
    tokens.len().saturating_sub(1)
}

/// The name of the module that these tokens declare, if they do and it is a file of its own.
fn module_of(tokens: &[TokenTree]) -> Option<String> {
    let at = tokens
        .iter()
        .position(|token| matches!(token, TokenTree::Ident(word) if word == "mod"))?;
    let is_file = matches!(tokens.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == ';');
    is_file.then(|| tokens.get(at + 1).map(ToString::to_string))?
}

/// The file of a module that is declared in the file at `path`.
fn module_file(path: &str, name: &str) -> String {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let folder = ["/mod", "/lib"]
        .iter()
        .find_map(|root| stem.strip_suffix(root))
        .unwrap_or(stem);
    format!("{folder}/{name}.rs")
}

fn damaged(path: impl AsRef<Path>, what: &str) -> Problem {
    Problem::new(
        path.as_ref(),
        "",
        what,
        "restore the checkout of the generator",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_go_with_their_files() {
        let text = "//! A.\n\nfn a() {}\n\n#[cfg(test)]\nmod tests;\n\n#[cfg(test)]\nmod more {\n    fn b() {}\n}\n";
        let (text, modules) = without("a.rs", text, &[TESTS.to_owned()]).expect("Rust");
        assert_eq!(text, "//! A.\n\nfn a() {}\n");
        assert_eq!(modules, ["tests"]);
        assert_eq!(module_file("src/a.rs", "tests"), "src/a/tests.rs");
        assert_eq!(module_file("src/lib.rs", "tests"), "src/tests.rs");
        assert_eq!(module_file("src/a/mod.rs", "tests"), "src/a/tests.rs");
    }

    #[test]
    fn only_what_is_for_tests_goes() {
        let text = "#[cfg(feature = \"test\")]\nmod a {}\n\n#[cfg(not(test))]\nfn b() {}\n";
        assert_eq!(
            without("a.rs", text, &[TESTS.to_owned()]),
            Ok((text.to_owned(), vec![]))
        );
    }

    #[test]
    fn what_belongs_to_a_feature_goes_with_it() {
        let text = "//! A.\n\nmod a;\n/// B.\n#[cfg(feature = \"x\")]\npub mod b;\n\nstruct C {\n    one: u8,\n    \
            #[cfg(feature = \"x\")]\n    two: fn() -> Map<u8, u8>,\n}\n\nimpl C {\n    /// D.\n    #[cfg(feature = \"x\")]\n    \
            fn d() {\n        e();\n    }\n\n    fn f() {}\n}\n";
        let of = |feature: &str| without("a.rs", text, &[format!("feature=\"{feature}\"")]);
        let (lean, modules) = of("x").expect("Rust");
        assert_eq!(
            lean,
            "//! A.\n\nmod a;\n\nstruct C {\n    one: u8,\n}\n\nimpl C {\n    fn f() {}\n}\n"
        );
        assert_eq!(modules, ["b"]);
        assert_eq!(of("y"), Ok((text.to_owned(), vec![])));
    }

    #[test]
    fn the_manifest_asks_for_what_is_needed() {
        let text = "# Ours.\n[package]\nname = \"a\"\n\n[features]\nrustls = [\"x/legacy\"]\nserde = []\n\n\
            [dependencies]\nx = \"1\"\n\n[dev-dependencies]\ny = \"1\"\n\n[lints]\nworkspace = true\n";
        let of = |features: &[String]| manifest(text, features).expect("TOML");
        let lean = of(&[]);
        assert!(!lean.contains("rustls") && !lean.contains("dev-") && !lean.contains("lints"));
        assert!(
            lean.contains("serde = []") && lean.contains("x = \"1\""),
            "{lean}"
        );
        assert!(of(&["rustls".to_owned()]).contains("rustls"));
        let optional = text.replace(
            "x = \"1\"",
            "x = \"1\"\nz = { version = \"1\", optional = true }",
        );
        let optional = optional.replace("serde = []", "serde = []\ntesting = [\"dep:z\"]");
        let of = |features: &[String]| manifest(&optional, features).expect("TOML");
        assert!(!of(&[]).contains("z =") && !of(&[]).contains("testing"));
        assert!(of(&["testing".to_owned()]).contains("z ="));
    }
}
