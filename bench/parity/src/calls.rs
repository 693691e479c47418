//! The program that makes calls, for either side, and what came of them.
//!
//! Each side is a process of its own, compiled from one source (`bench/parity/program`): it reads a call a line, and
//! reports on it in a line. Never here: which calls are made, and which requests are expected.

mod source;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde::Deserialize;
use serde_json::Value;
use smithwright_codegen::api::Api;
use smithwright_codegen::{load, lower};

use crate::differences::Difference;
use crate::folder::{Folder, write_if_changed};
use crate::package::{Programs, Side};
use crate::printed;

/// Where the program stands, without what is generated of it.
const SOURCES: &str = "bench/parity/program";

/// Its files.
const FILES: [&str; 3] = ["main.rs", "service.rs", "values.rs"];

/// The members that the official crates do not have yet.
const NEWER: &str = "bench/parity/rules/newer.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Newer {
    members: BTreeSet<String>,
}

/// Takes the members out that only ours has.
fn leave_out_newer(apis: &mut [Api], text: &str) -> Result<(), String> {
    let newer = toml::from_str::<Newer>(text).map_err(|error| format!("{NEWER}: {error}"))?;
    let mut unknown = newer.members.clone();
    for api in apis {
        let inputs = api
            .operations
            .iter_mut()
            .map(|operation| &mut operation.input);
        for structure in api.structures.iter_mut().chain(inputs) {
            let name = structure.model_name.clone();
            structure.members.retain(|member| {
                let member = format!("{name}.{}", member.model_name);
                unknown.remove(&member);
                !newer.members.contains(&member)
            });
        }
    }
    match unknown.first() {
        Some(member) => Err(format!(
            "{NEWER}: the models have no {member} either: remove it"
        )),
        None => Ok(()),
    }
}

/// The services, without what the official crates do not have yet.
pub(crate) fn services(folder: &Folder) -> Result<Vec<Api>, String> {
    let loaded = load::load(&folder.root.join("models"), &[]);
    let loaded = loaded.map_err(|problems| problems.to_string())?;
    let apis = loaded
        .iter()
        .map(lower::lower)
        .collect::<Result<Vec<_>, _>>();
    let mut apis = apis.map_err(|problems| problems.to_string())?;
    leave_out_newer(&mut apis, &folder.read(NEWER)?)?;
    Ok(apis)
}

/// What a side says of each call, of services at these addresses (`NAME=URL`), or in the process of the program.
pub(crate) fn reports(
    folder: &Folder,
    side: Side,
    apis: &[Api],
    calls: &[Value],
    addresses: &[String],
) -> Result<Vec<Value>, String> {
    let sources = folder.inside("calls");
    for file in FILES {
        let text = folder.read(&format!("{SOURCES}/{file}"))?;
        write_if_changed(&sources.join(file), &text)?;
    }
    write_if_changed(&sources.join("calls.rs"), &source::calls(apis))?;
    let programs = Programs::from([("calls".to_owned(), sources.join("main.rs"))]);
    let built = folder.build("calls", side, &programs)?;
    let Some(executable) = built.executables.get("calls") else {
        let errors: String = built.errors.into_values().collect();
        return Err(format!("the calls do not compile, {side:?}:\n{errors}"));
    };
    let input = calls.iter().fold(String::new(), |lines, call| {
        lines + &call.to_string() + "\n"
    });
    let text = run(executable, addresses, input)
        .map_err(|error| format!("{}: {error}", executable.display()))?;
    let reports = text.lines().map(serde_json::from_str);
    let reports = reports.collect::<Result<Vec<_>, _>>();
    let reports = reports.map_err(|error| format!("a report is not JSON: {error}"))?;
    if reports.len() != calls.len() {
        return Err(format!(
            "{side:?}: {} calls, and {} reports",
            calls.len(),
            reports.len()
        ));
    }
    Ok(reports)
}

fn run(executable: &Path, addresses: &[String], input: String) -> std::io::Result<String> {
    let mut child = Command::new(executable)
        .args(addresses)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take();
    let writer = thread::spawn(move || match &mut stdin {
        Some(stdin) => stdin.write_all(input.as_bytes()),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    // A program that stops reading has said why on standard error.
    let _ = writer.join();
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How what came of a call differs.
pub(crate) fn of_outcome(official: &Value, ours: &Value) -> Vec<Difference> {
    let id = official["id"].as_str().unwrap_or_default();
    let empty = serde_json::Map::new();
    let [theirs, ours] =
        [official, ours].map(|report| report["outcome"].as_object().unwrap_or(&empty));
    let aspects = theirs
        .keys()
        .chain(ours.keys().filter(|key| !theirs.contains_key(*key)));
    let differences = aspects.filter_map(|aspect| {
        let [official, ours] =
            [theirs, ours].map(|outcome| outcome.get(aspect).unwrap_or(&Value::Null));
        let [official, ours] = [official, ours].map(|value| match aspect.as_str() {
            "debug" | "pretty" => printed::in_order(&plain(value)),
            _ => plain(value),
        });
        (official != ours).then(|| Difference {
            place: format!("{id}: {aspect}"),
            official,
            ours,
        })
    });
    differences.collect()
}

/// A text as it is, everything else as JSON.
pub(crate) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
