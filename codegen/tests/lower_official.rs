//! Compares the names and types that lowering decides with those of the official crates.
//!
//! The official crates are read from the sources that cargo keeps, so the test is ignored by default:
//! `cargo fetch` with the two crates as dependencies somewhere, then
//! `cargo test -p smithwright-codegen --test lower_official -- --ignored`.
//!
//! Both sides are written as lines of text: for each item what it has, one field, variant or method a
//! line. Whatever an official crate has, ours has to have, and in the same order. Ours may have more: the
//! models are newer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::api::{Api, Enumeration, Operation, RustType, Structure, Waiter};
use smithwright_codegen::{load, lower};

#[test]
#[ignore = "needs the sources of the official crates in cargo's registry"]
fn names_are_those_of_the_official_crates() {
    for (service, crate_name) in [
        ("gamelift", "aws-sdk-gamelift-1.137.0"),
        ("gameliftstreams", "aws-sdk-gameliftstreams-1.68.0"),
    ] {
        check(service, crate_name);
    }
}

#[track_caller]
fn check(service: &str, crate_name: &str) {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let loaded = load::load(&models, &[service.to_owned()]).expect("the models are sound");
    let api = lower::lower(&loaded[0]).expect("the service can be lowered");
    let ours = ours(&api);
    let official = official(&source_of(crate_name));
    assert!(
        official.len() > 300,
        "only {} items were found in {crate_name}",
        official.len()
    );
    let mismatches: Vec<_> = official
        .iter()
        .filter_map(|item| mismatch(item, &ours))
        .collect();
    assert!(
        mismatches.is_empty(),
        "{service}:\n{}",
        mismatches.join("\n")
    );
}

/// What ours lacks of one item of the official crate, if anything.
fn mismatch((item, official): (&String, &Vec<String>), ours: &Items) -> Option<String> {
    let Some(ours) = ours.get(item) else {
        return Some(format!("{item} is missing"));
    };
    let common: Vec<_> = ours.iter().filter(|line| official.contains(line)).collect();
    (!common.iter().copied().eq(official))
        .then(|| format!("{item}\n  ours:     {ours:?}\n  official: {official:?}"))
}

/// The folder of a crate's sources.
fn source_of(crate_name: &str) -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = fs::read_dir(home.expect("a home").join("registry/src")).expect("a registry");
    let mut folders =
        registries.map(|registry| registry.expect("an entry").path().join(crate_name));
    folders
        .find(|folder| folder.is_dir())
        .expect("the crate's source")
        .join("src")
}

/// What each item has: a line for each field, variant and method.
type Items = BTreeMap<String, Vec<String>>;

// ---- ours

fn ours(api: &Api) -> Items {
    let mut items = Items::new();
    for enumeration in &api.enums {
        of_enumeration(&mut items, enumeration);
    }
    for structure in &api.structures {
        of_structure(&mut items, "types", &structure.module, structure);
    }
    for error in &api.errors {
        of_structure(&mut items, "types::error", &error.module, error);
    }
    for operation in &api.operations {
        of_operation(&mut items, operation);
    }
    for waiter in &api.waiters {
        let mut operations = api.operations.iter();
        let operation = operations.find(|operation| operation.name == waiter.operation);
        of_waiter(
            &mut items,
            waiter,
            operation.expect("the waiter's operation"),
        );
    }
    items
}

fn of_enumeration(items: &mut Items, enumeration: &Enumeration) {
    let path = format!("types::{}", enumeration.name);
    let lines = items.entry(path).or_default();
    lines.push(format!("in {}", enumeration.module));
    lines.extend(
        enumeration
            .variants
            .iter()
            .map(|variant| variant.name.clone()),
    );
    lines.extend(
        enumeration
            .variants
            .iter()
            .map(|variant| variant.value.literal()),
    );
}

fn of_structure(items: &mut Items, path: &str, module: &str, structure: &Structure) {
    let lines = items
        .entry(format!("{path}::{}", structure.name))
        .or_default();
    lines.push(format!("in {module}"));
    for member in &structure.members {
        let mut of = type_name(&member.value);
        if member.boxed {
            of = format!("Box<{of}>");
        }
        if member.optional {
            of = format!("Option<{of}>");
        }
        lines.push(format!("{}: {of}", member.field));
    }
    lines.extend(
        structure
            .members
            .iter()
            .map(|member| format!("fn {}", member.field)),
    );
    let lines = items
        .entry(format!("{path}::{}", structure.builder))
        .or_default();
    lines.push(format!("in {module}"));
    lines.extend(setters(structure));
    lines.push(
        if structure.fallible {
            "build fails"
        } else {
            "build"
        }
        .to_owned(),
    );
}

