//! Somebody else's repository: a folder with a program, crates vendored into it, and cargo run there.
//!
//! Nothing is downloaded: cargo gets the lock of this workspace, and what this workspace was built with is at hand.
//! Never here: what a test expects.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::vendor::{Asked, Checkout, Package, Packages, Plan, Request, plan};

use crate::workspace;

/// The folder of vendored crates in a host.
pub const VENDORED: &str = "vendor";

/// A repository, kept from one run of the tests to the next so that cargo need not build everything again.
#[derive(Debug)]
pub struct Host {
    folder: PathBuf,
    temporary: PathBuf,
}

/// Files by their paths.
pub type Texts = BTreeMap<PathBuf, String>;

impl Host {
    /// A repository with these files and none else, but for [`VENDORED`]. `temporary` is cargo's folder for the files of
    /// tests (`CARGO_TARGET_TMPDIR`).
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn new(temporary: &str, name: &str, files: &Texts) -> Self {
        let temporary = PathBuf::from(temporary);
        let folder = temporary.join("hosts").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (path, text) in files {
            write_if_changed(&folder.join(path), text);
        }
        write_if_changed(&folder.join("Cargo.lock"), &workspace::read("Cargo.lock"));
        for path in workspace::files_below(&folder) {
            let is_others = path.starts_with(VENDORED) || path == Path::new("Cargo.lock");
            if !is_others && !files.contains_key(&path) {
                fs::remove_file(folder.join(path)).expect("a file that can be removed");
            }
        }
        Self { folder, temporary }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The crates of one operation, vendored.
    pub fn vendor_operation(&self, service: &str, operation: &str) -> Plan {
        let asked = Asked {
            operations: vec![operation.to_owned()],
            used_by: Vec::new(),
        };
        self.vendor(&[(service, asked)])
    }

    /// Vendors what is asked for of each service.
    pub fn vendor(&self, services: &[(&str, Asked)]) -> Plan {
        self.vendor_with(&[], services)
    }

    /// Vendors what is asked for of each service, with features that are not always there.
    ///
    /// # Panics
    /// When it cannot be had.
    pub fn vendor_with(&self, features: &[&str], services: &[(&str, Asked)]) -> Plan {
        let services = services.iter().cloned();
        let request = Request {
            path: VENDORED.to_owned(),
            features: features.iter().map(ToString::to_string).collect(),
            services: services
                .map(|(name, asked)| (name.to_owned(), asked))
                .collect(),
        };
        let plan = self.plan(Some(request));
        // What an earlier version of the generator left here is its own.
        plan.write(true, &mut |_| {})
            .unwrap_or_else(|problems| panic!("{problems}"));
        plan
    }

    /// What would be vendored.
    ///
    /// # Panics
    /// When it cannot be had.
    pub fn plan(&self, request: Option<Request>) -> Plan {
        let checkout = Checkout::at(workspace::root());
        let folder = self.folder.join(VENDORED);
        plan(&checkout, &folder, request, &mut NoPackages)
            .unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// Runs cargo: what is as it should be gives rise to no word. What it prints on standard output; `None`, with a
    /// note, where something is not at hand.
    ///
    /// # Panics
    /// When cargo fails or warns.
    #[track_caller]
    pub fn cargo(&self, arguments: &[&str]) -> Option<String> {
        let output = run(cargo(&self.folder, &self.temporary).args(arguments))?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{arguments:?} in {}:\n{said}",
            self.folder.display()
        );
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// `cargo run` as a command that lacks the arguments of the program.
    pub fn program(&self) -> Command {
        let mut command = cargo(&self.folder, &self.temporary);
        command.args(["run", "--"]);
        command
    }
}

/// Cargo in a folder, quiet and offline.
pub fn cargo(folder: &Path, temporary: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(folder);
    command
        .env("CARGO_TERM_QUIET", "true")
        .env("CARGO_NET_OFFLINE", "true")
        // As in this workspace: dependencies that were built for it are not built again.
        .env("CARGO_TARGET_DIR", temporary.parent().unwrap_or(temporary))
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
    command
}

/// What came of cargo; `None`, with a note, where it cannot be started or would have to download something.
pub fn run(command: &mut Command) -> Option<Output> {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: cargo cannot be started: {error}");
            return None;
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("--offline") {
        eprintln!("skipped: a dependency is not at hand, and nothing is downloaded:\n{said}");
        return None;
    }
    Some(output)
}

/// Writes a file, unless that is what it says: cargo compiles again what was written.
///
/// # Panics
/// When it cannot be written.
pub fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
    fs::write(path, text).expect("a file that can be written");
}

/// The files of a folder of this workspace, by their paths in it, as they come below `to`.
///
/// # Panics
/// When one cannot be read.
pub fn files_of(folder: &str, to: &str) -> Texts {
    let paths = workspace::files_below(&workspace::root().join(folder));
    // What cargo and `vendor` make there is not the folder's.
    let is_made = |path: &Path| {
        ["target", VENDORED, "Cargo.lock"]
            .iter()
            .any(|made| path.starts_with(made))
    };
    let paths = paths.into_iter().filter(|path| !is_made(path));
    paths
        .map(|path| {
            (
                Path::new(to).join(&path),
                workspace::read(Path::new(folder).join(&path)),
            )
        })
        .collect()
}

/// No package of models: what is vendored is what the checkout has.
struct NoPackages;

impl Packages for NoPackages {
    fn package(&mut self, version: &str, _: &[String]) -> Result<Package, Problems> {
        let what = format!("version {version} was asked for");
        let fix = "remove the folder, which an older checkout has written";
        Err(Problem::new(VENDORED, "", what, fix).into())
    }
}
