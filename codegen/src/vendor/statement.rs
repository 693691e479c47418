//! The provenance of a crate as an in-toto statement with a SLSA predicate, for tools that read these:
//! <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md>,
//! <https://slsa.dev/spec/v1.0/provenance>.
//!
//! It is not signed: whoever vendors signs it, if anybody. There is no date in it, because the same request makes the
//! same bytes on any day. Plain structures, since the official bindings (`in_toto_attestation` 0.1.0) do not build for
//! release; a test reads what is written with them.
//! Never here: anything that `PROVENANCE.toml` does not say.

use std::collections::BTreeMap;

use serde::Serialize;

use super::provenance::{PROVENANCE, Record};
use crate::load::vendored::sha256;

/// The name of the file.
pub(super) const STATEMENT: &str = "provenance.intoto.json";

/// What kind of build this is: the external parameters are those of `cargo xtask vendor`.
const BUILD_TYPE: &str = "urn:smithwright:vendor:v1";
const BUILDER: &str = "urn:smithwright:generator";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Statement<'r> {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: Vec<Resource<'r>>,
    predicate_type: &'static str,
    predicate: Predicate<'r>,
}

#[derive(Serialize)]
struct Resource<'r> {
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    digest: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Predicate<'r> {
    build_definition: BuildDefinition<'r>,
    run_details: RunDetails<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BuildDefinition<'r> {
    build_type: &'static str,
    external_parameters: Parameters<'r>,
    resolved_dependencies: Vec<Resource<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameters<'r> {
    #[serde(rename = "crate")]
    name: &'r str,
    operations: &'r [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    used_by: &'r [String],
}

#[derive(Serialize)]
struct RunDetails<'r> {
    builder: Builder<'r>,
}

#[derive(Serialize)]
struct Builder<'r> {
    id: &'static str,
    version: BTreeMap<&'static str, &'r str>,
}

/// The file. `provenance` is the rendered record, which is a subject as well.
pub(super) fn render(record: &Record, provenance: &str) -> String {
    let files = record.sha256.iter();
    let files = files.map(|(name, digest)| resource(name, None, digest.clone()));
    let own = resource(PROVENANCE, None, sha256(provenance.as_bytes()));
    let step = record.history.last();
    let models = step.map(|step| &step.models).map(|models| {
        let uri = format!("pkg:pypi/{}@{}", models.package, models.version);
        resource(&models.file, Some(uri), models.sha256.clone())
    });
    let generator = resource("smithwright", None, record.generator.sha256.clone());
    let statement = Statement {
        kind: "https://in-toto.io/Statement/v1",
        subject: files.chain([own]).collect(),
        predicate_type: "https://slsa.dev/provenance/v1",
        predicate: Predicate {
            build_definition: BuildDefinition {
                build_type: BUILD_TYPE,
                external_parameters: Parameters {
                    name: &record.name,
                    operations: step.map_or(&[], |step| &step.operations),
                    used_by: record.asked.as_ref().map_or(&[], |asked| &asked.used_by),
                },
                resolved_dependencies: models.into_iter().chain([generator]).collect(),
            },
            run_details: RunDetails {
                builder: Builder {
                    id: BUILDER,
                    version: BTreeMap::from([("smithwright", &*record.generator.version)]),
                },
            },
        },
    };
    // Strings and lists cannot fail.
    let text = serde_json::to_string_pretty(&statement).unwrap_or_default();
    format!("{text}\n")
}

fn resource(name: &str, uri: Option<String>, sha256: String) -> Resource<'_> {
    Resource {
        name,
        uri,
        digest: BTreeMap::from([("sha256", sha256)]),
    }
}
