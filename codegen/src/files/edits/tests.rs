//! Tests of runs that change what the crates are made from as well.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::super::disk::Abilities;
use super::super::tests::{ALL, Tree, contents, crashes, files, put, tree};
use super::super::{Comparison, Crates, Generated, Output, Scope, Step, Written};
use super::*;
use crate::problem::Problems;

/// A folder of two models, a crate made from them, and a file beside.
struct Scene {
    folder: TempDir,
    output: Output,
    edits: Edits,
}

const OLD: [(&str, &str); 3] = [("a/x.json", "1"), ("b/y.json", "1"), ("notes.md", "mine")];
const NEW: [(&str, &str); 3] = [("a/x.json", "2"), ("c/z.json", "2"), ("notes.md", "mine")];

/// What is generated from a folder: a crate that changes, and one that comes or goes.
fn generate(source: &Path) -> Generated {
    let text = format!("{:?}", tree(source));
    let other = if source.join("c").exists() {
        "come"
    } else {
        "gone"
    };
    Generated::from([
        ("one".to_owned(), files(&[("a.rs", &text), ("b.rs", "b")])),
        (other.to_owned(), files(&[("src/a.rs", "a")])),
        ("same".to_owned(), files(&[("a.rs", "a")])),
    ])
}

fn crates(generated: &Generated) -> Crates<'_> {
    let generated = generated.iter();
    generated
        .map(|(name, files)| (name.as_str(), files))
        .collect()
}

impl Scene {
    fn new(abilities: Abilities) -> Self {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("models");
        for (path, content) in OLD {
            put(&source.join(path), content);
        }
        let path = folder.path().join("Cargo.lock");
        put(&path, "0.1.0");
        let output = Output::new(folder.path().join("generated"));
        let generated = generate(&source);
        let written = output.write(&crates(&generated), Scope::Whole, &mut |_| {});
        written.unwrap();
        let files = [
            ("a/x.json", Some("2")),
            ("b/y.json", None),
            ("c/z.json", Some("2")),
        ];
        let files = files.map(|(path, content)| (path.into(), content.map(Into::into)));
        let (old, new) = ("0.1.0".to_owned(), "0.2.0".to_owned());
        Self {
            output: output.with(abilities),
            edits: Edits {
                source,
                files: files.into(),
                beside: vec![FileEdit { path, old, new }],
            },
            folder,
        }
    }

