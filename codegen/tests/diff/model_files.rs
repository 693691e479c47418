//! Where the models of the tests are from.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use smithwright_codegen::diff::{Changes, Revision, diff};
use smithwright_codegen::load::{Document, Documents};
use smithwright_codegen::manifest;

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../models")
}

pub(crate) fn settings() -> Vec<manifest::Service> {
    let text = fs::read_to_string(models().join("services.toml")).expect("services.toml");
    manifest::parse(Path::new("services.toml"), &text).expect("a manifest")
}

/// The vendored model of a service.
pub(crate) fn vendored(folder: &str) -> Revision {
    let folder = models().join(folder);
    let names = [
        "service-2.json",
        "paginators-1.json",
        "waiters-2.json",
        "endpoint-rule-set-1.json",
    ];
    let paths = names.map(|name| folder.join(name));
    let texts = paths.each_ref().map(|path| fs::read_to_string(path).ok());
    let document = |index: usize| {
        let text = texts[index].as_deref()?;
        Some(Document {
            file: &paths[index],
            text,
        })
    };
    let documents = Documents {
        service: document(0).expect("a service document"),
        paginators: document(1),
        waiters: document(2),
        endpoint_rules: document(3),
    };
    let revision = Revision::read("vendored", &documents).expect("a model");
    revision.with_settings(&settings())
}

/// The folder of old models; `None`, and a line that says so, where it is not at hand.
pub(crate) fn history(test: &str) -> Option<PathBuf> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: {test}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    Some(Path::new(&data).join("model-history"))
}

/// The names of all old models, in order: `gamelift-1.13.42`.
pub(crate) fn names(history: &Path) -> Vec<String> {
    let entries = fs::read_dir(history).expect("the folder of old models");
    let names = entries.filter_map(|entry| {
        let name = entry.expect("an entry").file_name();
        Some(name.to_str()?.strip_suffix(".json.gz")?.to_owned())
    });
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// The text of an old model.
pub(crate) fn text(history: &Path, name: &str) -> String {
    let path = history.join(format!("{name}.json.gz"));
    let packed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    let read = GzDecoder::new(packed.as_slice()).read_to_string(&mut text);
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text
}

/// An old model.
pub(crate) fn old(history: &Path, name: &str) -> Revision {
    let text = text(history, name);
    let file = format!("{name}.json");
    let revision = Revision::read(name, &Documents::of(Path::new(&file), &text));
    let revision = revision.unwrap_or_else(|problems| panic!("{problems}"));
    revision.with_settings(&settings())
}

/// The pairs of the data folder that are worth a look.
pub(crate) const PAIRS: [(&str, &str); 6] = [
    ("gamelift-1.13.42", "gamelift-1.13.43"),
    ("gamelift-1.6.3", "gamelift-1.6.8"),
    ("gamelift-1.15.35", "gamelift-1.17.50"),
    ("gamelift-1.35.13", "gamelift-1.35.59"),
    ("gamelift-1.42.82", "gamelift-1.42.93"),
    ("gameliftstreams-1.38.34", "gameliftstreams-1.40.5"),
];

/// Compares two old models.
pub(crate) fn compare(history: &Path, pair: (&str, &str)) -> Changes {
    diff(&old(history, pair.0), &old(history, pair.1))
}
