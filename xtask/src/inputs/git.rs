//! The vendored models as they were at a revision of the repository.
//!
//! Links are followed as far as they stay in the repository, and where the folder of models is a submodule, its
//! models are those that the revision of the repository names. Never here: anything that changes the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::LICENCES;

use super::models::{LARGEST, Models, document_name, overlay_path, text};
use crate::workspace;

/// The folder of models, from the root of the checkout.
const MODELS: &str = "models";

/// What git calls a link, and a submodule.
const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

/// The folder of models at `revision`.
pub(super) fn read(label: &str, revision: &str) -> Result<Models, Problems> {
    let root = Repository {
        label,
        folder: workspace::folder("")?,
    };
    let mut problems = Problems::default();
    let mut files = BTreeMap::new();
    let mut overlays = BTreeMap::new();
    let (repository, start) = match root.submodule(revision)? {
        Some(commit) => {
            let folder = root.folder.join(MODELS);
            (Repository { label, folder }, format!("{commit}:"))
        }
        None => (root, format!("{revision}:./{MODELS}")),
    };
    let mut open = vec![(PathBuf::new(), start)];
    let mut seen = BTreeSet::new();
    while let Some((folder, tree)) = open.pop() {
        // Links can lead back.
        if !seen.insert(repository.object(&tree)?) {
            continue;
        }
        for (mode, path) in repository.list(&tree)? {
            let slash = if tree.ends_with(':') { "" } else { "/" };
            let object = format!("{tree}{slash}{}", path.display());
            let inside = folder.join(&path);
            if mode == LINK {
                match repository.linked(&object)? {
                    Some((kind, id)) if kind == "tree" => open.push((inside, format!("{id}:"))),
                    Some((_, id)) if document_name(&path).is_some() => {
                        let read = repository.blob(&id).and_then(|bytes| text(&inside, bytes));
                        files.extend(problems.keep(read).map(|text| (inside, text)));
                    }
                    None if is_model(&path) => {
                        let what = "it is a link that leads out of the revision";
                        let fix = "compare with `vendored`, or put the file itself in its place";
                        problems.0.push(Problem::new(inside, "", what, fix));
                    }
                    _ => {}
                }
            } else if let Some(overlay) = overlay_path(&inside) {
                let read = repository
                    .blob(&object)
                    .and_then(|bytes| text(&inside, bytes));
                overlays.extend(problems.keep(read).map(|text| (overlay, text)));
            } else if document_name(&path).is_some() {
                let read = repository
                    .blob(&object)
                    .and_then(|bytes| text(&inside, bytes));
                files.extend(problems.keep(read).map(|text| (inside, text)));
            }
        }
    }
    problems.finish(Models {
        label: label.to_owned(),
        files,
        is_alone: false,
        overlays: Some(overlays),
    })
}

/// Whether a link is where a model or the folder of a service would be.
fn is_model(path: &Path) -> bool {
    let is_licence = path
        .file_name()
        .is_some_and(|name| LICENCES.iter().any(|one| name == *one));
    document_name(path).is_some() || (path.extension().is_none() && !is_licence)
}

/// A repository, as problems call it.
struct Repository<'l> {
    label: &'l str,
    folder: PathBuf,
}

impl Repository<'_> {
    /// The commit of the folder of models, where that is a submodule.
    fn submodule(&self, revision: &str) -> Result<Option<String>, Problem> {
        let arguments = ["ls-tree", "--end-of-options", revision, "--", MODELS];
        let list = self.git(&arguments, &[])?;
        let list = String::from_utf8_lossy(&list);
        let mut words = list.split_whitespace();
        let is_submodule = words.next() == Some(SUBMODULE);
        Ok(words.nth(1).filter(|_| is_submodule).map(str::to_owned))
    }

    /// The files below a tree: their modes and paths.
    fn list(&self, tree: &str) -> Result<Vec<(String, PathBuf)>, Problem> {
        let arguments = [
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            "--end-of-options",
            tree,
        ];
        let list = self.git(&arguments, &[])?;
        let list = String::from_utf8_lossy(&list);
        let files = list.split('\0').filter_map(|line| {
            let (about, path) = line.split_once('\t')?;
            let mode = about.split(' ').next()?;
            Some((mode.to_owned(), PathBuf::from(path)))
        });
        Ok(files.collect())
    }

    /// The name of an object.
    fn object(&self, name: &str) -> Result<Vec<u8>, Problem> {
        self.git(&["rev-parse", "--verify", "--end-of-options", name], &[])
    }

    /// The kind and the name of what a link leads to in the revision; `None` where that is nothing.
    fn linked(&self, object: &str) -> Result<Option<(String, String)>, Problem> {
        let arguments = [
            "cat-file",
            "--batch-check=%(objecttype) %(objectname)",
            "--follow-symlinks",
        ];
        let line = self.git(&arguments, format!("{object}\n").as_bytes())?;
        let line = String::from_utf8_lossy(&line);
        let found = line
            .trim()
            .split_once(' ')
            .filter(|(kind, _)| matches!(*kind, "blob" | "tree"));
        Ok(found.map(|(kind, id)| (kind.to_owned(), id.to_owned())))
    }

    fn blob(&self, object: &str) -> Result<Vec<u8>, Problem> {
        let size = self.git(&["cat-file", "-s", object], &[])?;
        let size: u64 = String::from_utf8_lossy(&size)
            .trim()
            .parse()
            .unwrap_or(u64::MAX);
        if size > LARGEST {
            let what = "it is larger than any model";
            return Err(Problem::new(
                object,
                "",
                what,
                "compare with another revision",
            ));
        }
        self.git(&["cat-file", "blob", object], &[])
    }

    /// What git prints, run in the repository.
    fn git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Problem> {
        let problem = |what: String, fix: &str| Problem::new(Path::new(self.label), "", what, fix);
        let run = || -> io::Result<_> {
            let mut git = Command::new("git")
                .args(arguments)
                .current_dir(&self.folder)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()?;
            if let Some(mut stdin) = git.stdin.take() {
                stdin.write_all(input)?;
            }
            git.wait_with_output()
        };
        let output = run().map_err(|error| {
            let fix = "install git, or name two inputs that need none: files, folders, `vendored`, `botocore:VERSION`";
            problem(format!("git cannot be run: {error}"), fix)
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = String::from_utf8_lossy(&output.stderr);
        let message = message.lines().next().unwrap_or_default();
        let fix = if message.contains("not a git repository") {
            "name two inputs that need no repository: files, folders, `vendored`, `botocore:VERSION`"
        } else {
            "name a revision that `git rev-parse` knows, such as `git:HEAD~1`"
        };
        Err(problem(format!("git says: {message}"), fix))
    }
}
