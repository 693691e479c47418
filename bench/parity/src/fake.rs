//! Calls every operation of our fakes through the official crates, once with a valid request and once with an invalid one.
//!
//! What is served is the program of `cargo xtask serve`, on loopback; it also says what a valid input of each operation
//! is. A valid call has to end with an output, and the official crate has to read of it what ours reads. An
//! invalid one has to end with the error that the service has for it, as a variant of the operation's error. Each
//! official crate speaks one protocol; botocore calls the fakes in all of them (`fake/tests/boto.rs`).
//! Never here: what a fake answers.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use smithwright_codegen::api::{Api, Location, Member, Operation, RustType, Shape, ShapeRef};

use crate::Outcome;
use crate::calls::{self, of_outcome, plain};
use crate::folder::Folder;
use crate::package::{Built, Side};

/// The error that each service has for a request that breaks its model, with the status it is sent with.
const REFUSALS: [(&str, &str, u16); 2] = [
    ("gamelift", "InvalidRequestException", 400),
    ("gameliftstreams", "ValidationException", 400),
];

/// What decides inputs and answers.
const SEED: &str = "11";

/// A body of no protocol, in hexadecimal digits.
const BROKEN: &str = "ff00";

/// Calls the fakes of all services.
pub(crate) fn compare(folder: &Folder) -> Result<Outcome, String> {
    let apis = calls::services(folder)?;
    let fake = build(folder)?;
    let (mut valid, mut invalid) = (Vec::new(), Vec::new());
    for api in &apis {
        let service = &api.package.crate_name;
        let inputs = inputs(&fake, service)?;
        for operation in &api.operations {
            let input = &inputs[&operation.model_name];
            if !input.is_object() {
                return Err(format!("the fake has no input of {}", operation.model_name));
            }
            let call = |kind: &str, params: &Value| {
                json!({
                    "id": format!("{service} {} {kind}", operation.model_name),
                    "service": service,
                    "operation": operation.model_name,
                    "params": params,
                })
            };
            valid.push(call("valid", input));
            invalid.push(if let Some(params) = spoiled(api, operation, input) {
                call("invalid", &params)
            } else {
                let mut call = call("invalid", input);
                call["body"] = BROKEN.into();
                call
            });
        }
    }
    println!(
        "{} valid calls, {} invalid ones",
        valid.len(),
        invalid.len()
    );

    let mut outcome = Outcome::default();
    let calls: Vec<Value> = valid.iter().chain(&invalid).cloned().collect();
    let reports = reports(folder, &fake, Side::Official, &apis, &calls)?;
    let (official, refused) = reports.split_at(valid.len());
    // Another server, so that its answers are the same again.
    let ours = self::reports(folder, &fake, Side::Ours, &apis, &valid)?;
    for (official, ours) in official.iter().zip(&ours) {
        if official["outcome"]["kind"] == "output" {
            let differences = of_outcome(official, ours);
            outcome.equal += usize::from(differences.is_empty());
            outcome.differences.extend(differences);
        } else {
            outcome.failures.push(failure(official));
        }
    }
    for (call, report) in invalid.iter().zip(refused) {
        if is_refusal(&call["service"], &report["outcome"]) {
            outcome.equal += 1;
        } else {
            outcome.failures.push(failure(report));
        }
    }
    Ok(outcome)
}

fn failure(report: &Value) -> String {
    format!("{}: {}", plain(&report["id"]), report["outcome"])
}

