//! Tests of a folder that changes in one step, whatever happens on the way.

use tempfile::TempDir;

use super::super::tests::{ALL, Tree, crashes, put, tree};
use super::*;

const OLD: [(&str, &str); 4] = [
    ("one/a.rs", "1"),
    ("one/b.rs", "1"),
    ("two/c.rs", "1"),
    ("notes.md", "mine"),
];
const NEW: [(&str, &str); 4] = [
    ("one/a.rs", "2"),
    ("one/b.rs", "1"),
    ("three/d.rs", "2"),
    ("notes.md", "mine"),
];

fn edits() -> FolderEdits {
    let edits = [
        ("one/a.rs", Some("2")),
        ("two/c.rs", None),
        ("three/d.rs", Some("2")),
    ];
    let edits = edits.map(|(path, content)| (path.into(), content.map(Into::into)));
    edits.into()
}

fn contents(files: &[(&str, &str)]) -> Tree {
    let files = files.iter();
    files
        .map(|(path, content)| (path.into(), (*content).to_owned()))
        .collect()
}

/// A folder above that of the crates, which holds these.
fn scene(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let above = TempDir::new().unwrap();
    let folder = above.path().join("vendor");
    for (path, content) in files {
        put(&folder.join(path), content);
    }
    (above, folder)
}

/// What may be there however a run ended, beside what is there.
#[track_caller]
fn check_whole(folder: &Path, old: &[(&str, &str)], new: &[(&str, &str)]) {
    let found = tree(folder);
    assert!(
        found == contents(old) || found == contents(new),
        "{found:#?}"
    );
}

#[test]
fn a_folder_is_edited_and_what_is_others_stays() {
    let (above, folder) = scene(&OLD);
    put(&folder.join("one/target/debug/a"), "built");
    put(&folder.join("one/Cargo.lock"), "lock");
    edit_folder(&folder, edits(), &mut |_| {}).unwrap();
    let mut expected = contents(&NEW);
    expected.insert("one/target/debug/a".into(), "built".to_owned());
    expected.insert("one/Cargo.lock".into(), "lock".to_owned());
    assert_eq!(tree(&folder), expected);
    let names = fs::read_dir(above.path()).unwrap();
    assert_eq!(names.count(), 1, "the work folder is gone");
}

#[test]
fn a_folder_is_made() {
    let (_above, folder) = scene(&[]);
    edit_folder(&folder, edits(), &mut |_| {}).unwrap();
    assert_eq!(
        tree(&folder),
        contents(&[("one/a.rs", "2"), ("three/d.rs", "2")])
    );
}

#[test]
fn whatever_dies_on_the_way_the_folder_is_the_old_or_the_new_one() {
    for old in [&OLD[..], &[]] {
        let new: &[(&str, &str)] = if old.is_empty() {
            &[("one/a.rs", "2"), ("three/d.rs", "2")]
        } else {
            &NEW
        };
        let mut at = 0;
        loop {
            let (_above, folder) = scene(old);
            let died = crashes(at, |progress| {
                let _ = edit_folder(&folder, edits(), progress);
            });
            check_whole(&folder, old, new);
            edit_folder(&folder, edits(), &mut |_| {}).unwrap();
            assert_eq!(tree(&folder), contents(new), "after step {at}");
            if !died {
                assert!(at > 5, "there were steps to die at");
                break;
            }
            at += 1;
        }
    }
}

#[test]
fn whatever_fails_on_the_way_the_folder_is_the_old_or_the_new_one() {
    let mut at = 1;
    loop {
        let (_above, folder) = scene(&OLD);
        let abilities = Abilities {
            refuses: Some(at),
            ..ALL
        };
        let failed = edit_folder_with(&folder, edits(), abilities, &mut |_| {}).is_err();
        check_whole(&folder, &OLD, &NEW);
        edit_folder(&folder, edits(), &mut |_| {}).unwrap();
        assert_eq!(tree(&folder), contents(&NEW), "after step {at}");
        if !failed {
            assert!(at > 5, "there were steps to fail at");
            break;
        }
        at += 1;
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_the_folder_is_told() {
    let (_above, folder) = scene(&OLD);
    std::os::unix::fs::symlink("/nowhere", folder.join("link")).unwrap();
    let problem = edit_folder(&folder, edits(), &mut |_| {}).unwrap_err();
    assert!(problem.to_string().contains("is a link"), "{problem}");
    fs::remove_file(folder.join("link")).unwrap();
    assert_eq!(tree(&folder), contents(&OLD));
}

#[test]
fn runs_in_neighbouring_folders_do_not_take_the_work_from_each_other() {
    let above = TempDir::new().unwrap();
    std::thread::scope(|scope| {
        for name in ["one", "two", "three"] {
            let folder = above.path().join(name);
            scope.spawn(move || {
                for round in 0..30 {
                    let edits = [("a.rs".into(), Some(round.to_string().into_bytes()))];
                    edit_folder(&folder, edits.into(), &mut |_| {}).unwrap();
                    assert_eq!(tree(&folder), contents(&[("a.rs", &round.to_string())]));
                }
            });
        }
    });
    let left: Vec<_> = fs::read_dir(above.path()).unwrap().collect();
    assert_eq!(left.len(), 3, "{left:?}");
}
