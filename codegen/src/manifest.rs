//! The two files beside the models that people write: `services.toml`, which says what to generate and
//! how, and `models.lock`, which says what the models are.
//!
//! A key that means nothing here is an error, because an option that is silently without effect is
//! worse than none. Never here: the models themselves, and reading files ([`crate::load`]).

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::Protocol;
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

/// The file that says what to generate, and how.
pub const SERVICES: &str = "services.toml";

/// The file that says what the models are.
pub const LOCK: &str = "models.lock";

/// What `services.toml` says about one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The name of its table, by which people ask for it.
    pub key: String,
    /// Its folder, relative to the folder of models.
    pub folder: String,
    /// The name of the generated crate.
    pub crate_name: String,
    /// The version of the generated crate.
    pub version: String,
    /// The protocol that the generated client speaks.
    pub protocol: ProtocolName,
    /// Which members are plain values.
    pub nullability: Nullability,
    /// The operations to generate; all of them where the list is missing.
    pub operations: Option<Vec<String>>,
    /// The hand-written examples of the crate, relative to the folder of models.
    pub examples: Vec<String>,
    /// The values of enums that the service's own model names otherwise than after the value.
    pub variants: Vec<VariantName>,
    lines: BTreeMap<String, usize>,
}

impl Service {
    /// A problem with what stands under `key`, for those that only the model brings to light.
    pub(crate) fn problem(
        &self,
        key: &str,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Problem {
        problem_in(Path::new(SERVICES), self.line(key), what, fix)
    }

    fn line(&self, key: &str) -> usize {
        self.lines.get(key).copied().unwrap_or(1)
    }
}

/// What the value of an enum is called in the service's own Smithy model, of which botocore's form has
/// the values alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantName {
    /// The enum, by its name in the model.
    pub enumeration: String,
    /// The text on the wire.
    pub value: String,
    /// The name.
    pub name: String,
    line: usize,
}

impl VariantName {
    /// A problem with this entry, for those that only the model brings to light.
    pub(crate) fn problem(&self, what: impl Into<String>, fix: impl Into<String>) -> Problem {
        problem_in(Path::new(SERVICES), self.line, what, fix)
    }
}

/// A protocol as `services.toml` and botocore call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtocolName {
    /// AWS JSON; the model says which version.
    Json,
    /// REST with JSON bodies.
    RestJson,
    /// RPC with CBOR bodies.
    SmithyRpcV2Cbor,
}

impl ProtocolName {
    const ALL: [Self; 3] = [Self::Json, Self::RestJson, Self::SmithyRpcV2Cbor];

    /// The name, as it is spelled in `services.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::RestJson => "rest-json",
            Self::SmithyRpcV2Cbor => "smithy-rpc-v2-cbor",
        }
    }

    /// The name of a model's protocol.
    pub fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => Self::Json,
            Protocol::RestJson1 => Self::RestJson,
            Protocol::RpcV2Cbor => Self::SmithyRpcV2Cbor,
        }
    }
}

/// Which members of nested structures and outputs are plain values rather than `Option`s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullability {
    /// None of them: the service marks all of its members `clientOptional`.
    AllOptional,
    /// Required members that do not hold structures.
    ClientCareful,
}

impl Nullability {
    const ALL: [Self; 2] = [Self::AllOptional, Self::ClientCareful];

    /// The name, as it is spelled in `services.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AllOptional => "all-optional",
            Self::ClientCareful => "client-careful",
        }
    }
}

/// What `models.lock` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The package that the models come from.
    pub package: String,
    /// The version of that package.
    pub version: String,
    /// The SHA-256 of every file, by its path relative to the folder of models.
    pub sha256: BTreeMap<String, String>,
}

const SERVICE_KEYS: [&str; 8] = [
    "crate",
    "examples",
    "folder",
    "nullability",
    "operations",
    "protocol",
    "variants",
    "version",
];

