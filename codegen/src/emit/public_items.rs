//! `api.txt`: every public item of the crate, one a line, sorted, so that a diff of it says what an update
//! means for callers.
//!
//! Comparing two crates needs the same list with what each item is made from: [`items`].

use super::expression;
use super::rust_type::Spelling;
use super::source::MARKER;
use crate::api::{
    Api, Enumeration, ErrorVariant, Member, OperandKind, Operation, Paginator, Structure, Union,
    UnionVariant,
};

/// `api.txt`.
pub(super) fn emit(api: &Api) -> String {
    let root = &api.package.crate_name;
    let mut lines: Vec<_> = items(api)
        .iter()
        .map(|item| format!("{root}::{}\n", item.line()))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    format!("# {MARKER}\n{}", lines.concat())
}

/// A public item of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicItem {
    /// The path in the crate, such as `types::PlayerSession::player_id`.
    pub path: String,
    /// What follows the path: parameters, a type, a value.
    pub rest: String,
    /// `fn`, `struct`, `variant` and so on.
    pub kind: &'static str,
    /// What it is made from.
    pub origin: Origin,
}

impl PublicItem {
    /// The line in `api.txt`, without the crate.
    pub fn line(&self) -> String {
        format!("{}{} [{}]", self.path, self.rest, self.kind)
    }
}

/// What a [`PublicItem`] is made from, by the names of the model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The service.
    Service,
    /// An operation.
    Operation(String),
    /// A waiter.
    Waiter(String),
    /// A shape.
    Shape(String),
    /// A member of a structure: the shape, the member.
    Member(String, String),
    /// A value of an enum: the shape, the text on the wire.
    Value(String, String),
}

/// Every public item.
pub fn items(api: &Api) -> Vec<PublicItem> {
    let mut items = Items {
        spelling: Spelling::default(),
        origin: Origin::Service,
        list: Vec::new(),
    };
    items.fixed(api);
    for operation in &api.operations {
        items.operation(operation);
    }
    for enumeration in &api.enums {
        items.enumeration(enumeration);
    }
    for union in &api.unions {
        items.union(union);
    }
    for structure in &api.structures {
        items.structure("types", structure);
        items.builder("types::builders", structure);
    }
    for error in &api.errors {
        items.structure("types::error", error);
        items.builder("types::error::builders", error);
    }
    items.list
}

/// The public items that have no line because they follow from others, and that a change of the model can take
/// away all the same: the methods of paginators.
pub fn implied_items(api: &Api) -> Vec<PublicItem> {
    let spelling = Spelling::default();
    let mut list = Vec::new();
    for operation in &api.operations {
        let Some(paginator) = &operation.paginator else {
            continue;
        };
        let owner = format!(
            "operation::{}::paginator::{}",
            operation.module, paginator.name
        );
        let mut add = |name: &str, rest: String| {
            list.push(PublicItem {
                path: format!("{owner}::{name}"),
                rest,
                kind: "fn",
                origin: Origin::Operation(operation.model_name.clone()),
            });
        };
        if let Some((_, item)) = &paginator.items {
            add(
                "items",
                format!("(self) -> PaginatorItems<{}>", spelling.value(item)),
            );
        }
        if paginator.limit.is_some() {
            add("page_size", "(self, i32) -> Self".to_owned());
        }
    }
    list
}

/// What every structure's `validate` takes and gives.
const VALIDATE: &str = "(&self, Validation) -> Result<(), ValidationErrors>";

/// The items, as they are collected.
struct Items<'a> {
    /// No item of the list is inside of a file: every type has its short name.
    spelling: Spelling<'a>,
    /// What the items are made from that are added now.
    origin: Origin,
    list: Vec<PublicItem>,
}

