//! `models.lock`: the package that the models come from, and what every file of it is.
//!
//! Never here: comparing a digest with a file ([`crate::load`]).

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use super::document::{Document, Table};
use super::{PORTABLE, is_portable};
use crate::problem::Problems;

/// What `models.lock` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The package that the models come from.
    pub package: String,
    /// The version of that package.
    pub version: String,
    /// When that version was published, as `YYYY-MM-DD`, if that is stated.
    pub released: Option<String>,
    /// The file that the package was, if that is stated.
    pub file: Option<PackageFile>,
    /// The SHA-256 of every file, by its path relative to the folder of models.
    pub sha256: BTreeMap<String, String>,
}

/// The file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Its name, such as `botocore-1.44.5-py3-none-any.whl`.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Whether a text is a version of a package, such as `1.44.5` or `1.45.0rc1`. It lands in manifests, sources,
/// pages and names of files.
pub fn is_version(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let begins = text.starts_with(|c: char| c.is_ascii_digit());
    begins && text.len() <= 64 && text.chars().all(letter) && !text.contains("..")
}

/// Reads `models.lock`.
pub fn parse_lock(file: &Path, text: &str) -> Result<Lock, Problems> {
    let (root, mut document) = Document::open(file, text)?;
    let root = Table {
        table: &root,
        span: 0..0,
    };
    let keys = [
        "file",
        "file-sha256",
        "package",
        "released",
        "sha256",
        "version",
    ];
    root.only(&keys, &mut document);
    let mut sha256 = BTreeMap::new();
    if let Some(files) = root.get("sha256", &mut document) {
        match files.get_ref() {
            DeValue::Table(files) => {
                for (name, value) in files {
                    let path: &str = name.get_ref();
                    if !is_portable(path) {
                        let what = format!(
                            "`{path}` is not the path of a file inside the folder of models"
                        );
                        document.add(name.span(), what, PORTABLE);
                    }
                    let digest = hash(value, &mut document);
                    sha256.insert(path.to_owned(), digest);
                }
            }
            _ => document.mistyped(files, "a table"),
        }
    }
    let lock = Lock {
        package: root.valid("package", &mut document, |name| {
            let letter = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
            (name.is_empty() || !name.chars().all(letter)).then_some((
                "is not the name of a package",
                "write it as the registry does",
            ))
        }),
        version: root.valid("version", &mut document, |version| {
            (!is_version(version)).then_some(("is not a version", "write it like `1.44.5`"))
        }),
        released: root
            .table
            .contains_key("released")
            .then(|| released(&root, &mut document)),
        file: package_file(&root, &mut document),
        sha256,
    };
    document.finish(lock)
}

fn released(root: &Table<'_, '_>, document: &mut Document<'_>) -> String {
    root.valid("released", document, |date| {
        (!is_day(date)).then_some(("is no date", "write it as YYYY-MM-DD"))
    })
}

/// Whether a text is a day as `YYYY-MM-DD`.
pub fn is_day(text: &str) -> bool {
    let like = |(character, shape): (u8, u8)| match shape {
        b'0' => character.is_ascii_digit(),
        shape => character == shape,
    };
    text.len() == 10 && text.bytes().zip(*b"0000-00-00").all(like)
}

/// The file of the package: both of its keys, or neither.
fn package_file(root: &Table<'_, '_>, document: &mut Document<'_>) -> Option<PackageFile> {
    let has = |key: &str| root.table.contains_key(key);
    if !has("file") && !has("file-sha256") {
        return None;
    }
    let name = root.valid("file", document, |name| {
        let letter = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
        (name.is_empty() || !name.chars().all(letter)).then_some((
            "is not the name of a package's file",
            "write it like `botocore-1.44.5.tar.gz`",
        ))
    });
    let sha256 = root.get("file-sha256", document)?;
    let sha256 = hash(sha256, document);
    Some(PackageFile { name, sha256 })
}

fn hash(value: &Spanned<DeValue<'_>>, document: &mut Document<'_>) -> String {
    let DeValue::String(text) = value.get_ref() else {
        document.mistyped(value, "a string");
        return String::new();
    };
    let digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    if text.len() != 64 || !text.bytes().all(digit) {
        let what = format!("`{text}` is not a SHA-256");
        document.add(
            value.span(),
            what,
            "write the 64 digits that `sha256sum` prints",
        );
    }
    text.to_string()
}