/// Reads `services.toml`; the services come in the order of their names.
pub fn parse(file: &Path, text: &str) -> Result<Vec<Service>, Problems> {
    let (root, mut document) = Document::open(file, text)?;
    let mut services = Vec::new();
    for (key, value) in &root {
        let name = key.get_ref().as_ref();
        if let DeValue::Table(table) = value.get_ref() {
            let table = Table {
                table,
                span: key.span(),
            };
            services.push(service(name, &table, &mut document));
        } else {
            let what = format!("`{name}` stands outside of any service");
            document.add(
                key.span(),
                what,
                "move it below the `[name]` of a service, or remove it",
            );
        }
    }
    distinct(
        &services,
        "crate",
        |service| &service.crate_name,
        &mut document,
    );
    distinct(
        &services,
        "folder",
        |service| &service.folder,
        &mut document,
    );
    document.finish(services)
}

/// Reads `models.lock`.
pub fn parse_lock(file: &Path, text: &str) -> Result<Lock, Problems> {
    let (root, mut document) = Document::open(file, text)?;
    let root = Table {
        table: &root,
        span: 0..0,
    };
    root.only(&["package", "sha256", "version"], &mut document);
    let mut sha256 = BTreeMap::new();
    if let Some(files) = root.get("sha256", &mut document) {
        match files.get_ref() {
            DeValue::Table(files) => {
                for (name, value) in files {
                    let digest = hash(value, &mut document);
                    sha256.insert(name.get_ref().to_string(), digest);
                }
            }
            _ => document.mistyped(files, "a table"),
        }
    }
    let lock = Lock {
        package: root.text("package", &mut document),
        version: root.text("version", &mut document),
        sha256,
    };
    document.finish(lock)
}

fn service(key: &str, table: &Table<'_, '_>, document: &mut Document<'_>) -> Service {
    table.only(&SERVICE_KEYS, document);
    let protocols = ProtocolName::ALL.map(|protocol| (protocol.as_str(), protocol));
    let nullabilities = Nullability::ALL.map(|nullability| (nullability.as_str(), nullability));
    let lines = table.table.iter().map(|(key, _)| {
        let line = document.line(key.span().start);
        (key.get_ref().to_string(), line)
    });
    Service {
        key: key.to_owned(),
        lines: lines.collect(),
        folder: folder(table, document),
        crate_name: crate_name(table, document),
        version: version(table, document),
        protocol: table
            .choice("protocol", protocols, document)
            .unwrap_or(ProtocolName::Json),
        nullability: table
            .choice("nullability", nullabilities, document)
            .unwrap_or(Nullability::AllOptional),
        operations: operations(table, document),
        examples: examples(table, document),
        variants: variants(table, document),
    }
}

/// A path that stays within the folder of models.
fn folder(table: &Table<'_, '_>, document: &mut Document<'_>) -> String {
    table.valid("folder", document, |text| {
        let mut parts = Path::new(text).components();
        let inside = !text.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)));
        let problem = "is not the path of a folder inside the folder of models";
        (!inside || text.contains('\\') || text.ends_with('/'))
            .then_some((problem, "write it like `SERVICE/VERSION`"))
    })
}

fn crate_name(table: &Table<'_, '_>, document: &mut Document<'_>) -> String {
    table.valid("crate", document, |text| {
        let starts_well = text.starts_with(|c: char| c.is_ascii_lowercase());
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        (!starts_well || !text.chars().all(letter)).then_some((
            "is not the name of a crate",
            "use lower-case letters, digits, `-` and `_`, and begin with a letter",
        ))
    })
}

fn version(table: &Table<'_, '_>, document: &mut Document<'_>) -> String {
    table.valid("version", document, |text| {
        let number = |part: &str| {
            let canonical = part == "0" || !part.starts_with('0');
            canonical && part.parse::<u64>().is_ok() && !part.starts_with('+')
        };
        let parts: Vec<&str> = text.split('.').collect();
        (parts.len() != 3 || !parts.into_iter().all(number))
            .then_some(("is not a version", "write it like `0.1.0`"))
    })
}

fn operations(table: &Table<'_, '_>, document: &mut Document<'_>) -> Option<Vec<String>> {
    let value = table.table.get("operations")?;
    let names = list(value, document)?;
    if names.is_empty() {
        let what = "`operations` is empty, which would generate a client that cannot do anything";
        let fix = "name the operations, or remove the list to have all";
        document.add(value.span(), what, fix);
    }
    Some(names)
}

