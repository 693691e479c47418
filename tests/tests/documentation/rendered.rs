//! The pages that rustdoc writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use smithwright_codegen::api::{Api, Operation, Structure};
use smithwright_codegen::load::{Loaded, load};
use smithwright_codegen::lower::lower;
use smithwright_codegen::model::{Member, ShapeKind};
use tests::workspace;

/// The folder of pages, or none where cargo cannot write it.
static PAGES: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = temporary.parent().unwrap_or(temporary);
    let mut cargo = Command::new(env!("CARGO"));
    // As the gate calls it, so that its pages are found there.
    cargo.args(["doc", "--quiet", "--offline", "--workspace", "--no-deps"]);
    let output = cargo
        .current_dir(workspace::root())
        .env("RUSTDOCFLAGS", "-D warnings")
        .arg("--target-dir")
        .arg(target)
        .output();
    let said = String::from_utf8_lossy(&output.ok()?.stderr).into_owned();
    if said.contains("--offline") {
        println!("skipped: rendered: a dependency is not at hand: {said}");
        return None;
    }
    assert_eq!(said, "");
    Some(target.join("doc"))
});

/// The page of a structure, below the crate's folder.
fn page_of(structure: &Structure, folder: &str) -> String {
    format!("{folder}/struct.{}.html", structure.name)
}

/// The placeholders in a text of the model: `<fleet ID>`, which the model writes with escapes.
fn placeholders(html: &str) -> Vec<&str> {
    let parts = html.split("&lt;").skip(1);
    let parts = parts.filter_map(|part| part.split_once("&gt;").map(|(inside, _)| inside));
    // What holds markup or is long is a comparison, not a placeholder.
    let named = |inside: &&str| inside.len() < 60 && !inside.contains(['<', '&', '\n']);
    parts.filter(named).collect()
}

/// Checks that a page shows the placeholders of a text whole; returns how many there are.
#[track_caller]
fn check_page(pages: &Path, page: &str, html: Option<&str>) -> usize {
    let Some(html) = html else { return 0 };
    let wanted = placeholders(html);
    if wanted.is_empty() {
        return 0;
    }
    let text =
        fs::read_to_string(pages.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    for placeholder in &wanted {
        let spelled = placeholder.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = format!("&lt;{spelled}&gt;");
        let text = text.replace('\n', " ");
        assert!(text.contains(&shown), "{page}: <{spelled}>");
    }
    wanted.len()
}

/// Checks the pages of a structure and its members against the shape that it is made of.
fn check_structure(pages: &Path, loaded: &Loaded, structure: &Structure, page: &str) -> usize {
    let Some((_, shape)) = loaded
        .model
        .shapes
        .iter()
        .find(|(id, _)| id.0 == structure.model_name)
    else {
        return 0;
    };
    let mut count = check_page(pages, page, shape.documentation.as_deref());
    if let ShapeKind::Structure(structure) = &shape.kind {
        let members = structure.members.iter();
        let docs = members.map(|(_, Member { documentation, .. })| documentation);
        count += docs
            .map(|docs| check_page(pages, page, docs.as_deref()))
            .sum::<usize>();
    }
    count
}

fn check_service(pages: &Path, loaded: &Loaded, api: &Api) -> usize {
    let pages = pages.join(&api.package.crate_name);
    let mut count = 0;
    for structure in &api.structures {
        count += check_structure(&pages, loaded, structure, &page_of(structure, "types"));
    }
    for error in &api.errors {
        count += check_structure(&pages, loaded, error, &page_of(error, "types/error"));
    }
    for operation in &api.operations {
        let folder = format!("operation/{}", operation.module);
        for structure in [&operation.input, &operation.output] {
            count += check_structure(&pages, loaded, structure, &page_of(structure, &folder));
        }
        let page = format!("{folder}/builders/struct.{}.html", operation.fluent_builder);
        let docs = &loaded.model.operations[&operation.model_name].documentation;
        count += check_page(&pages, &page, docs.as_deref());
    }
    count
}

#[test]
fn every_placeholder_is_whole_on_the_page_of_its_item() {
    let Some(pages) = &*PAGES else { return };
    let services = load(&workspace::root().join("models"), &[]).expect("the models");
    let counts = services.iter().map(|loaded| {
        let api = lower(loaded).expect("a service that can be lowered");
        check_service(pages, loaded, &api)
    });
    // Fewer would mean that the test looks for them where they are not.
    assert!(counts.sum::<usize>() > 50);
}

/// What is hidden where it is defined has its page where it is exported.
#[test]
fn every_public_type_has_a_page_without_the_noise_of_blanket_implementations() {
    let Some(pages) = &*PAGES else { return };
    for krate in ["gamelift", "gameliftstreams"] {
        let items = workspace::read(format!("generated/{krate}/api.txt"));
        let mut checked = 0;
        for line in items.lines() {
            let Some((path, kind)) = line.split_once(" [") else {
                continue;
            };
            let kind = kind.trim_end_matches(']');
            let is_operation = path.contains("::operation::") && path.matches("::").count() == 3;
            if !matches!(kind, "struct" | "enum") || !(path.contains("::types::") || is_operation) {
                continue;
            }
            let (module, name) = path.rsplit_once("::").expect("a path");
            let page = format!("{}/{kind}.{name}.html", module.replace("::", "/"));
            let text = fs::read_to_string(pages.join(&page))
                .unwrap_or_else(|error| panic!("{page}: {error}"));
            assert!(!text.contains("id=\"blanket-implementations\""), "{page}");
            checked += 1;
        }
        assert!(checked > 100, "{checked}");
    }
}

/// The part of the client's page that is about a method.
fn method_of<'p>(client: &'p str, method: &str) -> &'p str {
    let method = method.trim_start_matches("r#");
    let parts = client.split("<section id=\"method.");
    let mut parts = parts.filter(|part| part.starts_with(&format!("{method}\"")));
    parts
        .next()
        .unwrap_or_else(|| panic!("the client's page has no {method}"))
}

