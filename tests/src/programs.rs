//! Programs for the official crates, as one cargo package for either side: each is a binary, one build makes them all.
//!
//! The programs are those of `bench/programs`, and those of `parity-programs` in the folder that `SMITHWRIGHT_DATA`
//! names. `bench/parity` includes this file to run them with both sides, the tests run them with ours.
//! Never here: what is expected of a program ([`super::differences`]).

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::Value;
use toml::Table;

/// The crates that a program calls: the name that it has for each, and that of ours.
const CRATES: [(&str, &str); 2] = [
    ("aws-sdk-gamelift", "gamelift"),
    ("aws-sdk-gameliftstreams", "gameliftstreams"),
];

/// How long a program may run: one that asks the network for credentials waits for it.
const LONGEST: Duration = Duration::from_mins(1);

/// Builds the package: one program that does not compile keeps no other from being built.
pub const BUILD: [&str; 4] = ["build", "--bins", "--keep-going", "--message-format=json"];

/// Whose crates a package is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The official ones.
    Official,
    /// Those in `generated/`.
    Ours,
}

/// A program, by its name, with the file that it stands in.
pub type Programs = BTreeMap<String, PathBuf>;

/// The programs of this project.
///
/// # Errors
/// The folder cannot be read.
pub fn own(root: &Path) -> io::Result<Programs> {
    in_folder(&root.join("bench/programs/src/bin"))
}

/// The programs of the folder that `SMITHWRIGHT_DATA` names; none without the variable.
///
/// # Errors
/// The folder cannot be read.
pub fn of_data() -> io::Result<Option<Programs>> {
    let data = env::var_os("SMITHWRIGHT_DATA").map(PathBuf::from);
    data.map(|data| in_folder(&data.join("parity-programs")))
        .transpose()
}

fn in_folder(folder: &Path) -> io::Result<Programs> {
    let mut programs = Programs::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default().into_owned();
        if path.extension().is_some_and(|extension| extension == "rs") {
            programs.insert(name, path);
        }
    }
    Ok(programs)
}

/// The manifest of a package of these programs: that of `bench/programs`, with the crates of one side.
///
/// # Errors
/// That manifest is not what it was.
pub fn manifest(root: &Path, side: Side, programs: &Programs) -> Result<String, String> {
    let path = root.join("bench/programs/Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parsed = text.parse::<Table>();
    let mut manifest = parsed.map_err(|error| format!("{}: {error}", path.display()))?;
    if side == Side::Ours {
        for (official, ours) in CRATES {
            let dependency = manifest
                .get_mut("dependencies")
                .and_then(|all| all.get_mut(official)?.as_table_mut())
                .ok_or_else(|| format!("{}: there is no table {official}", path.display()))?;
            dependency.remove("version");
            let folder = root.join("generated").join(ours);
            dependency.insert("path".to_owned(), folder.display().to_string().into());
            dependency.insert("package".to_owned(), ours.into());
        }
    }
    if let Some(package) = manifest
        .get_mut("package")
        .and_then(toml::Value::as_table_mut)
    {
        package.insert("autobins".to_owned(), false.into());
    }
    let binaries = programs.iter().map(|(name, path)| {
        let mut binary = Table::new();
        binary.insert("name".to_owned(), name.as_str().into());
        binary.insert("path".to_owned(), path.display().to_string().into());
        toml::Value::Table(binary)
    });
    manifest.insert("bin".to_owned(), toml::Value::Array(binaries.collect()));
    // A workspace of its own, wherever it stands.
    manifest.insert("workspace".to_owned(), Table::new().into());
    Ok(manifest.to_string())
}

/// What came of a build, by the names of the programs.
#[derive(Debug, Default)]
pub struct Built {
    /// Where the programs are.
    pub executables: BTreeMap<String, PathBuf>,
    /// What the compiler says of those that do not compile.
    pub errors: BTreeMap<String, String>,
}

impl Built {
    /// Reads the messages that cargo prints on standard output.
    pub fn read(messages: &str) -> Self {
        let mut built = Self::default();
        let messages = messages.lines();
        for message in messages.filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let target = &message["target"];
            let name = target["name"].as_str().unwrap_or_default().to_owned();
            if target["kind"] != serde_json::json!(["bin"]) {
                continue;
            }
            if let Some(path) = message["executable"].as_str() {
                built.executables.insert(name, path.into());
            } else if message["message"]["level"] == "error" {
                let text = message["message"]["rendered"].as_str();
                *built.errors.entry(name).or_default() += text.unwrap_or_default();
            }
        }
        built
    }
}

/// What a program prints on standard output, with a line for how it ended where that is not well. Nothing of this
/// machine's settings gets to it.
///
/// # Errors
/// It cannot be started, or did not end.
pub fn run(executable: &Path) -> Result<String, String> {
    let mut command = Command::new(executable);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let said = |error: io::Error| format!("{}: {error}", executable.display());
    let mut child = command.spawn().map_err(said)?;
    let mut stdout = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        if let Some(stdout) = &mut stdout {
            stdout.read_to_string(&mut text)?;
        }
        Ok(text)
    });
    let ended = wait(&mut child).map_err(said)?;
    let text = reader.join().map_err(|_| "the reader died".to_owned())?;
    let text = text.map_err(said)?;
    match ended {
        Some(0) => Ok(text),
        Some(code) => Ok(format!("{text}ended with {code}\n")),
        None => Err(format!("did not end in {} seconds", LONGEST.as_secs())),
    }
}

/// The exit code of a program; `None` where it had to be stopped.
fn wait(child: &mut Child) -> io::Result<Option<i32>> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.code().unwrap_or(-1)));
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}
