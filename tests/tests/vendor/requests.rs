//! What is asked for, and what a folder holds after that.

use std::fs;

use smithwright_codegen::vendor::Tampering;

use super::{AtHand, Scene, asking, service};

#[track_caller]
fn check_operations(scene: &Scene, expected: &[&str]) {
    let modules = tests::workspace::files_below(&scene.path("vendor/arcade/src/operation"));
    let names: Vec<_> = modules.iter().map(|path| path.to_string_lossy()).collect();
    let expected: Vec<_> = expected.iter().map(|name| format!("_{name}.rs")).collect();
    assert_eq!(names, expected);
}

#[test]
fn only_what_is_asked_for_and_what_it_reaches_is_written() {
    let scene = Scene::new();
    let plan = scene.vendor(asking(&["*Door", "!CloseDoor"]));
    check_operations(&scene, &["open_door"]);
    let one = &plan.services[0];
    assert_eq!((one.operations.len(), one.all_operations), (1, 3));
    for (path, bytes) in scene.tree() {
        let text = String::from_utf8(bytes).expect("text");
        let path = path.to_string_lossy();
        let says_it = path.ends_with("smithwright.toml") || path.ends_with("PROVENANCE.toml");
        assert!(says_it || !text.contains("CloseDoor"), "{path}");
        assert!(
            !text.contains("RingBell") && !text.contains("ring_bell"),
            "{path}"
        );
    }
    for path in [
        "arcade/src/lib.rs",
        "smithwright-runtime/src/lib.rs",
        "arcade/CHANGELOG.md",
    ] {
        let text = scene.read(&format!("vendor/{path}"));
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.contains("run `cargo xtask vendor` instead"),
            "{path}: {first}"
        );
    }
    let runtime = scene.tree();
    let runtime = runtime
        .keys()
        .filter(|path| path.starts_with("smithwright-runtime/src"));
    assert_eq!(runtime.count(), 2, "tests stay at home");
}

const OVERLAY: &str = r#"
[waiters.DoorIsOpen]
operation = "OpenDoor"
description = "Waits until the door is open."
source = "https://example.com/"
delay = 2
acceptors = [{ matcher = "path", argument = "Part.Id", expected = "open", state = "success" }]
"#;

#[test]
fn waiters_of_an_overlay_come_with_their_operations() {
    let scene = Scene::new();
    let services = scene.read("smith/models/services.toml");
    let services = format!("{services}overlay = \"overlays/arcade.toml\"\n");
    scene.put("smith/models/services.toml", &services);
    scene.put("smith/models/overlays/arcade.toml", OVERLAY);
    scene.vendor(asking(&["CloseDoor"]));
    let waiters = scene.path("vendor/arcade/src/waiters.rs");
    assert!(!waiters.exists());
    scene.vendor(asking(&["OpenDoor"]));
    assert!(fs::read_to_string(&waiters).is_ok_and(|text| text.contains("DoorIsOpen")));
    assert_eq!(scene.verify(), Ok(Vec::new()));

    // It decides what is generated.
    scene.put(
        "smith/models/overlays/arcade.toml",
        &OVERLAY.replace("delay = 2", "delay = 3"),
    );
    let found = scene.verify().expect("findings");
    assert!(
        found
            .iter()
            .any(|one| one.tampering == Tampering::OtherGenerator),
        "{found:?}"
    );
}

#[test]
fn a_second_run_changes_nothing() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    let before = scene.tree();
    let plan = scene.vendor(None);
    assert!(plan.is_up_to_date());
    assert_eq!(scene.tree(), before);
    assert!(plan.services[0].changes.is_none());
}

#[test]
fn another_choice_comes_and_goes() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    scene.put("vendor/notes.md", "mine\n");
    scene.put("vendor/arcade/notes.md", "mine too\n");
    let plan = scene.vendor(asking(&["RingBell"]));
    check_operations(&scene, &["ring_bell"]);
    assert_eq!(scene.read("vendor/notes.md"), "mine\n");
    assert_eq!(scene.read("vendor/arcade/notes.md"), "mine too\n");
    assert!(
        !scene
            .path("vendor/arcade/src/types/_open_door_part.rs")
            .exists()
    );
    let changes = plan.services[0].changes.as_ref().expect("changes");
    assert!(
        changes
            .facts
            .iter()
            .any(|fact| fact.kind.as_str() == "operation-removed")
    );
    let changelog = scene.read("vendor/arcade/CHANGELOG.md");
    assert!(
        changelog.contains("RingBell") || changelog.contains("ring_bell"),
        "{changelog}"
    );
    assert_eq!(changelog.matches("\n## ").count(), 2, "{changelog}");
}

#[test]
fn a_newer_model_says_what_it_changed_for_these_operations_alone() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    let old = scene.package();
    let model = service(&["CloseDoor", "OpenDoor"]);
    let model = model.replacen(
        r#""OpenDoorRequest": { "type": "structure", "members": { "#,
        r#""OpenDoorRequest": { "type": "structure", "members": { "Key": { "shape": "Text" }, "#,
        1,
    );
    scene.models("1.1.0", &model);
    let (folder, checkout) = (scene.path("vendor"), scene.checkout());
    let mut alone = scene.at_hand();
    let plan = |packages: &mut AtHand| {
        smithwright_codegen::vendor::plan(&checkout, &folder, None, packages)
    };
    let problem = plan(&mut alone)
        .expect_err("the old package is needed")
        .to_string();
    assert!(problem.contains("it is not at hand"), "{problem}");
    let mut both = scene.at_hand();
    both.packages.insert(old.0, old.1);
    let plan = plan(&mut both).unwrap_or_else(|problems| panic!("{problems}"));
    let changes = plan.services[0].changes.as_ref().expect("changes");
    let ids: Vec<_> = changes.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids.len(), 1, "nothing of RingBell, which is gone: {ids:?}");
    assert!(ids[0].contains("Key"), "{ids:?}");
    plan.write(false, &mut |_| {})
        .unwrap_or_else(|problems| panic!("{problems}"));
    let changelog = scene.read("vendor/arcade/CHANGELOG.md");
    assert!(changelog.contains("botocore 1.1.0"), "{changelog}");
}

