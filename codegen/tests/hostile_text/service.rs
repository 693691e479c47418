//! A small service that has a text in every place where there can be one, and the way to its crate.

use std::path::Path;

use serde_json::Value;
use smithwright_codegen::api::Api;
use smithwright_codegen::files::Files;
use smithwright_codegen::load::{self, Document, Documents, Loaded, Source};
use smithwright_codegen::manifest::{self, ProtocolName};
use smithwright_codegen::problem::Problems;
use smithwright_codegen::{check, emit, lower};

use crate::places::{self, Place};

/// The documents, by the names that problems call them.
const DOCUMENTS: [(&str, &str); 7] = [
    ("service-2.json", include_str!("service-2.json")),
    ("paginators-1.json", include_str!("paginators-1.json")),
    ("waiters-2.json", include_str!("waiters-2.json")),
    (
        "endpoint-rule-set-1.json",
        include_str!("endpoint-rule-set-1.json"),
    ),
    ("partitions.json", include_str!("partitions.json")),
    ("services.toml", include_str!("services.toml")),
    ("models.lock", include_str!("models.lock")),
];

/// What a crate is generated from.
#[derive(Clone)]
pub(crate) struct Sources(Vec<(&'static str, Value)>);

impl Sources {
    pub(crate) fn new() -> Self {
        let documents = DOCUMENTS.map(|(name, text)| {
            let value = if is_json(name) {
                serde_json::from_str(text).expect("JSON")
            } else {
                let table: toml::Table = text.parse().expect("TOML");
                serde_json::to_value(table).expect("JSON")
            };
            (name, value)
        });
        Self(documents.into())
    }

    /// Every place of every document.
    pub(crate) fn places(&self) -> Vec<Place> {
        let documents = self.0.iter();
        documents
            .flat_map(|(name, value)| places::of(name, value))
            .collect()
    }

    /// The same with a text appended at each of these places.
    pub(crate) fn spoilt(&self, places: &[&Place], text: &str) -> Self {
        let documents = self.0.iter().map(|(name, value)| {
            let here: Vec<_> = places
                .iter()
                .copied()
                .filter(|place| place.document == *name)
                .collect();
            (*name, places::spoilt(value, &here, text))
        });
        Self(documents.collect())
    }

    fn text(&self, name: &str) -> String {
        let (_, value) = self
            .0
            .iter()
            .find(|(known, _)| *known == name)
            .expect("a document");
        if is_json(name) {
            return value.to_string();
        }
        toml::to_string(value).expect("TOML")
    }

    /// What a Rust user would see.
    pub(crate) fn lowered(&self) -> Result<Api, Problems> {
        let services = manifest::parse(Path::new("services.toml"), &self.text("services.toml"));
        let lock = manifest::parse_lock(Path::new("models.lock"), &self.text("models.lock"));
        let (mut services, lock) = (services?, lock?);
        let service = services.remove(0);
        let names = [
            "service-2.json",
            "paginators-1.json",
            "waiters-2.json",
            "endpoint-rule-set-1.json",
        ];
        let texts = names.map(|name| self.text(name));
        let document = |index: usize| Document {
            file: Path::new(names[index]),
            text: &texts[index],
        };
        let model = load::parse_service(&Documents {
            service: document(0),
            paginators: Some(document(1)),
            waiters: Some(document(2)),
            endpoint_rules: Some(document(3)),
        })?;
        let partitions =
            load::parse_partitions(Path::new("partitions.json"), &self.text("partitions.json"))?;
        let mut problems = check::check(Path::new(names[0]), &model);
        problems.extend(lower::unused_fixups(&service, &model));
        Problems(problems).finish(())?;
        let mut protocols = model.service.protocols.iter().copied();
        let protocol = protocols.find(|protocol| ProtocolName::of(*protocol) == service.protocol);
        let sources = lock.sha256.iter().map(|(path, sha256)| Source {
            path: path.into(),
            sha256: sha256.clone(),
        });
        lower::lower(&Loaded {
            protocol: protocol.expect("a protocol of the model"),
            service,
            model,
            partitions,
            file: names[0].into(),
            model_sha256: String::new(),
            sources: sources.collect(),
            lock,
            examples: Vec::new(),
            changelog: None,
            overlay: None,
        })
    }

    /// The files of the crate.
    pub(crate) fn generated(&self) -> Result<Files, Problems> {
        Ok(emit::emit(&self.lowered()?)?)
    }
}

/// Whether a document is JSON, and TOML otherwise.
pub(crate) fn is_json(document: &str) -> bool {
    let ending = std::path::Path::new(document).extension();
    ending.is_some_and(|ending| ending == "json")
}