impl Items<'_> {
    fn add(&mut self, kind: &'static str, path: &str, rest: &str) {
        self.list.push(PublicItem {
            path: path.to_owned(),
            rest: rest.to_owned(),
            kind,
            origin: self.origin.clone(),
        });
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
        self.add("enum", "validation::Validation", "");
        for error in ["MissingMember", "ValidationErrors", "Violation"] {
            self.add("struct", &format!("validation::{error}"), "");
        }
        self.add("enum", "validation::Rule", "");
        self.add("struct", "failure::Explanation", "");
        self.add("trait", "failure::Failure", "");
        self.add("fn", "failure::explain", "(&impl Failure) -> Explanation");
        self.add("struct", "serde::Strict", "<Structure>");
        if super::manifest::has_testing(&api.package) {
            for name in ["Fake", "Recorder", "Replay"] {
                self.add("type", &format!("testing::{name}"), "");
            }
            self.add("struct", "testing::Sequence", "<Operation>");
            self.add("struct", "testing::Server", "");
            self.add(
                "fn",
                "testing::valid_input",
                "<Operation>(u64) -> Operation::Input",
            );
        }
        for waiter in &api.waiters {
            self.origin = Origin::Waiter(waiter.model_name.clone());
            let path = format!("waiters::{}::{}", waiter.module, waiter.fluent_builder);
            self.add("type", &path, "");
            self.add("fn", &format!("{path}::wait"), "(self, Duration)");
            self.add(
                "fn",
                &format!("waiters::Waiters::{}", waiter.method),
                &format!("(&self) -> {}", waiter.fluent_builder),
            );
        }
        self.expressions(api);
        self.errors(api);
    }

    /// They go with the member that takes a filter expression.
    fn expressions(&mut self, api: &Api) {
        for expressions in &api.expressions {
            let (shape, member) = expressions.filter_member.clone();
            self.origin = Origin::Member(shape, member);
            for (name, rest) in expression::TYPES {
                self.add("struct", &format!("expression::{name}"), rest);
            }
            for operand in &expressions.operands {
                let path = format!("expression::{}::{}", expressions.module, operand.function);
                let key = match operand.kind {
                    OperandKind::Map => "&str",
                    _ => "",
                };
                let values = expression::values(operand.kind);
                self.add("fn", &path, &format!("({key}) -> Operand<{values}>"));
            }
        }
    }

    fn errors(&mut self, api: &Api) {
        let path = "failure::OperationError";
        self.origin = Origin::Service;
        self.add("enum", path, "<Operation>");
        for ErrorVariant {
            name,
            model_name,
            predicate,
            ..
        } in super::error::raised(api)
        {
            self.origin = Origin::Shape(model_name.clone());
            self.add("variant", &format!("Error::{name}"), &format!("({name})"));
            self.add("variant", &format!("{path}::{name}"), &format!("({name})"));
            self.add("fn", &format!("{path}::{predicate}"), "(&self) -> bool");
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let path = format!("operation::{}", operation.module);
        self.origin = Origin::Operation(operation.model_name.clone());
        self.add(
            "fn",
            &format!("Client::{}", operation.method),
            &format!("(&self) -> {}", operation.fluent_builder),
        );
        self.add("struct", &format!("{path}::{}", operation.name), "");
        self.structure(&path, &operation.input);
        self.structure(&path, &operation.output);
        self.fluent_builder(&path, operation);
        self.builder(&format!("{path}::builders"), &operation.output);
        self.operation_error(&path, operation);
    }

    fn fluent_builder(&mut self, operation_path: &str, operation: &Operation) {
        let Operation {
            input,
            output,
            error,
            fluent_builder,
            ..
        } = operation;
        let builders = format!("{operation_path}::builders");
        let path = format!("{builders}::{fluent_builder}");
        self.origin = Origin::Operation(operation.model_name.clone());
        self.add("struct", &path, "");
        self.add(
            "fn",
            &format!("{path}::send"),
            &format!("(self) -> Result<{}, SdkError<{error}>>", output.name),
        );
        self.add(
            "fn",
            &format!("{path}::customize"),
            "(self) -> CustomizableOperation",
        );
        self.add(
            "type",
            &format!("{builders}::{}", input.builder),
            &format!(" = {fluent_builder}<Detached>"),
        );
        self.setters(&path, input);
        self.origin = Origin::Operation(operation.model_name.clone());
        if let Some(Paginator { name, .. }) = &operation.paginator {
            self.add(
                "fn",
                &format!("{path}::into_paginator"),
                &format!("(self) -> {name}"),
            );
            self.add("type", &format!("{operation_path}::paginator::{name}"), "");
        }
    }

    fn operation_error(&mut self, operation_path: &str, operation: &Operation) {
        self.origin = Origin::Operation(operation.model_name.clone());
        self.add(
            "type",
            &format!("{operation_path}::{}", operation.error),
            &format!(" = OperationError<{}>", operation.name),
        );
    }

    fn structure(&mut self, module: &str, structure: &Structure) {
        let path = format!("{module}::{}", structure.name);
        self.origin = Origin::Shape(structure.model_name.clone());
        self.add("struct", &path, "");
        self.add(
            "fn",
            &format!("{path}::builder"),
            &format!("() -> {}", structure.builder),
        );
        self.add("fn", &format!("{path}::validate"), VALIDATE);
        for member in &structure.members {
            self.origin = member_of(structure, member);
            self.member(&path, member);
        }
    }

    fn member(&mut self, path: &str, member: &Member) {
        let field = &member.field;
        self.add(
            "field",
            &format!("{path}::{field}"),
            &format!(": {}", self.spelling.field(member)),
        );
        self.add(
            "fn",
            &format!("{path}::{field}"),
            &format!("(&self) -> {}", self.spelling.accessor(member)),
        );
        if let Some(require) = &member.require {
            self.add(
                "fn",
                &format!("{path}::{require}"),
                &format!(
                    "(&self) -> Result<&{}, MissingMember>",
                    self.spelling.required(member)
                ),
            );
        }
    }

    fn builder(&mut self, module: &str, structure: &Structure) {
        let path = format!("{module}::{}", structure.builder);
        self.origin = Origin::Shape(structure.model_name.clone());
        self.add("struct", &path, "");
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
            let Member {
                field,
                setter,
                getter,
                ..
            } = member;
            self.origin = member_of(structure, member);
            let option = self.spelling.slot(member);
            let parameters = self.spelling.setter(member);
            self.add(
                "fn",
                &format!("{path}::{field}"),
                &format!("(self, {parameters}) -> Self"),
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
        self.origin = Origin::Shape(enumeration.model_name.clone());
        self.add("enum", &path, "");
        for variant in &enumeration.variants {
            let shape = enumeration.model_name.clone();
            self.origin = Origin::Value(shape, variant.value.unescaped().to_owned());
            self.add(
                "variant",
                &format!("{path}::{}", variant.name),
                &format!(" = {}", variant.value.literal()),
            );
        }
    }
}

impl Items<'_> {
    fn union(&mut self, union: &Union) {
        let path = format!("types::{}", union.name);
        self.origin = Origin::Shape(union.model_name.clone());
        self.add("enum", &path, "");
        self.add("variant", &format!("{path}::Unknown"), "");
        self.add("fn", &format!("{path}::is_unknown"), "(&self) -> bool");
        for variant in &union.variants {
            let UnionVariant {
                name,
                predicate,
                accessor,
                is_unit,
                member,
            } = variant;
            self.origin = Origin::Member(union.model_name.clone(), member.model_name.clone());
            let (holds, given) = if *is_unit {
                (String::new(), "()".to_owned())
            } else {
                let held = self.spelling.field(member);
                (format!("({held})"), format!("&{held}"))
            };
            self.add("variant", &format!("{path}::{name}"), &holds);
            self.add("fn", &format!("{path}::{predicate}"), "(&self) -> bool");
            self.add(
                "fn",
                &format!("{path}::{accessor}"),
                &format!("(&self) -> Result<{given}, &Self>"),
            );
        }
    }
}

fn member_of(structure: &Structure, member: &Member) -> Origin {
    Origin::Member(structure.model_name.clone(), member.model_name.clone())
}
