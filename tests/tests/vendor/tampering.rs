//! Every way to tamper with a vendored folder, and with what it is held against: each is found and named.

use std::fs;
use std::path::Path;

use smithwright_codegen::vendor::Tampering;

use super::{Scene, asking, service};

/// One way to tamper, and what has to be found, as `PATH: NAME`.
type Case = (&'static str, fn(&Scene), &'static [&'static str]);

fn replace(scene: &Scene, path: &str, from: &str, to: &str) {
    let text = scene.read(path);
    assert!(text.contains(from), "{path} does not contain {from}");
    scene.put(path, &text.replace(from, to));
}

fn link(scene: &Scene, path: &str) {
    let path = scene.path(path);
    let away = scene.path("away");
    fs::rename(&path, &away).expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&away, &path).expect("a link");
}

fn found(scene: &Scene) -> Vec<String> {
    let findings = scene
        .verify()
        .unwrap_or_else(|problems| panic!("{problems}"));
    let findings = findings.iter();
    findings
        .map(|one| {
            let path = one.path.to_string_lossy().replace('\\', "/");
            format!("{path}: {}", one.tampering.as_str())
        })
        .collect()
}

#[test]
fn a_folder_that_nobody_touched_is_what_it_says() {
    for operations in [&[][..], &["OpenDoor", "RingBell"]] {
        let scene = Scene::new();
        scene.vendor(asking(operations));
        assert_eq!(found(&scene), [""; 0]);
    }
}

/// What is found where the client's file is another.
#[cfg(unix)]
const CLIENT: &str = "arcade/src/client.rs: edited file";

#[cfg(unix)]
const CASES: &[Case] = &[
    (
        "an edited file",
        |scene| replace(scene, "vendor/arcade/src/client.rs", "pub", "pub "),
        &[CLIENT],
    ),
    (
        "an edited comment",
        |scene| replace(scene, "vendor/arcade/src/client.rs", "generated", "made"),
        &[CLIENT],
    ),
    (
        "an edited manifest",
        |scene| {
            replace(
                scene,
                "vendor/arcade/Cargo.toml",
                "[dependencies]",
                "[dependencies]\nevil = \"1\"",
            );
        },
        &["arcade/Cargo.toml: edited file"],
    ),
    (
        "an edited changelog",
        |scene| {
            replace(
                scene,
                "vendor/arcade/CHANGELOG.md",
                "First vendored",
                "Fixed",
            );
        },
        &["arcade/CHANGELOG.md: edited file"],
    ),
    (
        "an added source",
        |scene| scene.put("vendor/arcade/src/evil.rs", "fn evil() {}\n"),
        &["arcade/src/evil.rs: added file"],
    ),
    (
        "an added build script",
        |scene| scene.put("vendor/smithwright-runtime/build.rs", "fn main() {}\n"),
        &["smithwright-runtime/build.rs: added file"],
    ),
    (
        "an added configuration of cargo",
        |scene| scene.put("vendor/arcade/.cargo/config.toml", "[build]\n"),
        &["arcade/.cargo/config.toml: added file"],
    ),
    (
        "a missing file",
        |scene| fs::remove_file(scene.path("vendor/arcade/src/meta.rs")).expect("a file"),
        &["arcade/src/meta.rs: missing file"],
    ),
    (
        "a missing licence",
        |scene| fs::remove_file(scene.path("vendor/arcade/LICENSE")).expect("a file"),
        &["arcade/LICENSE: missing file"],
    ),
    (
        "an edited runtime",
        |scene| {
            replace(
                scene,
                "vendor/smithwright-runtime/src/lib.rs",
                "Reads",
                "Leaks",
            );
        },
        &["smithwright-runtime/src/lib.rs: edited runtime"],
    ),
    (
        "an edited digest in the provenance",
        |scene| {
            replace(scene, "vendor/arcade/src/client.rs", "pub", "pub ");
            let edited = tests::workspace::sha256(&scene.path("vendor/arcade/src/client.rs"));
            let text = scene.read("vendor/arcade/PROVENANCE.toml");
            let line = text
                .lines()
                .find(|line| line.starts_with("\"src/client.rs\""));
            let line = line.expect("the digest of a file");
            let new = format!("\"src/client.rs\" = \"{edited}\"");
            scene.put("vendor/arcade/PROVENANCE.toml", &text.replace(line, &new));
        },
        &["arcade/PROVENANCE.toml: edited provenance", CLIENT],
    ),
    (
        "an edited statement",
        |scene| {
            replace(
                scene,
                "vendor/arcade/provenance.intoto.json",
                "OpenDoor",
                "RingBell",
            );
        },
        &["arcade/provenance.intoto.json: edited provenance"],
    ),
    (
        "an edited bill of materials",
        |scene| {
            replace(
                scene,
                "vendor/arcade/sbom.cdx.json",
                "aws-runtime",
                "aws-runtimes",
            );
        },
        &["arcade/sbom.cdx.json: edited provenance"],
    ),
    (
        "provenance that is no TOML",
        |scene| scene.put("vendor/smithwright-runtime/PROVENANCE.toml", "crate = \n"),
        &["smithwright-runtime/PROVENANCE.toml: edited provenance"],
    ),
    (
        "no provenance",
        |scene| {
            fs::remove_file(scene.path("vendor/smithwright-runtime/PROVENANCE.toml"))
                .expect("a file");
        },
        &["smithwright-runtime/PROVENANCE.toml: missing file"],
    ),
    (
        "other operations asked for",
        |scene| {
            replace(
                scene,
                "vendor/smithwright.toml",
                "\"OpenDoor\"",
                "\"RingBell\"",
            );
        },
        &["smithwright.toml: changed smithwright.toml"],
    ),
    (
        "another package of models named",
        |scene| {
            replace(
                scene,
                "vendor/smithwright.toml",
                "botocore-1.0.0.tar.gz",
                "botocore-1.0.0.zip",
            );
        },
        &["smithwright.toml: changed smithwright.toml"],
    ),
    (
        "a link in the place of a file",
        |scene| link(scene, "vendor/arcade/src/lib.rs"),
        &["arcade/src/lib.rs: link in the place of a file"],
    ),
    (
        "changed line ends",
        |scene| replace(scene, "vendor/arcade/src/error.rs", "\n", "\r\n"),
        &["arcade/src/error.rs: changed line ends"],
    ),
    (
        "changed permissions",
        |scene| {
            let path = scene.path("vendor/arcade/README.md");
            let runnable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            fs::set_permissions(path, runnable).expect("a file");
        },
        &["arcade/README.md: changed permissions"],
    ),
    (
        "another generator",
        |scene| {
            scene.put(
                "smith/codegen/src/lib.rs",
                "//! Generates something else.\n",
            );
        },
        &[
            "arcade/PROVENANCE.toml: another generator",
            "arcade/PROVENANCE.toml: edited provenance",
            "smithwright-runtime/PROVENANCE.toml: another generator",
            "smithwright.toml: another generator",
        ],
    ),
    (
        "another runtime in the generator",
        |scene| scene.put("smith/runtime/src/lib.rs", "//! Other.\n"),
        &[
            "smithwright-runtime/src/lib.rs: edited runtime",
            "smithwright.toml: another generator",
        ],
    ),
    (
        "a changed lock of the generator's models",
        |scene| {
            replace(
                scene,
                "smith/models/models.lock",
                "file-sha256 = \"0",
                "file-sha256 = \"1",
            );
        },
        &["models/models.lock: changed lock"],
    ),
    (
        "other models in the generator",
        |scene| {
            let model = service(&["CloseDoor", "OpenDoor"]);
            scene.put("smith/models/arcade/1/service-2.json", &model);
            scene.models("1.0.1", &model);
        },
        &["smithwright.toml: other models"],
    ),
];

#[test]
#[cfg(unix)]
fn every_tampering_is_named() {
    let untouched = Scene::new();
    untouched.vendor(asking(&["OpenDoor", "CloseDoor"]));
    for (name, tamper, expected) in CASES {
        let scene = untouched.copy();
        let before = scene.package();
        tamper(&scene);
        let mut packages = scene.at_hand();
        packages.packages.insert(before.0, before.1);
        let work = tempfile::tempdir().expect("a folder");
        let (checkout, folder) = (scene.checkout(), scene.path("vendor"));
        let findings =
            smithwright_codegen::vendor::verify(&checkout, &folder, work.path(), &mut packages);
        let findings = findings.unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let found: Vec<String> = findings
            .iter()
            .map(|one| format!("{}: {}", one.path.display(), one.tampering.as_str()))
            .collect();
        for expected in *expected {
            assert!(
                found.iter().any(|one| one == expected),
                "{name}: {expected}: {found:#?}"
            );
        }
        assert!(found.len() <= expected.len() + 8, "{name}: {found:#?}");
    }
    assert!(CASES.len() >= 20);
}

/// A step before the first, with these operations of this version of the crate.
fn forge(scene: &Scene, version: &str, operations: &str) {
    let text = scene.read("vendor/arcade/PROVENANCE.toml");
    let at = text.find("[[history]]").expect("a step");
    let (before, step) = text.split_at(at);
    let end = step[1..].find("\n[").map_or(step.len(), |end| end + 2);
    let end = step[end..]
        .find("\n[")
        .map_or(step.len(), |more| end + more + 1);
    let step = &step[..end];
    let replaced = |step: &str, key: &str, value: &str| {
        let lines = step.lines().map(|line| {
            let is_it = line.starts_with(&format!("{key} = "));
            let line = if is_it {
                format!("{key} = {value}")
            } else {
                line.to_owned()
            };
            line + "\n"
        });
        lines.collect::<String>()
    };
    // The first `version` of a step is the crate's.
    let (own, models) = step.split_once("[history.models]").expect("models");
    let own = replaced(&replaced(own, "version", version), "operations", operations);
    scene.put(
        "vendor/arcade/PROVENANCE.toml",
        &format!("{before}{own}[history.models]{models}\n{}", &text[at..]),
    );
}

/// What is found is this alone, once the folder says of itself what was done to it.
#[cfg(unix)]
const EXACT: &[Case] = &[
    (
        "a link in the place of a folder",
        |scene| link(scene, "vendor/arcade/src"),
        &["arcade/src: link in the place of a file"],
    ),
    (
        "a link in the place of a crate",
        |scene| link(scene, "vendor/arcade"),
        // What it says that it was made of is behind the link as well.
        &[
            "arcade: link in the place of a file",
            "arcade/PROVENANCE.toml: edited provenance",
        ],
    ),
    (
        "a link beside the sources",
        |scene| {
            std::os::unix::fs::symlink("/nowhere", scene.path("vendor/arcade/src/more.rs"))
                .expect("a link");
        },
        &["arcade/src/more.rs: link in the place of a file"],
    ),
    (
        "a lone return",
        |scene| replace(scene, "vendor/arcade/src/error.rs", "\n//!", "\r\n//!\r"),
        &["arcade/src/error.rs: edited file"],
    ),
    (
        "what cargo reads above the crates",
        |scene| {
            scene.put(
                "vendor/.cargo/config.toml",
                "[build]\nrustc-wrapper = \"x\"\n",
            );
        },
        &[".cargo/config.toml: added file"],
    ),
    (
        "what rustup reads above the crates",
        |scene| scene.put("vendor/rust-toolchain.toml", ""),
        &["rust-toolchain.toml: added file"],
    ),
    (
        "somebody's own notes",
        |scene| scene.put("vendor/notes.md", ""),
        &[],
    ),
    (
        "another day of publication",
        |scene| {
            let line = "version = \"1.0.0\"\n";
            let released = format!("{line}released = \"1999-01-01\"\n");
            replace(scene, "vendor/smithwright.toml", line, &released);
        },
        &["smithwright.toml: changed smithwright.toml"],
    ),
];

#[test]
#[cfg(unix)]
fn nothing_but_the_tampering_is_named() {
    let untouched = Scene::new();
    untouched.vendor(asking(&["OpenDoor", "CloseDoor"]));
    for (name, tamper, expected) in EXACT {
        let scene = untouched.copy();
        tamper(&scene);
        let mut found = found(&scene);
        found.dedup();
        assert_eq!(found, *expected, "{name}");
    }
}

#[test]
fn a_past_that_cannot_be_is_named() {
    let untouched = Scene::new();
    untouched.vendor(asking(&["OpenDoor", "CloseDoor"]));
    for (version, operations, said) in [
        ("\"0.0.1\"", "[\"Nope\"]", "has no operation `Nope`"),
        (
            "\"0.0.1\\n#\"",
            "[\"OpenDoor\"]",
            "is no version of a crate",
        ),
        (
            "\"0.0.1\"",
            "[\"OpenDoor\", \"CloseDoor\"]",
            "not as they are written",
        ),
    ] {
        let scene = untouched.copy();
        forge(&scene, version, operations);
        let findings = scene
            .verify()
            .unwrap_or_else(|problems| panic!("{problems}"));
        let told = findings
            .iter()
            .any(|one| one.tampering == Tampering::EditedProvenance && one.what.contains(said));
        assert!(told, "{said}: {findings:#?}");
    }
}

#[test]
fn a_folder_without_its_request_is_a_problem() {
    let scene = Scene::new();
    scene.vendor(asking(&[]));
    fs::remove_file(scene.path("vendor/smithwright.toml")).expect("a file");
    let problems = scene.verify().expect_err("a problem").to_string();
    assert!(
        problems.contains("nobody knows what the folder should hold"),
        "{problems}"
    );
}

#[test]
fn each_kind_of_tampering_has_a_name_of_its_own() {
    let all = [
        Tampering::EditedFile,
        Tampering::EditedRuntime,
        Tampering::EditedProvenance,
        Tampering::ChangedManifest,
        Tampering::AddedFile,
        Tampering::MissingFile,
        Tampering::Link,
        Tampering::LineEnds,
        Tampering::Permissions,
        Tampering::OtherModels,
        Tampering::OtherGenerator,
        Tampering::ChangedLock,
    ];
    let mut names: Vec<_> = all.into_iter().map(Tampering::as_str).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
}

#[test]
#[cfg(unix)]
fn the_folder_itself_may_be_no_link() {
    let scene = Scene::new();
    scene.vendor(asking(&[]));
    fs::rename(scene.path("vendor"), scene.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(scene.path("elsewhere"), scene.path("vendor")).expect("a link");
    let problems = scene.verify().expect_err("a problem").to_string();
    assert!(problems.contains("it is a file or a link"), "{problems}");
    assert!(Path::new(&scene.path("elsewhere")).exists());
}
