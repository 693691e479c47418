//! Where the project's folders are, whatever folder a command is started in, and the cargo that builds them.
//!
//! Never here: what is in them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use smithwright_codegen::placement::Placement;
use smithwright_codegen::problem::Problem;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo says where xtask is now; the constant is where it was when it was built.
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().unwrap_or(&xtask).to_owned()
}

/// The folder `name` of the workspace, relative to the current folder when it is inside that.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = root().join(name);
    let here = env::current_dir().unwrap_or_default();
    let inside = path.strip_prefix(here).map(Path::to_path_buf);
    inside.unwrap_or(path)
}

/// Where crates in the folder `output` find the runtime: beside that folder, or else in the workspace.
pub(crate) fn placement(output: &Path) -> Result<Placement, Problem> {
    let beside = output.join("../runtime");
    if beside.join("Cargo.toml").is_file() {
        return Placement::between(output, &beside);
    }
    Placement::between(output, &root().join("runtime"))
}

/// The cargo that runs the command.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
