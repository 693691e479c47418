//! rustdoc's JSON of a crate.
//!
//! Never here: what is in it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use rustdoc_types::{Crate, FORMAT_VERSION};
use serde::Deserialize;

use crate::folder::Folder;

/// The variable that makes this program run rustdoc: its value says which.
const RUSTDOC: &str = "PARITY_RUSTDOC";

/// A crate as rustdoc sees it.
#[derive(Debug)]
pub(super) struct Documentation {
    /// The crate's name in Rust.
    pub(super) name: String,
    /// Its items.
    pub(super) items: Crate,
}

/// Which format a file has.
#[derive(Deserialize)]
struct Format {
    format_version: u32,
}

impl Documentation {
    /// Lets rustdoc write down a package on which the one in `folder` depends, `hidden` items too.
    pub(super) fn of(
        folder: &Folder,
        package: &Path,
        name: &str,
        hidden: bool,
    ) -> Result<Self, String> {
        println!("documenting {name}");
        let program = env::current_exe().map_err(|error| format!("this program: {error}"))?;
        let mut cargo = folder.cargo(package);
        let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
        cargo.env("RUSTDOC", program).env(RUSTDOC, rustdoc);
        cargo.args(["rustdoc", "--quiet", "--lib", "--package", name, "--"]);
        cargo.args(["-Zunstable-options", "--output-format", "json"]);
        if hidden {
            cargo.arg("--document-hidden-items");
        }
        let output = cargo
            .output()
            .map_err(|error| format!("cargo cannot be started: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("rustdoc fails on {name}:\n{said}"));
        }
        let name = name.replace('-', "_");
        let path = folder
            .inside("target")
            .join("doc")
            .join(format!("{name}.json"));
        let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| said(&error))?;
        let format: Format = serde_json::from_str(&text).map_err(|error| said(&error))?;
        if format.format_version != FORMAT_VERSION {
            return Err(format!(
                "this rustdoc writes format {}, and {FORMAT_VERSION} is read: take rustdoc-types 0.{} in \
                 bench/parity/Cargo.toml",
                format.format_version, format.format_version
            ));
        }
        let items = serde_json::from_str(&text).map_err(|error| said(&error))?;
        Ok(Self { name, items })
    }
}

/// Runs rustdoc, where cargo has started this program in its place: with `RUSTC_BOOTSTRAP`, without which a stable
/// rustdoc writes no JSON. With the variable set for cargo, every build script would run again.
pub(crate) fn as_rustdoc() -> Option<ExitCode> {
    let rustdoc = env::var_os(RUSTDOC)?;
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let mut command = Command::new(rustdoc);
    command.args(arguments).env("RUSTC_BOOTSTRAP", "1");
    let status = command.status().ok().and_then(|status| status.code());
    Some(
        status
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
    )
}
