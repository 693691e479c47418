//! The files that say versions: `services.toml`, `models.lock`, `Cargo.lock`. What they say besides, and how,
//! stays as it is.
//!
//! Never here: which version is the next.

use std::collections::BTreeMap;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Value, value};

use crate::load::vendored::sha256;
use crate::manifest::{LOCK, PackageFile, SERVICES};
use crate::problem::Problem;

/// `services.toml` with these versions, by the names of the services.
pub(super) fn services(text: &str, versions: &BTreeMap<&str, &str>) -> Result<String, Problem> {
    let file = Path::new(SERVICES);
    let mut document = parse(file, text)?;
    for (service, version) in versions {
        let item = document
            .get_mut(service)
            .and_then(|table| table.get_mut("version"));
        match item.and_then(Item::as_value_mut) {
            Some(value) => set(value, version),
            None => return Err(strange(file, &format!("`{service}` has no `version`"))),
        }
    }
    Ok(document.to_string())
}

/// `models.lock` of these files.
pub(crate) fn lock(
    text: &str,
    version: &str,
    released: Option<&str>,
    package: Option<&PackageFile>,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<String, Problem> {
    let file = Path::new(LOCK);
    let mut document = parse(file, text)?;
    match document.get_mut("version").and_then(Item::as_value_mut) {
        Some(value) => set(value, version),
        None => return Err(strange(file, "there is no `version`")),
    }
    match (
        document.get_mut("released").and_then(Item::as_value_mut),
        released,
    ) {
        (Some(value), Some(released)) => set(value, released),
        (Some(_), None) => drop(document.remove("released")),
        (None, Some(released)) => drop(document.insert("released", value(released))),
        (None, None) => {}
    }
    for (key, text) in [
        ("file", package.map(|file| &file.name)),
        ("file-sha256", package.map(|file| &file.sha256)),
    ] {
        match (document.get_mut(key).and_then(Item::as_value_mut), text) {
            (Some(value), Some(text)) => set(value, text),
            (Some(_), None) => drop(document.remove(key)),
            (None, Some(text)) => drop(document.insert(key, value(text))),
            (None, None) => {}
        }
    }
    let Some(table) = document.get_mut("sha256").and_then(Item::as_table_mut) else {
        return Err(strange(file, "there is no table `sha256`"));
    };
    table.retain(|path, _| files.contains_key(path));
    for (path, content) in files {
        let digest = sha256(content);
        match table.get_mut(path).and_then(Item::as_value_mut) {
            Some(value) => set(value, &digest),
            None => drop(table.insert(path, value(digest))),
        }
    }
    table.sort_values();
    Ok(document.to_string())
}

/// `Cargo.lock` with these versions of crates of the workspace.
///
/// # Errors
/// The text is not TOML.
pub fn cargo_lock(file: &Path, text: &str, versions: &[(&str, &str)]) -> Result<String, Problem> {
    let mut document = parse(file, text)?;
    let packages = document
        .get_mut("package")
        .and_then(Item::as_array_of_tables_mut);
    for package in packages
        .into_iter()
        .flat_map(|packages| packages.iter_mut())
    {
        // What has a source is another crate of that name, from a registry.
        let is_ours = |(name, _): &&(&str, &str)| {
            package.get("name").and_then(Item::as_str) == Some(name)
                && !package.contains_key("source")
        };
        let new = versions.iter().find(is_ours).map(|(_, new)| *new);
        let version = package.get_mut("version").and_then(Item::as_value_mut);
        if let (Some(value), Some(new)) = (version, new) {
            set(value, new);
        }
    }
    Ok(document.to_string())
}

fn parse(file: &Path, text: &str) -> Result<DocumentMut, Problem> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let what = format!("this is not TOML: {}", error.message());
        Problem::new(file, "", what, "mend the file")
    })
}

/// Another text, with the white space and the comment of the old one.
fn set(value: &mut Value, text: &str) {
    if value.as_str() != Some(text) {
        let decor = value.decor().clone();
        *value = text.into();
        *value.decor_mut() = decor;
    }
}

fn strange(file: &Path, what: &str) -> Problem {
    let fix = "write it as the other files of its kind are written";
    Problem::new(file, "", what, fix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_of_a_service_changes() {
        let text =
            "# Why.\n[a]\nversion  =  \"0.1.0\" # kept\nfolder = 'x'\n\n[b]\nversion = '1.0.0'\n";
        let new = services(text, &BTreeMap::from([("a", "0.2.0")]));
        assert_eq!(new, Ok(text.replace("0.1.0", "0.2.0")));
        assert!(services(text, &BTreeMap::from([("c", "1.0.0")])).is_err());
    }

    #[test]
    fn a_lock_lists_the_files_there_are() {
        let text = "# Why.\n\npackage = \"botocore\"\nversion = \"1.0.0\"\n\n[sha256]\n\
            \"a/x.json\" = \"11\"\n\"b/y.json\" = \"22\"\n";
        let files = ["c/z.json", "a/x.json", "LICENSE"].map(|path| (path.to_owned(), Vec::new()));
        let new = lock(text, "1.0.1", Some("2026-11-18"), None, &files.into()).unwrap_or_default();
        let empty = sha256(b"");
        assert_eq!(
            new,
            format!(
                "# Why.\n\npackage = \"botocore\"\nversion = \"1.0.1\"\nreleased = \"2026-11-18\"\n\n[sha256]\n\
                \"LICENSE\" = \"{empty}\"\n\"a/x.json\" = \"{empty}\"\n\"c/z.json\" = \"{empty}\"\n"
            )
            .replace("\"LICENSE\" =", "LICENSE =")
        );
        let without = lock(&new, "1.0.1", None, None, &BTreeMap::new());
        assert_eq!(
            without.unwrap_or_default(),
            "# Why.\n\npackage = \"botocore\"\nversion = \"1.0.1\"\n\n[sha256]\n"
        );
    }

    #[test]
    fn only_our_own_package_is_another() {
        let ours = "[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\n \"b\",\n]\n";
        let other = "[[package]]\nname = \"a\"\nversion = \"0.1.0\"\nsource = \"registry\"\n";
        let text = format!("version = 4\n\n{ours}\n{other}");
        let new = cargo_lock(Path::new("Cargo.lock"), &text, &[("a", "0.2.0")]);
        let expected = format!("version = 4\n\n{}\n{other}", ours.replace("0.1.0", "0.2.0"));
        assert_eq!(new, Ok(expected));
    }
}