fn setters(structure: &Structure) -> impl Iterator<Item = String> {
    structure.members.iter().flat_map(|member| {
        [&member.field, &member.setter, &member.getter].map(|method| format!("fn {method}"))
    })
}

fn of_operation(items: &mut Items, operation: &Operation) {
    let path = format!("operation::{}", operation.module);
    items
        .entry(format!("{path}::{}", operation.name))
        .or_default();
    items
        .entry(format!("Client::{}", operation.method))
        .or_default();
    of_structure(
        items,
        &path,
        &format!("_{}_input", operation.module),
        &operation.input,
    );
    of_structure(
        items,
        &path,
        &format!("_{}_output", operation.module),
        &operation.output,
    );
    let lines = items
        .entry(format!("{path}::{}", operation.error))
        .or_default();
    lines.extend(operation.errors.iter().map(|error| error.name.clone()));
    lines.extend(
        operation
            .errors
            .iter()
            .map(|error| format!("fn {}", error.predicate)),
    );
    let lines = items
        .entry(format!("{path}::{}", operation.fluent_builder))
        .or_default();
    lines.extend(
        operation
            .paginator
            .iter()
            .map(|_| "fn into_paginator".to_owned()),
    );
    lines.extend(setters(&operation.input));
    let Some(paginator) = &operation.paginator else {
        return;
    };
    let lines = items
        .entry(format!("{path}::{}", paginator.name))
        .or_default();
    if paginator.limit.is_some() {
        lines.push("fn page_size".to_owned());
    }
    if let Some((_, of)) = &paginator.items {
        lines.push("fn items".to_owned());
        let lines = items
            .entry(format!("{path}::{}", paginator.items_name))
            .or_default();
        lines.push(format!("sends {}", type_name(of)));
    }
}

fn of_waiter(items: &mut Items, waiter: &Waiter, operation: &Operation) {
    let path = format!("waiters::{}", waiter.module);
    items.insert(
        format!("{path}::{}", waiter.fluent_builder),
        setters(&operation.input).collect(),
    );
    for name in [&waiter.final_poll, &waiter.error] {
        items.entry(format!("{path}::{name}")).or_default();
    }
    items
        .entry(format!("Waiters::{}", waiter.method))
        .or_default();
}

fn type_name(of: &RustType) -> String {
    let optional = |of: &RustType, sparse: bool| {
        if sparse {
            format!("Option<{}>", type_name(of))
        } else {
            type_name(of)
        }
    };
    match of {
        RustType::String => "String".to_owned(),
        RustType::Boolean => "bool".to_owned(),
        RustType::Integer(bits) => format!("i{bits}"),
        RustType::Float(bits) => format!("f{bits}"),
        RustType::Blob => "Blob".to_owned(),
        RustType::DateTime => "DateTime".to_owned(),
        RustType::Document => "Document".to_owned(),
        RustType::Enum(name) | RustType::Structure(name) => name.clone(),
        RustType::List { item, sparse } => format!("Vec<{}>", optional(item, *sparse)),
        RustType::Map { key, value, sparse } => {
            let key = key.as_deref().unwrap_or("String");
            format!("HashMap<{key},{}>", optional(value, *sparse))
        }
    }
}

// ---- theirs

fn official(source: &Path) -> Items {
    let mut items = Items::new();
    for folder in ["types", "operation", "waiters"] {
        visit(&mut items, source, &source.join(folder));
    }
    visit(&mut items, source, &source.join("client"));
    waiter_methods(&mut items, &source.join("client.rs"));
    // It is the same in all crates, and no business of lowering.
    items.retain(|item, _| !item.contains("CustomizableOperation"));
    items
}

fn visit(items: &mut Items, source: &Path, folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            visit(items, source, &path);
        } else {
            of_file(items, source, &path);
        }
    }
}

/// The public path of what a file defines, and the file's name if it is a private module.
fn module_of(source: &Path, file: &Path) -> (String, Option<String>) {
    let path = file
        .strip_prefix(source)
        .expect("a file of the crate")
        .with_extension("");
    let mut parts: Vec<_> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let last = parts.last().cloned().unwrap_or_default();
    let is_private = last.starts_with('_') || ["builders", "paginator"].contains(&last.as_str());
    if is_private {
        parts.pop();
    }
    (parts.join("::"), last.starts_with('_').then_some(last))
}

