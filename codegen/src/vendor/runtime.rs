//! The runtime as it leaves the repository: its sources without their tests, and a manifest without what only this
//! repository needs.
//!
//! Never here: what the sources say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::spanned::Spanned as _;
use toml_edit::{DocumentMut, Item, value};

use super::{Checkout, GENERATOR};
use crate::emit::{OPT_IN_FEATURES, VENDORED_MARKER};
use crate::problem::{Problem, Problems};

/// Where the runtime is in the checkout.
const RUNTIME: &str = "runtime";

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
    let mut tests = BTreeSet::new();
    for (path, bytes) in sources {
        let inside = path.strip_prefix(RUNTIME).unwrap_or(&path);
        let inside = inside.trim_start_matches('/').to_owned();
        let text = String::from_utf8(bytes).map_err(|_| damaged(&path, "the file is not UTF-8"))?;
        let text = if text.contains("cfg(test)") {
            let (text, modules) = without_tests(&path, &text)?;
            tests.extend(modules.iter().map(|name| module_file(&inside, name)));
            text
        } else {
            text
        };
        let text = format!("// {VENDORED_MARKER}\n{text}");
        files.insert(inside, text.into_bytes());
    }
    files.retain(|path, _| !tests.contains(path));
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

/// The source without the items that are only there for tests, and the names of the modules among these that are files
/// of their own.
fn without_tests(path: &str, text: &str) -> Result<(String, Vec<String>), Problem> {
    let file = syn::parse_file(text).map_err(|_| damaged(path, "this is not Rust"))?;
    let mut modules = Vec::new();
    let mut gone = BTreeSet::new();
    for item in &file.items {
        let (attributes, module) = match item {
            syn::Item::Mod(item) => (&item.attrs, item.content.is_none().then_some(&item.ident)),
            syn::Item::Use(item) => (&item.attrs, None),
            syn::Item::Fn(item) => (&item.attrs, None),
            syn::Item::Impl(item) => (&item.attrs, None),
            _ => continue,
        };
        if attributes.iter().any(is_for_tests) {
            modules.extend(module.map(ToString::to_string));
            let span = item.span();
            gone.extend(span.start().line..=span.end().line);
        }
    }
    let lines = text.lines().enumerate();
    let kept = lines.filter(|(index, _)| !gone.contains(&(index + 1)));
    let kept = kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    Ok((format!("{}\n", kept.trim_end()), modules))
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    let is_test = |path: syn::Path| path.is_ident("test");
    attribute.path().is_ident("cfg") && attribute.parse_args().is_ok_and(is_test)
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
        let (text, modules) = without_tests("a.rs", text).expect("Rust");
        assert_eq!(text, "//! A.\n\nfn a() {}\n");
        assert_eq!(modules, ["tests"]);
        assert_eq!(module_file("src/a.rs", "tests"), "src/a/tests.rs");
        assert_eq!(module_file("src/lib.rs", "tests"), "src/tests.rs");
        assert_eq!(module_file("src/a/mod.rs", "tests"), "src/a/tests.rs");
    }

    #[test]
    fn only_what_is_for_tests_goes() {
        let text = "#[cfg(feature = \"test\")]\nmod a {}\n\n#[cfg(not(test))]\nfn b() {}\n";
        assert_eq!(without_tests("a.rs", text), Ok((text.to_owned(), vec![])));
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
    }
}