    fn run(&self, progress: &mut dyn FnMut(Step<'_>)) -> Result<Written, Problems> {
        let mut generate = |source: &Path| Ok(generate(source));
        self.output.write_with(&self.edits, &mut generate, progress)
    }

    /// Everything but the work folder.
    fn tree(&self) -> Tree {
        let mut tree = tree(self.folder.path());
        tree.retain(|path, _| !path.starts_with("generated/.smithwright"));
        tree
    }

    /// The source, when it is the old one or the new one whole.
    fn source(&self) -> Option<bool> {
        let of = |files: [(&str, &str); 3]| -> Tree {
            let owned = files.map(|(path, content)| (PathBuf::from(path), content.to_owned()));
            owned.into()
        };
        let source = tree(&self.edits.source);
        (source == of(NEW))
            .then_some(true)
            .or((source == of(OLD)).then_some(false))
    }

    #[track_caller]
    fn assert_new(&self) {
        assert_eq!(self.source(), Some(true));
        for (name, files) in &generate(&self.edits.source) {
            assert_eq!(tree(&self.output.root().join(name)), contents(files));
        }
        assert!(!self.output.root().join("gone").exists());
        let beside = fs::read_to_string(&self.edits.beside[0].path).unwrap();
        assert_eq!(beside, "0.2.0");
        assert!(!self.edits.source.join("b").exists());
        assert!(!self.output.root().join(".smithwright/source").exists());
        assert!(!self.output.root().join(".smithwright/taken").exists());
    }
}

const EVERY_ABILITY: [Abilities; 3] = [
    ALL,
    Abilities { link: false, ..ALL },
    Abilities {
        exchange: false,
        ..ALL
    },
];

#[test]
fn everything_is_changed_at_once() {
    for abilities in EVERY_ABILITY {
        let scene = Scene::new(abilities);
        let before = fs::metadata(scene.edits.source.join("notes.md"))
            .unwrap()
            .modified()
            .unwrap();
        let written = scene.run(&mut |_| {}).unwrap();
        assert_eq!(written.left_behind, Problems::default());
        let changed: Vec<_> = written
            .comparisons
            .iter()
            .map(Comparison::changed)
            .collect();
        assert_eq!(changed, [1, 1, 0, 0]);
        scene.assert_new();
        let after = fs::metadata(scene.edits.source.join("notes.md"))
            .unwrap()
            .modified()
            .unwrap();
        assert_eq!(before, after);
    }
}

#[test]
fn a_failure_at_any_step_changes_nothing() {
    for abilities in EVERY_ABILITY {
        let mut failed = 0;
        for step in 1.. {
            let mut scene = Scene::new(ALL);
            let before = scene.tree();
            let refuses = Some(step);
            scene.output = scene.output.with(Abilities {
                refuses,
                ..abilities
            });
            match scene.run(&mut |_| {}) {
                Err(problems) => {
                    assert!(problems.to_string().contains("space"), "{problems}");
                    assert_eq!(scene.tree(), before, "step {step}");
                    failed += 1;
                }
                Ok(written) => {
                    assert_eq!(scene.source(), Some(true), "step {step}");
                    if written.left_behind.0.is_empty() {
                        scene.assert_new();
                        break;
                    }
                }
            }
        }
        assert!(failed > 9, "only {failed} steps");
    }
}

#[test]
fn a_crash_at_any_step_leaves_a_whole_source() {
    for step in 0.. {
        let scene = Scene::new(ALL);
        let crashed = crashes(step, |progress| drop(scene.run(progress).unwrap()));
        let is_new = scene.source().expect("the old one or the new one");
        // Generating once more makes the crates fit, whichever it is.
        let generated = generate(&scene.edits.source);
        let crates = crates(&generated);
        let written = scene.output.write(&crates, Scope::Whole, &mut |_| {});
        written.unwrap();
        let again = scene.output.check(&crates, Scope::Whole).unwrap();
        assert!(again.iter().all(|one| one.differences.is_empty()));
        assert!(!scene.output.root().join(".smithwright/source").exists());
        if is_new {
            scene.assert_new();
        }
        if !crashed {
            assert!(step > 12, "only {step} steps");
            break;
        }
    }
}

#[test]
fn what_cannot_be_generated_changes_nothing() {
    let scene = Scene::new(ALL);
    let before = scene.tree();
    let mut generate = |_: &Path| Err(Problem::new("a", "", "is unknown", "mend it").into());
    let written = scene
        .output
        .write_with(&scene.edits, &mut generate, &mut |_| {});
    assert!(written.unwrap_err().to_string().contains("is unknown"));
    assert_eq!(scene.tree(), before);
    assert!(!scene.output.root().join(".smithwright/source").exists());
}

#[test]
fn what_somebody_changes_in_the_meantime_is_kept() {
    for path in ["models/notes.md", "models/a/new.json", "Cargo.lock"] {
        let scene = Scene::new(ALL);
        let mine = scene.folder.path().join(path);
        let mut expected = scene.tree();
        expected.insert(path.into(), "mine now".to_owned());
        let mut meanwhile = |source: &Path| {
            put(&mine, "mine now");
            Ok(generate(source))
        };
        let written = scene
            .output
            .write_with(&scene.edits, &mut meanwhile, &mut |_| {});
        let problems = written.unwrap_err().to_string();
        assert!(problems.contains("somebody else"), "{problems}");
        assert_eq!(scene.tree(), expected, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_source_is_refused() {
    let scene = Scene::new(ALL);
    let link = scene.edits.source.join("link");
    std::os::unix::fs::symlink(scene.folder.path(), &link).unwrap();
    let problems = scene.run(&mut |_| {}).unwrap_err();
    assert_eq!(problems.0[0].file, link);
}