fn examples(table: &Table<'_, '_>, document: &mut Document<'_>) -> Vec<String> {
    let Some(value) = table.table.get("examples") else {
        return Vec::new();
    };
    let names = list(value, document).unwrap_or_default();
    for name in &names {
        let path = Path::new(name);
        let inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !inside || path.extension().is_none_or(|extension| extension != "rs") {
            let what =
                format!("`{name}` is not the path of a Rust file inside the folder of models");
            document.add(
                value.span(),
                what,
                "write it like `examples/SERVICE/start.rs`",
            );
        }
    }
    names
}

fn variants(table: &Table<'_, '_>, document: &mut Document<'_>) -> Vec<VariantName> {
    let Some(value) = table.table.get("variants") else {
        return Vec::new();
    };
    let DeValue::Table(entries) = value.get_ref() else {
        document.mistyped(value, "a table");
        return Vec::new();
    };
    if entries.is_empty() {
        document.add(
            value.span(),
            "`variants` is empty",
            "name a value, or remove it",
        );
    }
    let variants = entries.iter();
    let variants = variants.filter_map(|(key, name)| variant(key, name, document));
    let mut variants: Vec<_> = variants.collect();
    variants.sort_by_key(|variant| variant.line);
    variants
}

fn variant(
    key: &Spanned<Cow<'_, str>>,
    name: &Spanned<DeValue<'_>>,
    document: &mut Document<'_>,
) -> Option<VariantName> {
    let halves = key.get_ref().split_once('.');
    let halves = halves.filter(|(enumeration, value)| !enumeration.is_empty() && !value.is_empty());
    let Some((enumeration, value)) = halves else {
        // To TOML, `Enum.value` without quotes is a table `Enum`.
        let what = format!("`{}` does not name a value of an enum", key.get_ref());
        let fix = "write it like `\"Enum.value\" = \"NAME\"`, with the quotes";
        document.add(key.span(), what, fix);
        return None;
    };
    Some(VariantName {
        enumeration: enumeration.to_owned(),
        value: value.to_owned(),
        name: smithy_name(name, document)?,
        line: document.line(key.span().start),
    })
}

/// A name that Smithy allows for a member.
fn smithy_name(value: &Spanned<DeValue<'_>>, document: &mut Document<'_>) -> Option<String> {
    let DeValue::String(name) = value.get_ref() else {
        document.mistyped(value, "a string");
        return None;
    };
    let mut after_underscores = name.trim_start_matches('_').chars();
    let starts_well = after_underscores
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic());
    if !starts_well || !after_underscores.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        let what = format!("`{name}` is not a name in Smithy");
        let fix = "use letters, digits and `_`, and begin with a letter";
        document.add(value.span(), what, fix);
        return None;
    }
    Some(name.to_string())
}

/// An array of texts, none of them twice.
fn list(value: &Spanned<DeValue<'_>>, document: &mut Document<'_>) -> Option<Vec<String>> {
    let DeValue::Array(items) = value.get_ref() else {
        document.mistyped(value, "an array of names");
        return None;
    };
    let mut names: Vec<String> = Vec::new();
    for item in items {
        match item.get_ref() {
            DeValue::String(name) if names.iter().any(|known| known == name) => {
                document.add(
                    item.span(),
                    format!("`{name}` is listed twice"),
                    "list it once",
                );
            }
            DeValue::String(name) => names.push(name.to_string()),
            _ => document.mistyped(item, "a string"),
        }
    }
    Some(names)
}

/// Reports services that share what only one can have.
fn distinct(
    services: &[Service],
    key: &str,
    of: impl Fn(&Service) -> &String,
    document: &mut Document<'_>,
) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for service in services.iter().filter(|service| !of(service).is_empty()) {
        if let Some(other) = seen.insert(of(service), &service.key) {
            let what = format!("`{other}` and `{}` have the same `{key}`", service.key);
            let fix = format!("give each service a `{key}` of its own");
            document.add_at(service.line(key), what, fix);
        }
    }
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

/// A TOML document being read, and what is wrong with it so far.
struct Document<'t> {
    file: &'t Path,
    text: &'t str,
    problems: Vec<(usize, Problem)>,
}

