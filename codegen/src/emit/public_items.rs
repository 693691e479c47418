//! `api.txt`: every public item of the crate, one a line, sorted, so that a diff of it says what an update
//! means for callers.

use super::rust_type;
use super::source::MARKER;
use crate::api::{Api, Enumeration, Member, Operation, Structure};

/// `api.txt`.
pub(super) fn emit(api: &Api) -> String {
    let mut items = Items {
        root: api.package.crate_name.clone(),
        lines: Vec::new(),
    };
    items.fixed(api);
    for operation in &api.operations {
        items.operation(operation);
    }
    for enumeration in &api.enums {
        items.enumeration(enumeration);
    }
    for structure in &api.structures {
        items.structure("types", structure);
        items.builder("types::builders", structure, "");
    }
    for error in &api.errors {
        items.structure("types::error", error);
        items.builder("types::error::builders", error, "");
    }
    items.finish()
}

/// The lines, as they are collected.
struct Items {
    root: String,
    lines: Vec<String>,
}

impl Items {
    fn add(&mut self, kind: &str, path: &str, rest: &str) {
        self.lines
            .push(format!("{}::{path}{rest} [{kind}]\n", self.root));
    }

    fn finish(mut self) -> String {
        self.lines.sort_unstable();
        self.lines.dedup();
        format!("# {MARKER}\n{}", self.lines.concat())
    }

    /// What every crate has.
    fn fixed(&mut self, api: &Api) {
        self.add("type", "Config", "");
        self.add("struct", "Client", "");
        self.add("fn", "Client::new", "(&SdkConfig) -> Client");
        self.add("fn", "Client::from_conf", "(Config) -> Client");
        self.add("fn", "Client::config", "(&self) -> &Config");
        self.add("struct", &api.service.marker, "");
        self.add("enum", "Error", "");
        self.add("static", "meta::PKG_VERSION", ": &str");
        for waiter in &api.waiters {
            let path = format!("waiters::{}::{}", waiter.module, waiter.fluent_builder);
            self.add("type", &path, "");
            self.add("fn", &format!("{path}::wait"), "(self, Duration)");
            self.add(
                "fn",
                &format!("waiters::Waiters::{}", waiter.method),
                &format!("(&self) -> {}", waiter.fluent_builder),
            );
        }
        for error in &api.errors {
            self.add("variant", &format!("Error::{}", error.name), "");
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let Operation {
            name,
            module,
            fluent_builder,
            error,
            ..
        } = operation;
        let path = format!("operation::{module}");
        self.add(
            "fn",
            &format!("Client::{}", operation.method),
            &format!("(&self) -> {fluent_builder}"),
        );
        self.add("struct", &format!("{path}::{name}"), "");
        self.structure(&path, &operation.input);
        self.structure(&path, &operation.output);
        let builders = format!("{path}::builders");
        let fluent = format!("{builders}::{fluent_builder}");
        let output = &operation.output.name;
        self.add("struct", &fluent, "");
        self.add(
            "fn",
            &format!("{fluent}::send"),
            &format!("(self) -> Result<{output}, SdkError<{error}>>"),
        );
        self.add(
            "fn",
            &format!("{fluent}::customize"),
            "(self) -> CustomizableOperation",
        );
        self.add(
            "type",
            &format!("{builders}::{}", operation.input.builder),
            &format!(" = {fluent_builder}<Detached>"),
        );
        self.setters(&fluent, &operation.input);
        self.builder(&builders, &operation.output, "");
        self.add("enum", &format!("{path}::{error}"), "");
        for variant in &operation.errors {
            self.add(
                "variant",
                &format!("{path}::{error}::{}", variant.name),
                &format!("({})", variant.name),
            );
            self.add(
                "fn",
                &format!("{path}::{error}::{}", variant.predicate),
                "(&self) -> bool",
            );
        }
        if let Some(paginator) = &operation.paginator {
            self.add(
                "fn",
                &format!("{fluent}::into_paginator"),
                &format!("(self) -> {}", paginator.name),
            );
            self.add(
                "type",
                &format!("{path}::paginator::{}", paginator.name),
                "",
            );
        }
    }

    fn structure(&mut self, module: &str, structure: &Structure) {
        let path = format!("{module}::{}", structure.name);
        self.add("struct", &path, "");
        self.add(
            "fn",
            &format!("{path}::builder"),
            &format!("() -> {}", structure.builder),
        );
        for member in &structure.members {
            self.member(&path, member);
        }
    }

    fn member(&mut self, path: &str, member: &Member) {
        let field = &member.field;
        self.add(
            "field",
            &format!("{path}::{field}"),
            &format!(": {}", rust_type::field(member)),
        );
        self.add(
            "fn",
            &format!("{path}::{field}"),
            &format!("(&self) -> {}", rust_type::accessor(member)),
        );
    }

    fn builder(&mut self, module: &str, structure: &Structure, generics: &str) {
        let path = format!("{module}::{}", structure.builder);
        self.add("struct", &path, generics);
        let name = &structure.name;
        let built = if structure.fallible {
            format!("Result<{name}, BuildError>")
        } else {
            name.clone()
        };
        self.add(
            "fn",
            &format!("{path}::build"),
            &format!("(self) -> {built}"),
        );
        self.setters(&path, structure);
    }

    fn setters(&mut self, path: &str, structure: &Structure) {
        for member in &structure.members {
            let (
                option,
                Member {
                    field,
                    setter,
                    getter,
                    ..
                },
            ) = (rust_type::option(member), member);
            self.add(
                "fn",
                &format!("{path}::{field}"),
                &format!("(self, {}) -> Self", rust_type::setter(member)),
            );
            self.add(
                "fn",
                &format!("{path}::{setter}"),
                &format!("(self, {option}) -> Self"),
            );
            self.add(
                "fn",
                &format!("{path}::{getter}"),
                &format!("(&self) -> &{option}"),
            );
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        let path = format!("types::{}", enumeration.name);
        self.add("enum", &path, "");
        for variant in &enumeration.variants {
            self.add(
                "variant",
                &format!("{path}::{}", variant.name),
                &format!(" = {:?}", variant.value),
            );
        }
    }
}
