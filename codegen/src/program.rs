//! Finds the source files of a program that calls a generated crate.
//!
//! What cargo builds, what is vendored from a registry and what this project generated is not the
//! program's own. Never here: what stands in the files.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diff::{Program, Source};
use crate::files::has_header;
use crate::problem::{Problem, Problems};

/// Reads the program in these files and folders. What cannot be read of it is the second result, as long
/// as something can.
///
/// # Errors
/// A path cannot be read, or there is no Rust at all.
pub fn read(paths: &[PathBuf]) -> Result<(Program, Problems), Problems> {
    let mut found = Found::default();
    for path in paths {
        found.start(path);
    }
    if !found.fatal.0.is_empty() {
        return Err(found.fatal);
    }
    let (program, mut problems) = Program::read(&found.sources, &found.manifests);
    problems.0.splice(0..0, found.problems.0);
    if program.files() > 0 {
        return Ok((program, problems));
    }
    if problems.0.is_empty() {
        let what = "there is no Rust source in it";
        let fix = "name a Rust file, or the folder of a crate or workspace that calls the generated crate";
        let path = paths
            .first()
            .map_or(Path::new("--used-by"), PathBuf::as_path);
        problems.0.push(Problem::new(path, "", what, fix));
    }
    Err(problems)
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    manifests: Vec<Source>,
    /// What was come to already: folders can be linked into each other.
    seen: BTreeSet<PathBuf>,
    problems: Problems,
    /// Problems with what was asked for.
    fatal: Problems,
}

impl Found {
    /// Takes a path that was asked for, and the manifests that are above it.
    fn start(&mut self, path: &Path) {
        let fix = "name a Rust file, or the folder of a crate or workspace that exists";
        match fs::metadata(path) {
            Err(error) => {
                let what = format!("the path cannot be read: {error}");
                self.fatal.0.push(Problem::new(path, "", what, fix));
            }
            Ok(metadata) if metadata.is_dir() => {
                self.above(path);
                self.folder(path, true);
            }
            Ok(_) if path.extension() == Some(OsStr::new("rs")) => {
                self.above(path.parent().unwrap_or(Path::new("")));
                self.file(path);
            }
            Ok(_) => {
                let what = "the file is no Rust source".to_owned();
                self.fatal.0.push(Problem::new(path, "", what, fix));
            }
        }
    }

    /// The manifests of the package and of the workspace that a folder is in.
    fn above(&mut self, folder: &Path) {
        let Ok(folder) = fs::canonicalize(if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        }) else {
            return;
        };
        for folder in folder.ancestors() {
            let path = folder.join("Cargo.toml");
            if let Ok(text) = fs::read_to_string(&path) {
                let is_workspace = text
                    .lines()
                    .any(|line| line.trim().starts_with("[workspace"));
                let file = shown(&path);
                self.manifests.push(Source { file, text });
                if is_workspace {
                    return;
                }
            }
        }
    }

    fn folder(&mut self, folder: &Path, is_asked_for: bool) {
        if !self.is_new(folder) {
            return;
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries: Vec<PathBuf> = match entries {
            Ok(entries) => entries.iter().map(fs::DirEntry::path).collect(),
            Err(error) => {
                let what = format!("the folder cannot be read: {error}");
                let fix = "make it readable; what it uses is not known";
                self.problems
                    .0
                    .push(Problem::new(shown(folder), "", what, fix));
                return;
            }
        };
        entries.sort();
        let has = |name: &str| {
            entries
                .iter()
                .any(|path| path.file_name() == Some(OsStr::new(name)))
        };
        if !is_asked_for && (has("CACHEDIR.TAG") || has(".cargo-checksum.json")) {
            return;
        }
        let is_package = has("Cargo.toml");
        if !is_asked_for && is_package && is_ours(&folder.join("Cargo.toml")) {
            return;
        }
        for path in entries {
            let name = path
                .file_name()
                .map(OsStr::to_string_lossy)
                .unwrap_or_default();
            if path.is_dir() {
                let is_built = name == "target" && is_package;
                if !is_built && !name.starts_with('.') {
                    self.folder(&path, false);
                }
            } else if name == "Cargo.toml" || path.extension() == Some(OsStr::new("rs")) {
                self.file(&path);
            }
        }
    }

    /// Whether nothing led here yet.
    fn is_new(&mut self, path: &Path) -> bool {
        match fs::canonicalize(path) {
            Ok(whole) => self.seen.insert(whole),
            // Reading it will say what is wrong.
            Err(_) => true,
        }
    }

    fn file(&mut self, path: &Path) {
        if !self.is_new(path) {
            return;
        }
        let file = shown(path);
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let what = format!("the file cannot be read: {error}");
                let fix = "make it readable text; what it uses is not known";
                self.problems.0.push(Problem::new(file, "", what, fix));
                return;
            }
        };
        let list = match path.extension() {
            Some(extension) if extension == "rs" => &mut self.sources,
            _ => &mut self.manifests,
        };
        list.push(Source { file, text });
    }
}