impl<'t> Document<'t> {
    /// The table of the whole document. What is not TOML is not read any further: what is left of it
    /// would only seem to lack things.
    fn open(file: &'t Path, text: &'t str) -> Result<(DeTable<'t>, Self), Problems> {
        let mut document = Self {
            file,
            text,
            problems: Vec::new(),
        };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            let what = format!("this is not TOML: {message}");
            document.add(error.span().unwrap_or_default(), what, "correct the line");
        }
        document
            .finish(root.into_inner())
            .map(|root| (root, document))
    }

    fn add(&mut self, span: Range<usize>, what: impl Into<String>, fix: impl Into<String>) {
        self.add_at(self.line(span.start), what, fix);
    }

    fn add_at(&mut self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        let problem = problem_in(self.file, line, what, fix);
        self.problems.push((line, problem));
    }

    fn mistyped(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let got = value.get_ref().type_str();
        let what = format!("this should be {wanted}, and is of type {got}");
        self.add(value.span(), what, format!("make it {wanted}"));
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.bytes().take(offset);
        before.filter(|byte| *byte == b'\n').count() + 1
    }

    /// `value`, unless something was wrong: then all of it, from the first line to the last.
    fn finish<T>(&mut self, value: T) -> Result<T, Problems> {
        let mut problems = std::mem::take(&mut self.problems);
        problems.sort_by_key(|(line, _)| *line);
        let problems = problems.into_iter().map(|(_, problem)| problem);
        Problems(problems.collect()).finish(value)
    }
}

fn problem_in(
    file: &Path,
    line: usize,
    what: impl Into<String>,
    fix: impl Into<String>,
) -> Problem {
    Problem::new(file, format!("line {line}"), what, fix)
}

/// A table of a [`Document`], and where its heading is.
struct Table<'a, 't> {
    table: &'a DeTable<'t>,
    span: Range<usize>,
}

impl<'a, 't> Table<'a, 't> {
    /// Reports every key that is not among `known`.
    fn only(&self, known: &[&str], document: &mut Document<'_>) {
        for key in self.table.keys() {
            let name: &str = key.get_ref().borrow();
            if !known.contains(&name) {
                let what = format!("`{name}` is not a known key");
                let fix = did_you_mean(name, known.iter().copied(), "remove it");
                document.add(key.span(), what, fix);
            }
        }
    }

    /// The value under `key`, which has to be there.
    fn get(&self, key: &str, document: &mut Document<'_>) -> Option<&'a Spanned<DeValue<'t>>> {
        let value = self.table.get(key);
        if value.is_none() {
            let what = format!("`{key}` is missing");
            document.add(self.span.clone(), what, format!("add `{key} = ..`"));
        }
        value
    }

    /// The string under `key`, which has to be there.
    fn text(&self, key: &str, document: &mut Document<'_>) -> String {
        self.valid(key, document, |_| None)
    }

    /// The string under `key`, unless `wrong` says what is wrong with it and what to do.
    fn valid(
        &self,
        key: &str,
        document: &mut Document<'_>,
        wrong: impl Fn(&str) -> Option<(&'static str, &'static str)>,
    ) -> String {
        let Some(value) = self.get(key, document) else {
            return String::new();
        };
        let DeValue::String(text) = value.get_ref() else {
            document.mistyped(value, "a string");
            return String::new();
        };
        if let Some((problem, fix)) = wrong(text) {
            document.add(value.span(), format!("`{text}` {problem}"), fix);
        }
        text.to_string()
    }

    /// One of several values, by its name.
    fn choice<T: Copy, const N: usize>(
        &self,
        key: &str,
        choices: [(&'static str, T); N],
        document: &mut Document<'_>,
    ) -> Option<T> {
        let value = self.get(key, document)?;
        let DeValue::String(text) = value.get_ref() else {
            document.mistyped(value, "a string");
            return None;
        };
        let choice = choices.iter().find(|(name, _)| *name == text.as_ref());
        if choice.is_none() {
            let names = choices.map(|(name, _)| name);
            let what = format!("`{text}` is not a known `{key}`");
            let otherwise = format!("use one of `{}`", names.join("`, `"));
            document.add(value.span(), what, did_you_mean(text, names, &otherwise));
        }
        choice.map(|(_, value)| *value)
    }
}