/// Checks that a text of a page has what callers need of an operation.
#[track_caller]
fn check_operation(text: &str, operation: &Operation, place: &str) {
    let members = operation.input.members.iter();
    let required = members.filter(|member| member.required && !member.idempotency_token);
    let required = required.map(|member| member.field.trim_start_matches("r#"));
    let setters = required.map(|field| {
        let builder = &operation.fluent_builder;
        format!("struct.{builder}.html#method.{field}\"")
    });
    let errors = operation.errors.iter();
    let errors = errors.map(|error| format!("/error/struct.{}.html\"", error.name));
    let response = format!("struct.{}.html\"", operation.output.name);
    let parts = ["rust-example-rendered", ">Examples</", ">Errors</"].map(str::to_owned);
    let wanted = setters.chain(errors).chain(parts).chain([response]);
    for part in wanted {
        assert!(text.contains(&part), "{place}: {part}");
    }
}

#[test]
fn an_operation_is_explained_at_the_clients_method_and_on_the_builders_page() {
    let Some(pages) = &*PAGES else { return };
    for loaded in load(&workspace::root().join("models"), &[]).expect("the models") {
        let api = lower(&loaded).expect("a service that can be lowered");
        let folder = pages.join(&api.package.crate_name);
        let read = |page: &str| {
            fs::read_to_string(folder.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
        };
        let client = read("client/struct.Client.html");
        for operation in &api.operations {
            let method = method_of(&client, &operation.method);
            check_operation(method, operation, &operation.method);
            let builder = format!(
                "operation/{}/builders/struct.{}.html",
                operation.module, operation.fluent_builder
            );
            check_operation(&read(&builder), operation, &builder);
        }
    }
}

/// What people search for is in the index that rustdoc writes: the names of items, and the aliases of those
/// whose own pages are not written.
#[test]
fn search_finds_every_public_type() {
    let Some(pages) = &*PAGES else { return };
    let folder = pages.join("search.index/name");
    let Ok(entries) = fs::read_dir(&folder) else {
        return println!(
            "skipped: search: rustdoc keeps no names in {}",
            folder.display()
        );
    };
    let names = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        fs::read_to_string(path).expect("a part of the index")
    });
    let names: String = names.collect();
    for krate in ["gamelift", "gameliftstreams"] {
        let items = workspace::read(format!("generated/{krate}/api.txt"));
        let mut checked = 0;
        for line in items.lines() {
            let Some((path, kind)) = line.rsplit_once(" [") else {
                continue;
            };
            // Without the feature, there is no such item.
            let is_optional = path.contains("::serde::");
            if is_optional || !["struct]", "enum]", "type]"].contains(&kind) {
                continue;
            }
            let path = path.split([' ', '<']).next().unwrap_or_default();
            let name = path.rsplit("::").next().unwrap_or_default();
            assert!(names.contains(name), "search does not find {path}");
            checked += 1;
        }
        assert!(checked > 200, "{checked}");
    }
}

/// Lists and searches show the first paragraph: at a builder, the sentence of the client's method.
#[test]
fn a_builder_is_summed_up_as_its_method_is() {
    let Some(pages) = &*PAGES else { return };
    for loaded in load(&workspace::root().join("models"), &[]).expect("the models") {
        let api = lower(&loaded).expect("a service that can be lowered");
        let folder = pages.join(&api.package.crate_name);
        let client = fs::read_to_string(folder.join("client/struct.Client.html"));
        let client = client.expect("the client's page");
        let first = |text: &str| {
            let (_, docs) = text.split_once("class=\"docblock\">").unwrap_or_default();
            let paragraph = docs.split("</p>").next().unwrap_or_default();
            // Links are relative to their page; what they lead to stands in their titles as well.
            let parts = paragraph.trim_start_matches("<p>").split("href=\"");
            let parts = parts.enumerate().map(|(index, part)| match index {
                0 => part,
                _ => part.split_once('"').map_or("", |(_, rest)| rest),
            });
            parts.collect::<String>()
        };
        for operation in &api.operations {
            let page = format!(
                "operation/{}/builders/struct.{}.html",
                operation.module, operation.fluent_builder
            );
            let text = fs::read_to_string(folder.join(&page));
            let text = text.unwrap_or_else(|error| panic!("{page}: {error}"));
            let (of_builder, of_method) =
                (first(&text), first(method_of(&client, &operation.method)));
            assert!(!of_builder.is_empty(), "{page}");
            assert_eq!(of_builder, of_method, "{page}");
            assert!(!of_builder.contains("This API works with"), "{page}");
        }
    }
}