/// Whether a manifest is of a generated crate, or of the runtime that stands beside it.
fn is_ours(manifest: &Path) -> bool {
    let text = fs::read_to_string(manifest).unwrap_or_default();
    if has_header(text.as_bytes()) {
        return true;
    }
    let table: toml::Table = text.parse().unwrap_or_default();
    let package = table.get("package").and_then(|package| package.get("name"));
    package.and_then(toml::Value::as_str) == Some("smithwright-runtime")
}

/// A path as people and workflow runs are told: relative to where the command runs, with `/`.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let path = path.strip_prefix(".").unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").replacen("//", "/", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes files, their paths and texts, into a folder of their own.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            let above = path.parent().expect("a folder");
            fs::create_dir_all(above).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn problems(result: Result<(Program, Problems), Problems>) -> String {
        result
            .err()
            .map(|problems| problems.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn what_is_not_the_programs_own_is_left_out() {
        let no_rust = "this is { no Rust";
        let folder = folder(&[
            ("Cargo.toml", "[workspace]"),
            ("game/Cargo.toml", "[package]\nname = \"game\""),
            ("game/src/main.rs", "mod target;"),
            ("game/src/target/mod.rs", ""),
            ("game/target/debug/a.rs", no_rust),
            ("game/.cache/a.rs", no_rust),
            ("built/CACHEDIR.TAG", ""),
            ("built/a.rs", no_rust),
            ("vendor/dep/.cargo-checksum.json", "{}"),
            ("vendor/dep/a.rs", no_rust),
            (
                "zoo/Cargo.toml",
                "# @generated by smithwright. Do not edit: run it.\n",
            ),
            ("zoo/a.rs", no_rust),
            (
                "runtime/Cargo.toml",
                "[package]\nname = \"smithwright-runtime\"",
            ),
            ("runtime/a.rs", no_rust),
        ]);
        let (program, problems) = read(&[folder.path().to_owned()]).expect("a program");
        assert_eq!((program.files(), problems.0.len()), (2, 0), "{problems}");
        // Who asks for it gets it.
        let asked = read(&[folder.path().join("zoo")]);
        assert!(problems_of_one(asked), "the file is read");
    }

    fn problems_of_one(result: Result<(Program, Problems), Problems>) -> bool {
        result.err().is_some_and(|problems| problems.0.len() == 1)
    }

    #[test]
    fn the_manifest_above_a_file_is_read() {
        let manifest = "[dependencies]\ngl = { package = \"gamelift\", path = \"..\" }";
        let folder = folder(&[
            (
                "Cargo.toml",
                "[workspace]\n[workspace.dependencies]\nw = { package = \"gamelift\" }",
            ),
            ("game/Cargo.toml", manifest),
            ("game/src/main.rs", "fn main() {}"),
        ]);
        let mut found = Found::default();
        found.start(&folder.path().join("game/src/main.rs"));
        assert_eq!((found.sources.len(), found.manifests.len()), (1, 2));
    }

    #[test]
    fn a_path_that_is_no_program_is_told() {
        let folder = folder(&[("notes.txt", ""), ("empty/x.txt", "")]);
        let of = |name: &str| problems(read(&[folder.path().join(name)]));
        assert!(of("missing").contains("the path cannot be read"));
        assert!(of("notes.txt").contains("the file is no Rust source"));
        assert!(of("empty").contains("there is no Rust source in it"));
    }

    #[test]
    fn one_file_that_is_no_rust_does_not_stop_the_others() {
        let folder = folder(&[("a.rs", "fn f() {}"), ("b.rs", "fn f() {}\nfn {}")]);
        let (program, problems) = read(&[folder.path().to_owned()]).expect("a program");
        assert_eq!(program.files(), 1);
        assert!(
            problems
                .to_string()
                .contains("b.rs: line 2: this is not Rust"),
            "{problems}"
        );
        let alone = read(&[folder.path().join("b.rs")]);
        assert!(problems_of_one(alone));
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_are_linked_into_each_other_end() {
        let folder = folder(&[("src/a.rs", "fn f() {}")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("src/again")).expect("a link");
        let (program, _) = read(&[folder.path().to_owned()]).expect("a program");
        assert_eq!(program.files(), 1);
    }
}
