//! Tests of the work folder: what may stand in its place, and what a run leaves in it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::Abilities;
use crate::files::Output;
use crate::files::tests::{ALL, HEADER, contents, files, put, tree, write};

#[cfg(unix)]
#[test]
fn a_work_folder_that_is_a_link_is_refused() {
    use std::os::unix::fs::symlink;
    for name in [
        "",
        "lock",
        ".gitignore",
        "building",
        "spare",
        "source",
        "beside",
        "taken",
    ] {
        let folder = TempDir::new().unwrap();
        let (root, outside) = (
            folder.path().join("generated"),
            folder.path().join("outside"),
        );
        put(&outside.join("one/a.rs"), HEADER);
        put(&outside.join("building/notes.txt"), "mine\n");
        let before = tree(&outside);
        let link = root.join(".smithwright").join(name);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&outside, link.components().as_path()).unwrap();
        let problems = write(&Output::new(&root), "one", &files(&[("a.rs", "a")])).unwrap_err();
        assert!(
            problems.to_string().contains("is a link"),
            "{name}: {problems}"
        );
        assert_eq!(tree(&outside), before, "{name}");
        assert!(!root.join("one").exists(), "{name}");
    }
}

#[test]
fn a_write_that_fails_leaves_nothing_of_its_work() {
    let (old, new) = (
        files(&[("a.rs", "a")]),
        files(&[("a.rs", "b"), ("b.rs", "b")]),
    );
    for step in 1.. {
        let folder = TempDir::new().unwrap();
        let output = Output::new(folder.path());
        write(&output.clone().with(ALL), "one", &old).unwrap();
        let refuses = Some(step);
        let output = output.with(Abilities { refuses, ..ALL });
        let result = write(&output, "one", &new);
        let one = tree(&folder.path().join("one"));
        if result.is_ok() || one == contents(&new) {
            break;
        }
        assert_eq!(one, contents(&old), "step {step}");
        let work: Vec<_> = tree(&folder.path().join(".smithwright"))
            .into_keys()
            .collect();
        assert_eq!(
            work,
            [Path::new(".gitignore"), Path::new("lock")],
            "step {step}"
        );
    }
}