fn of_file(items: &mut Items, source: &Path, file: &Path) {
    let (path, module) = module_of(source, file);
    let text = fs::read_to_string(file).expect("a file");
    for item in syn::parse_file(&text).expect("Rust").items {
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let lines = items.entry(format!("{path}::{}", item.ident)).or_default();
                lines.extend(module.iter().map(|module| format!("in {module}")));
                let fields = item.fields.iter().filter(|field| is_public(&field.vis));
                lines.extend(fields.filter_map(|field| {
                    Some(format!("{}: {}", field.ident.as_ref()?, short(&field.ty)))
                }));
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                let lines = items.entry(format!("{path}::{}", item.ident)).or_default();
                lines.extend(module.iter().map(|module| format!("in {module}")));
                let names = item
                    .variants
                    .iter()
                    .map(|variant| variant.ident.to_string());
                let names = names.filter(|name| !["Unknown", "Unhandled"].contains(&name.as_str()));
                // Errors of operations stand in the order of the model; ours are sorted.
                let mut names: Vec<_> = names.collect();
                if path.starts_with("operation") {
                    names.sort();
                }
                lines.extend(names);
            }
            syn::Item::Type(item) if path.starts_with("waiters") => {
                items.entry(format!("{path}::{}", item.ident)).or_default();
            }
            syn::Item::Impl(item) if item.trait_.is_none() => of_impl(items, &path, &item),
            _ => {}
        }
    }
}

/// Methods that every item of its kind has.
const COMMON: &[&str] = &[
    "as_input",
    "as_str",
    "builder",
    "customize",
    "generic",
    "meta",
    "new",
    "send",
    "set_meta",
    "send_with",
    "stop_on_duplicate_token",
    "try_parse",
    "unhandled",
    "wait",
    "into_unhandled",
    "retryable_error_kind",
];

fn of_impl(items: &mut Items, path: &str, item: &syn::ItemImpl) {
    let of = short(&item.self_ty);
    let methods = item.items.iter().filter_map(|item| match item {
        syn::ImplItem::Fn(method) if is_public(&method.vis) => Some(method),
        _ => None,
    });
    for method in methods {
        let name = method.sig.ident.to_string();
        let returns = match &method.sig.output {
            syn::ReturnType::Type(_, of) => short(of),
            syn::ReturnType::Default => String::new(),
        };
        if path.starts_with("client") && of == "Client" {
            items.entry(format!("Client::{name}")).or_default();
            continue;
        }
        let lines = items.entry(format!("{path}::{of}")).or_default();
        match name.as_str() {
            "build" if returns.starts_with("Result<") => {
                lines.push("build fails".to_owned());
            }
            "build" => {
                lines.push("build".to_owned());
            }
            "values" => {
                lines.extend(literals(method));
            }
            "send" if of.ends_with("PaginatorItems") => {
                let item = returns.strip_prefix("PaginationStream<Result<");
                let item = item
                    .and_then(|rest| rest.split_once(",SdkError"))
                    .expect("a stream")
                    .0;
                lines.push(format!("sends {item}"));
            }
            common if COMMON.contains(&common) => {}
            _ => {
                lines.push(format!("fn {name}"));
            }
        }
    }
}

/// The methods of the trait `Waiters`.
fn waiter_methods(items: &mut Items, file: &Path) {
    let text = fs::read_to_string(file).expect("a file");
    for item in syn::parse_file(&text).expect("Rust").items {
        let syn::Item::Trait(item) = item else {
            continue;
        };
        for method in item.items {
            if let syn::TraitItem::Fn(method) = method {
                items
                    .entry(format!("{}::{}", item.ident, method.sig.ident))
                    .or_default();
            }
        }
    }
}

/// The string literals in a function.
fn literals(method: &syn::ImplItemFn) -> Vec<String> {
    let text = quote::ToTokens::to_token_stream(&method.block).to_string();
    let quoted = text.split('"').skip(1).step_by(2);
    quoted.map(|value| format!("{value:?}")).collect()
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// A type by the last names of its paths.
fn short(of: &syn::Type) -> String {
    let text: String = quote::ToTokens::to_token_stream(of)
        .to_string()
        .split(' ')
        .collect();
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if short.ends_with("::") {
            let start = short[..short.len() - 2].rfind(|c: char| !c.is_alphanumeric() && c != '_');
            short.truncate(start.map_or(0, |start| start + 1));
        }
    }
    short
}
