//! The services' own models: as they are here, and as they were.

use std::io::Read as _;
use std::path::Path;

use crate::package::Package;
use crate::workspace::{Workspace, repository};
use crate::{check_up_to_date, succeeded};

const GAMELIFT: &str = "gamelift/2015-10-01";
const STREAMS: &str = "gameliftstreams/2018-05-10";

/// The models of this repository, with others in the place of two of them.
fn models(gamelift: &str, streams: &str) -> Vec<(&'static str, String)> {
    let path = |path: &str| repository(&format!("models/{path}"));
    let paginators = |folder: &str, model: &str| {
        let all: serde_json::Value =
            serde_json::from_str(&path(&format!("{folder}/paginators-1.json"))).expect("JSON");
        let model: serde_json::Value = serde_json::from_str(model).expect("JSON");
        let mut all = all;
        // An old model does not have all operations.
        if let Some(pages) = all["pagination"].as_object_mut() {
            pages.retain(|operation, _| model["operations"].get(operation).is_some());
        }
        all.to_string()
    };
    vec![
        (
            "gamelift/2015-10-01/endpoint-rule-set-1.json",
            path("gamelift/2015-10-01/endpoint-rule-set-1.json"),
        ),
        (
            "gamelift/2015-10-01/paginators-1.json",
            paginators(GAMELIFT, gamelift),
        ),
        ("gamelift/2015-10-01/service-2.json", gamelift.to_owned()),
        (
            "gameliftstreams/2018-05-10/endpoint-rule-set-1.json",
            path("gameliftstreams/2018-05-10/endpoint-rule-set-1.json"),
        ),
        (
            "gameliftstreams/2018-05-10/paginators-1.json",
            paginators(STREAMS, streams),
        ),
        (
            "gameliftstreams/2018-05-10/service-2.json",
            streams.to_owned(),
        ),
        (
            "gameliftstreams/2018-05-10/waiters-2.json",
            path("gameliftstreams/2018-05-10/waiters-2.json"),
        ),
        ("partitions.json", path("partitions.json")),
    ]
}

/// `services.toml` of this repository, but for our examples.
fn services() -> String {
    let text = repository("models/services.toml");
    let lines = text.lines().filter(|line| !line.starts_with("examples = "));
    lines.map(|line| format!("{line}\n")).collect()
}

fn version(workspace: &Workspace, name: &str) -> String {
    let manifest = workspace.read(&format!("generated/{name}/Cargo.toml"));
    let mut lines = manifest.lines();
    lines
        .find_map(|line| line.strip_prefix("version = "))
        .expect("a version")
        .to_owned()
}

#[test]
fn the_models_of_this_repository_without_a_member() {
    let [gamelift, streams] =
        [GAMELIFT, STREAMS].map(|folder| repository(&format!("models/{folder}/service-2.json")));
    let workspace = Workspace::new(&services(), &models(&gamelift, &streams));
    let mut less: serde_json::Value = serde_json::from_str(&gamelift).expect("JSON");
    let members = less["shapes"]["GameSession"]["members"]
        .as_object_mut()
        .expect("members");
    members.remove("DnsName").expect("a member");
    Package::new("1.44.6", &models(&less.to_string(), &streams)).cache(&workspace.cache());
    let ran = workspace.update(&[]);
    assert!(
        succeeded(&ran).contains("| `gamelift` | 0.1.0 → **0.2.0** | 1 | 0 | 0 |"),
        "{}",
        ran.out
    );
    let changelog = workspace.read("generated/gamelift/CHANGELOG.md");
    assert!(
        changelog.contains("`types::GameSession::dns_name()`"),
        "{changelog}"
    );
    assert_eq!(version(&workspace, "gamelift"), "\"0.2.0\"");
    assert_eq!(version(&workspace, "gameliftstreams"), "\"0.1.0\"");
    check_up_to_date(&workspace);
}

#[test]
fn the_models_of_years() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: the_models_of_years: SMITHWRIGHT_DATA is not set");
        return;
    };
    let model = |name: &str| {
        let path = Path::new(&data).join(format!("model-history/{name}.json.gz"));
        let packed = std::fs::File::open(&path).expect("a model");
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed)
            .read_to_string(&mut text)
            .expect("a model");
        text
    };
    let old = models(
        &model("gamelift-1.42.82"),
        &model("gameliftstreams-1.38.34"),
    );
    let new = models(&model("gamelift-1.42.93"), &model("gameliftstreams-1.40.5"));
    // The waiters of today's overlay expect values that these models lack.
    let lines = services();
    let lines = lines.lines().filter(|line| !line.starts_with("overlay = "));
    let services: String = lines.map(|line| format!("{line}\n")).collect();
    let workspace = Workspace::ungenerated(&services, &old);
    Package::new("1.42.93", &new).cache(&workspace.cache());
    let ran = workspace.update(&["--botocore", "1.42.93"]);
    assert!(succeeded(&ran).contains("protocols changed"), "{}", ran.out);
    assert_eq!(version(&workspace, "gamelift"), "\"0.1.1\"");
    assert_eq!(version(&workspace, "gameliftstreams"), "\"0.1.1\"");
    let changelog = workspace.read("models/changelogs/gamelift.md");
    let change = "- Requests look different on the wire:\n  - protocols changed: `service` \
        (`json 1.1` -> `smithy-rpc-v2-cbor, json 1.1`).\n";
    assert!(changelog.contains(change), "{changelog}");
    check_up_to_date(&workspace);
}
