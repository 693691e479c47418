//! Where the project is, where packages are built, and cargo run in them.
//!
//! Never here: what is in a package.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::package::{self, Built, Programs, Side};

/// The folders, and what was asked for of all comparisons.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Where packages are written and built.
    built: PathBuf,
    /// What the official side prints is to be kept.
    pub(crate) record: bool,
}

impl Folder {
    /// Builds in `built`.
    pub(crate) fn new(built: &Path, record: bool) -> Result<Self, String> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = package
            .as_deref()
            .and_then(|package| package.ancestors().nth(2));
        let root = root.ok_or("this is not started by cargo: run `cargo xtask parity`")?;
        let built = std::path::absolute(built).map_err(|error| said(built, &error))?;
        Ok(Self {
            root: root.to_owned(),
            built,
            record,
        })
    }

    /// A file of the checkout.
    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        let path = self.root.join(path);
        fs::read_to_string(&path).map_err(|error| said(&path, &error))
    }

    /// A folder to write in.
    pub(crate) fn inside(&self, name: &str) -> PathBuf {
        self.built.join(name)
    }

    /// Writes a package of programs for a side. Its folder.
    pub(crate) fn write(
        &self,
        name: &str,
        side: Side,
        programs: &Programs,
    ) -> Result<PathBuf, String> {
        let folder = self.inside(&format!("{name}-{}", name_of(side)));
        let manifest = package::manifest(&self.root, side, programs)?;
        write_if_changed(&folder.join("Cargo.toml"), &manifest)?;
        // What the workspace of benchmarks is built with, and what cargo adds to it for the other side stays.
        if !folder.join("Cargo.lock").is_file() {
            write_if_changed(&folder.join("Cargo.lock"), &self.read("bench/Cargo.lock")?)?;
        }
        Ok(folder)
    }

    /// Builds a package of programs.
    pub(crate) fn build(
        &self,
        name: &str,
        side: Side,
        programs: &Programs,
    ) -> Result<Built, String> {
        let folder = self.write(name, side, programs)?;
        println!("building {} programs, {}", programs.len(), name_of(side));
        let mut cargo = self.cargo(&folder);
        cargo.args(package::BUILD);
        let output = cargo.stderr(Stdio::piped()).output();
        let output = output.map_err(|error| format!("cargo cannot be started: {error}"))?;
        let built = Built::read(&String::from_utf8_lossy(&output.stdout));
        if built.executables.is_empty() && built.errors.is_empty() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("cargo fails in {}:\n{said}", folder.display()));
        }
        Ok(built)
    }

    /// Cargo in a folder. All packages are built in one place, so that they share what they depend on.
    pub(crate) fn cargo(&self, folder: &Path) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(folder);
        cargo
            .env("CARGO_TARGET_DIR", self.inside("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo
    }

    /// Cargo in the checkout, which builds where it always does.
    pub(crate) fn own_cargo(&self) -> Command {
        let mut cargo = cargo();
        cargo.current_dir(&self.root);
        cargo
    }
}

fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .env("CARGO_TERM_COLOR", "never")
        // `cargo run` says that of its own package.
        .env_remove("CARGO_MANIFEST_DIR");
    cargo
}

/// How a side is called.
pub(crate) fn name_of(side: Side) -> &'static str {
    match side {
        Side::Official => "official",
        Side::Ours => "ours",
    }
}

/// Writes a file, unless that is what it says: cargo compiles again what was written.
pub(crate) fn write_if_changed(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|error| said(parent, &error))?;
    fs::write(path, text).map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