/// Whether a call ended with the error that the service has for it.
fn is_refusal(service: &Value, outcome: &Value) -> bool {
    let mut refusals = REFUSALS.iter();
    let Some((_, code, status)) = refusals.find(|(name, ..)| service == name) else {
        return false;
    };
    let variant = format!("{code}({code} {{");
    let is_modelled = |debug: &str| debug.starts_with(&variant);
    outcome["kind"] == "service error"
        && outcome["code"] == *code
        && outcome["status"] == *status
        && outcome["debug"].as_str().is_some_and(is_modelled)
        && outcome["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
}

/// Builds the program that serves, beside what the project is built with.
fn build(folder: &Folder) -> Result<PathBuf, String> {
    println!("building the fake");
    let mut cargo = folder.own_cargo();
    cargo.args(["build", "--locked", "--package", "fake", "--bin", "fake"]);
    cargo.arg("--message-format=json");
    let output = cargo.stderr(Stdio::piped()).output();
    let output = output.map_err(|error| format!("cargo cannot be started: {error}"))?;
    let mut built = Built::read(&String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8_lossy(&output.stderr);
    let executable = built.executables.remove("fake");
    executable.ok_or_else(|| format!("the fake does not compile:\n{said}"))
}

/// A valid input of each operation.
fn inputs(fake: &Path, service: &str) -> Result<Value, String> {
    let said = |error: &dyn std::fmt::Display| format!("{} --inputs: {error}", fake.display());
    let mut program = Command::new(fake);
    program.args([service, "--inputs", "--seed", SEED]);
    let output = program.output().map_err(|error| said(&error))?;
    serde_json::from_slice(&output.stdout).map_err(|error| said(&error))
}

/// Calls servers of their own.
fn reports(
    folder: &Folder,
    fake: &Path,
    side: Side,
    apis: &[Api],
    calls: &[Value],
) -> Result<Vec<Value>, String> {
    let names = apis.iter().map(|api| api.package.crate_name.as_str());
    let servers = names.map(|service| Server::start(fake, service));
    let servers = servers.collect::<Result<Vec<_>, _>>()?;
    let addresses: Vec<String> = servers
        .iter()
        .map(|server| server.address.clone())
        .collect();
    calls::reports(folder, side, apis, calls, &addresses)
}

/// A fake under way, until it is dropped.
struct Server {
    program: Child,
    /// `NAME=URL`.
    address: String,
}

impl Server {
    fn start(fake: &Path, service: &str) -> Result<Self, String> {
        let said = |error: std::io::Error| format!("{}: {error}", fake.display());
        let mut program = Command::new(fake)
            .args([service, "--port", "0", "--seed", SEED])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(said)?;
        let stdout = program.stdout.take().map(BufReader::new);
        let mut server = Self {
            program,
            address: String::new(),
        };
        let mut lines = stdout.into_iter().flat_map(BufRead::lines);
        let line = lines.next().transpose().map_err(said)?;
        let line = line.unwrap_or_default();
        let (_, url) = line
            .split_once(" at ")
            .ok_or_else(|| format!("{service}: the fake prints no address: {line}"))?;
        server.address = format!("{service}={url}");
        // It logs each call, and would wait for a reader.
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// An input that breaks the model where the official crates send it all the same: without something that is required
/// in the body, or with something too large in the path or query. `None` where there is nothing to break.
fn spoiled(api: &Api, operation: &Operation, input: &Value) -> Option<Value> {
    let params = input.as_object()?;
    let members = &operation.input.members;
    let dispensable = |member: &&Member| {
        member.required && !member.idempotency_token && member.location == Location::Body
    };
    let mut params = params.clone();
    if let Some(member) = members.iter().find(dispensable) {
        params.remove(&member.model_name)?;
        return Some(Value::Object(params));
    }
    let (name, value) = members.iter().find_map(|member| {
        let is_outside = matches!(member.location, Location::Label | Location::Query(_));
        let shape = shape(api, member).filter(|_| is_outside)?;
        let value: Value = match member.value {
            RustType::String => "x"
                .repeat(usize::try_from(shape.max_length?).ok()? + 1)
                .into(),
            RustType::Integer(_) => (shape.max.as_ref()?.0.parse::<i64>().ok()? + 1).into(),
            _ => return None,
        };
        Some((member.model_name.clone(), value))
    })?;
    params.insert(name, value);
    Some(Value::Object(params))
}

fn shape<'a>(api: &'a Api, member: &Member) -> Option<&'a Shape> {
    match &member.shape {
        ShapeRef::Static(name) => api.shapes.iter().find(|shape| shape.static_name == *name),
        ShapeRef::Structure => None,
    }
}
