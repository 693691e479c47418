//! A workspace that is thrown away: models, crates made from them, and a cache of packages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// Contents by path.
pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// What came of a command.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) struct Workspace {
    folder: TempDir,
}

/// A text file of this repository.
pub(crate) fn repository(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Workspace {
    /// A workspace with these services and models, whose crates are generated.
    pub(crate) fn new(services: &str, models: &[(&str, String)]) -> Self {
        let workspace = Self::ungenerated(services, models);
        let ran = workspace.run(&["regenerate"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        workspace
    }

    /// The same without crates.
    pub(crate) fn ungenerated(services: &str, models: &[(&str, String)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let workspace = Self { folder };
        let mut lock = String::from(
            "# The lock.\n\npackage = \"botocore\"\nversion = \"1.44.5\"\nreleased = \"2026-11-17\"\n\n[sha256]\n",
        );
        for (path, text) in models {
            workspace.put(&format!("models/{path}"), text);
            lock.push_str(&format!("\"{path}\" = \"{:x}\"\n", Sha256::digest(text)));
        }
        workspace.put("models/services.toml", services);
        let overlay = "overlays/gamelift.toml";
        if services.contains(overlay) {
            let overlay = format!("models/{overlay}");
            workspace.put(&overlay, &repository(&overlay));
        }
        workspace.put("models/models.lock", &lock);
        // The crates say the way to the runtime, which is that of the repository.
        workspace.put("runtime/Cargo.toml", "");
        workspace.put("models/LICENSE", "The licence.\n");
        workspace.put("models/NOTICE", "An old notice.\n");
        workspace
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.path("cache")
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.path(path));
        text.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command of xtask on this workspace. Nothing it does can reach a network.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .arg("--models")
            .arg(self.path("models"))
            .arg("--output")
            .arg(self.path("generated"))
            .env("SMITHWRIGHT_CACHE", self.cache())
            .env("HTTPS_PROXY", "http://127.0.0.1:9")
            .env("ALL_PROXY", "http://127.0.0.1:9")
            .env_remove("NO_PROXY")
            .env_remove("no_proxy")
            .env(
                "GIT_CEILING_DIRECTORIES",
                self.folder.path().parent().expect("a folder"),
            )
            .current_dir(self.folder.path())
            .output()
            .expect("xtask");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Updates, without a network and without git.
    pub(crate) fn update(&self, arguments: &[&str]) -> Ran {
        let mut all = vec!["update", "--offline", "--allow-no-vcs"];
        all.extend(arguments);
        self.run(&all)
    }

    /// The models and the crates.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(inside) = folders.pop() {
            for entry in fs::read_dir(self.folder.path().join(&inside)).expect("a folder") {
                let entry = entry.expect("an entry");
                let path = inside.join(entry.file_name());
                // The writer's own folder stays, hidden, for its lock.
                let is_others =
                    path == Path::new("cache") || path.ends_with("generated/.smithwright");
                if is_others || path == Path::new(".git") {
                    continue;
                }
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else {
                    tree.insert(path.clone(), fs::read(entry.path()).expect("a file"));
                }
            }
        }
        tree
    }

    /// Runs git in the folder.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("git");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
