//! Where the project's folders are, whatever folder of it a command is started in, and the cargo that builds them.
//!
//! Never here: what is in them.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use smithwright_codegen::placement::{Placement, whole};
use smithwright_codegen::problem::Problem;

use crate::print;

/// What only a checkout of this project has.
const MARKS: [&str; 3] = ["Cargo.toml", "models/services.toml", "xtask/Cargo.toml"];

/// The checkout that the command is started in; outside of any, that of the xtask that cargo runs.
///
/// # Errors
/// There is neither. Where the binary was built does not count: it would work on a checkout that nobody named.
pub(crate) fn root() -> Result<PathBuf, Problem> {
    let here = env::current_dir().unwrap_or_default();
    let cargos = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let cargos = cargos.as_deref().and_then(Path::parent);
    let mut folders = here.ancestors().chain(cargos);
    let root = folders.find(|folder| is_checkout(folder));
    root.map(Path::to_owned).ok_or_else(|| {
        let what = "this is in no checkout of Smithwright";
        let fix = "start the command in one, or name its folders with the options that take them";
        Problem::new(&here, "", what, fix)
    })
}

/// The folder `name` of that checkout, relative to the current folder when it is inside that.
///
/// # Errors
/// There is no checkout.
pub(crate) fn folder(name: &str) -> Result<PathBuf, Problem> {
    let path = root()?.join(name);
    let here = env::current_dir().unwrap_or_default();
    Ok(match path.strip_prefix(&here) {
        Ok(inside) if inside.as_os_str().is_empty() => PathBuf::from("."),
        Ok(inside) => inside.to_owned(),
        Err(_) => path,
    })
}

/// The folder that cargo builds in.
///
/// # Errors
/// Cargo is told of none, and there is no checkout.
pub(crate) fn target() -> Result<PathBuf, Problem> {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => Ok(target.into()),
        None => folder("target"),
    }
}

fn is_checkout(folder: &Path) -> bool {
    MARKS.iter().all(|mark| folder.join(mark).is_file())
}

/// Where crates in the folder `output` find the runtime: beside that folder, or else in the workspace.
pub(crate) fn placement(output: &Path) -> Result<Placement, Problem> {
    // Of the whole path, because there may be no such folder yet.
    let output = &whole(output).unwrap_or_else(|_| output.to_owned());
    let beside = output.parent().unwrap_or(output).join("runtime");
    if beside.join("Cargo.toml").is_file() {
        return Placement::between(output, &beside);
    }
    Placement::between(output, &root()?.join("runtime"))
}

/// The cargo that runs the command.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program of the project by cargo, whose output is printed as it comes; the exit code says whether it ended well.
pub(crate) fn run_to_end(cargo: &mut Command) -> ExitCode {
    match cargo.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => not_started(&error),
    }
}

/// Says why cargo did not start, and fails.
pub(crate) fn not_started(error: &io::Error) -> ExitCode {
    print::tell(&format!("error: cannot start cargo: {error}"));
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkout_is_known_by_its_files() {
        let folder = folder("codegen").expect("this checkout");
        assert!(folder.join("src/lib.rs").exists(), "{}", folder.display());
        let other = tempfile::tempdir().expect("a folder");
        assert!(!is_checkout(other.path()));
    }
}
