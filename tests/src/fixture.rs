//! The fixtures in `tests/fixtures`: one small model for each feature, and what is made of it.
//!
//! A folder holds a service in botocore's form and says in `services.toml` how it is to be generated;
//! without that file it is one `rest-json` service of which all members are optional. Endpoint rules,
//! which every service needs, are shared unless a folder has its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::api::Api;
use smithwright_codegen::files::Files;
use smithwright_codegen::load::{self, Document, Documents, Loaded};
use smithwright_codegen::manifest::{self, Lock, ProtocolName, Service};
use smithwright_codegen::problem::Problems;
use smithwright_codegen::{check, emit, lower};

use crate::workspace;

/// What the document of endpoint rules is called.
const RULES: &str = "endpoint-rule-set-1.json";

/// A service of a fixture, generated.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The name of the service, which is the fixture's where it has only one.
    pub name: String,
    /// What a Rust user sees.
    pub api: Api,
    /// The files of the crate.
    pub files: Files,
}

/// The names of all fixtures.
///
/// # Panics
/// When the folder of fixtures cannot be read.
pub fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of fixtures");
    let entries = entries.map(|entry| entry.expect("an entry of the folder"));
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = folders.map(|entry| entry.file_name().into_string().expect("a name in ASCII"));
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// The services of a fixture, generated.
///
/// # Panics
/// When something is wrong with it, which the message says.
#[track_caller]
pub fn generate(fixture: &str) -> Vec<Fixture> {
    let services = read(fixture, "services.toml").unwrap_or_else(|| default_services(fixture));
    let services = manifest::parse(Path::new("services.toml"), &services);
    let services = services.unwrap_or_else(|problems| panic!("{fixture}: {problems}"));
    services
        .into_iter()
        .map(|service| generate_service(fixture, service))
        .collect()
}

fn generate_service(fixture: &str, service: Service) -> Fixture {
    let generated = try_generate(fixture, &Texts::of(fixture), service);
    generated.unwrap_or_else(|problems| panic!("{fixture}: {problems}"))
}

fn try_generate(fixture: &str, texts: &Texts, service: Service) -> Result<Fixture, Problems> {
    let name = service.key.clone();
    let api = lower::lower(&load(fixture, texts, service)?)?;
    let files = emit::emit(&api)?;
    Ok(Fixture { name, api, files })
}

/// A model of the folder `faults` beside `SMITHWRIGHT_DATA`, generated as a crate of its name; or what is
/// wrong with it. `None` without the folder.
///
/// # Panics
/// When there is no such model.
#[track_caller]
pub fn fault(name: &str) -> Option<Result<Fixture, Problems>> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: {name}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    let path = Path::new(&data).join(format!("faults/models/{name}.json"));
    let texts = Texts {
        service: fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        ..Texts::with("", "")
    };
    Some(try_generate(name, &texts, default_service(name)))
}

/// Lowers a service of which loading and checking find nothing wrong, or says why not.
///
/// # Panics
/// When loading or checking does find something wrong.
#[track_caller]
pub fn lowered(texts: &Texts) -> Result<Api, Problems> {
    let loaded = load("arcade", texts, default_service("arcade"));
    lower::lower(&loaded.unwrap_or_else(|problems| panic!("{problems}")))
}

/// What the documents of a service say.
#[derive(Debug, Clone)]
pub struct Texts {
    /// `service-2.json`
    pub service: String,
    /// `paginators-1.json`
    pub paginators: Option<String>,
    /// `waiters-2.json`
    pub waiters: Option<String>,
    /// `endpoint-rule-set-1.json`
    pub endpoint_rules: Option<String>,
}

impl Texts {
    /// The documents of a fixture.
    fn of(fixture: &str) -> Self {
        let rules = read(fixture, RULES).or_else(|| read("", RULES));
        Self {
            service: read(fixture, "service-2.json").expect("a fixture has a service"),
            paginators: read(fixture, "paginators-1.json"),
            waiters: read(fixture, "waiters-2.json"),
            endpoint_rules: rules,
        }
    }

    /// A service with these operations and shapes, both JSON, and the shared endpoint rules.
    pub fn with(operations: &str, shapes: &str) -> Self {
        let metadata = r#""apiVersion": "2020-01-01", "endpointPrefix": "arcade", "protocol": "rest-json",
            "serviceFullName": "Arcade", "serviceId": "Arcade", "signatureVersion": "v4""#;
        let service = format!(
            r#"{{ "version": "2.0", "metadata": {{ {metadata} }}, "operations": {{ {operations} }},
                "shapes": {{ {shapes} }} }}"#
        );
        Self {
            service,
            paginators: None,
            waiters: None,
            endpoint_rules: read("", RULES),
        }
    }
}

fn load(fixture: &str, texts: &Texts, service: Service) -> Result<Loaded, Problems> {
    let file = PathBuf::from(fixture).join("service-2.json");
    let model = load::parse_service(&Documents {
        paginators: document("paginators-1.json", texts.paginators.as_deref()),
        waiters: document("waiters-2.json", texts.waiters.as_deref()),
        endpoint_rules: document(RULES, texts.endpoint_rules.as_deref()),
        ..Documents::of(&file, &texts.service)
    })?;
    Problems(check::check(&file, &model)).finish(())?;
    let mut protocols = model.service.protocols.iter().copied();
    let protocol = protocols.find(|protocol| ProtocolName::of(*protocol) == service.protocol);
    Ok(Loaded {
        service,
        protocol: protocol.expect("the model speaks the protocol of services.toml"),
        model,
        partitions: Vec::new(),
        file,
        model_sha256: String::new(),
        sources: Vec::new(),
        examples: Vec::new(),
        changelog: None,
        overlay: None,
        lock: Lock {
            package: "fixtures".into(),
            version: "1.0.0".into(),
            released: None,
            file: None,
            sha256: BTreeMap::new(),
        },
    })
}

fn document<'t>(file: &'t str, text: Option<&'t str>) -> Option<Document<'t>> {
    text.map(|text| Document {
        file: Path::new(file),
        text,
    })
}

/// The text of a file that a fixture may have.
fn read(fixture: &str, file: &str) -> Option<String> {
    fs::read_to_string(folder().join(fixture).join(file)).ok()
}

fn folder() -> PathBuf {
    workspace::root().join("tests/fixtures")
}

#[track_caller]
fn default_service(name: &str) -> Service {
    let services = manifest::parse(Path::new("services.toml"), &default_services(name));
    let mut services = services.unwrap_or_else(|problems| panic!("{problems}"));
    services.remove(0)
}

fn default_services(fixture: &str) -> String {
    format!(
        "[{fixture}]\nfolder = \"{fixture}\"\ncrate = \"{fixture}\"\nversion = \"0.1.0\"\n\
         protocol = \"rest-json\"\nnullability = \"all-optional\"\n"
    )
}