#[test]
fn a_file_that_somebody_edited_stops_the_run() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    for path in [
        "vendor/arcade/src/lib.rs",
        "vendor/arcade/src/types/_open_door_part.rs",
    ] {
        let text = scene.read(path);
        scene.put(path, &format!("{text}// mine\n"));
    }
    let before = scene.tree();
    let plan = scene
        .plan(asking(&["RingBell"]))
        .unwrap_or_else(|problems| panic!("{problems}"));
    let problems = plan
        .write(false, &mut |_| {})
        .expect_err("two files")
        .to_string();
    assert_eq!(problems.matches("edited by hand").count(), 2, "{problems}");
    assert!(problems.contains("--force"), "{problems}");
    assert_eq!(scene.tree(), before);
    plan.write(true, &mut |_| {})
        .unwrap_or_else(|problems| panic!("{problems}"));
    check_operations(&scene, &["ring_bell"]);
}

#[test]
fn a_file_of_somebody_else_in_the_way_stops_the_run() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    scene.put("vendor/arcade/src/operation/_ring_bell.rs", "// mine\n");
    let plan = scene
        .plan(asking(&["RingBell"]))
        .unwrap_or_else(|problems| panic!("{problems}"));
    let problems = plan
        .write(false, &mut |_| {})
        .expect_err("a file")
        .to_string();
    assert!(problems.contains("_ring_bell.rs"), "{problems}");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let scene = Scene::new();
    scene.put("vendor/other/lib.rs", "// mine\n");
    let problems = scene.plan(asking(&[])).expect_err("a problem").to_string();
    assert!(problems.contains("is not empty"), "{problems}");
    let file = scene.path("vendor");
    fs::remove_dir_all(&file).expect("a folder");
    fs::write(&file, "").expect("a file");
    let problems = scene.plan(asking(&[])).expect_err("a problem").to_string();
    assert!(problems.contains("it is a file or a link"), "{problems}");
}

#[test]
fn a_program_decides_and_what_it_does_not_call_is_named() {
    let scene = Scene::new();
    scene.put(
        "game/Cargo.toml",
        "[package]\nname = \"game\"\n[dependencies]\narcade = \"1\"\n",
    );
    let calls = "use arcade::Client;\nfn a(c: &Client) { c.open_door(); }\n";
    scene.put("game/src/main.rs", calls);
    let mut request = asking(&[]);
    let asked = request.services.get_mut("arcade").expect("the service");
    asked.used_by = vec!["../game".to_owned()];
    let plan = scene.vendor(request.clone());
    check_operations(&scene, &["open_door"]);
    let uses = &plan.services[0].operations["OpenDoor"];
    let place = uses.first().expect("a place");
    assert!(
        place.file.ends_with("game/src/main.rs") && place.line == 2,
        "{place}"
    );
    let asked = request.services.get_mut("arcade").expect("the service");
    asked.operations = vec!["RingBell".to_owned()];
    let plan = scene.vendor(request);
    check_operations(&scene, &["open_door", "ring_bell"]);
    assert_eq!(plan.services[0].uncalled, ["RingBell"]);
    assert!(scene.verify().is_ok_and(|findings| findings.is_empty()));
    scene.put(
        "game/src/main.rs",
        "use arcade::Client;\nfn a(c: &Client) { c.close_door(); }\n",
    );
    let plan = scene
        .plan(None)
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(!plan.is_up_to_date(), "the program calls something else");
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let scene = Scene::new();
    let problems = scene
        .plan(asking(&["OpenDor", "Walk*", "!A-B"]))
        .expect_err("problems");
    assert!(problems.to_string().contains("`!A-B`"), "{problems}");
    let problems = scene
        .plan(asking(&["OpenDor", "Walk*"]))
        .expect_err("problems");
    let problems = problems.to_string();
    assert!(problems.contains("did you mean `OpenDoor`?"), "{problems}");
    assert!(
        problems.contains("has no operation that matches `Walk*`"),
        "{problems}"
    );
    let problems = scene
        .plan(asking(&["!*"]))
        .expect_err("a problem")
        .to_string();
    assert!(problems.contains("everything is left out"), "{problems}");
    scene.put("quiet/src/main.rs", "fn main() {}\n");
    let mut request = asking(&[]);
    let asked = request.services.get_mut("arcade").expect("the service");
    asked.used_by = vec!["../quiet".to_owned()];
    let problems = scene.plan(request).expect_err("a problem").to_string();
    assert!(
        problems.contains("it calls no operation of `arcade`"),
        "{problems}"
    );
    let problems = scene.plan(None).expect_err("a problem").to_string();
    assert!(problems.contains("no service is asked for"), "{problems}");
}

#[test]
fn a_request_that_was_mistyped_names_its_line() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    let text = scene.read("vendor/smithwright.toml");
    scene.put(
        "vendor/smithwright.toml",
        &text.replace("operations =", "operation ="),
    );
    let problems = scene.plan(None).expect_err("a problem").to_string();
    assert!(problems.contains("smithwright.toml: line 8"), "{problems}");
}
