//! A line of Rust for each public item of a crate, which compiles as long as the item is there as it is.
//!
//! Never here: how a type is written ([`super::rust`]).

use std::collections::BTreeMap;

use rustdoc_types::{
    Function, Generics, Id, Impl, Item, ItemEnum, StructKind, Type, VariantKind, Visibility,
};

use super::documentation::Documentation;
use super::names::{self, join};
use super::rust::Writer;

/// The first line of the program.
pub(super) const OPENING: &str = "#![allow(warnings)] fn main() {} fn has<T: ?Sized>(_: &T) {}";

/// Traits that the compiler keeps to itself.
const UNSTABLE: [&str; 5] = [
    "StructuralPartialEq",
    "Freeze",
    "TrivialClone",
    "UnsafeUnpin",
    "CloneToUninit",
];

/// A use of an item.
#[derive(Debug)]
pub(super) struct Use {
    /// The item, and which way it is used.
    pub(super) place: String,
    /// The line.
    pub(super) code: String,
}

/// Uses of everything that a crate shows. `name` is what programs call it.
pub(super) fn of(name: &str, documentation: &Documentation) -> Vec<Use> {
    let paths = names::paths(documentation);
    let mut uses = Uses {
        name,
        documentation,
        paths: &paths,
        found: Vec::new(),
    };
    for (id, at) in &paths {
        for path in at {
            uses.add(path, "path", format!("use ::{name}::{path} as _;"));
        }
        if let (Some(item), Some(path)) = (documentation.items.index.get(&Id(*id)), at.first()) {
            uses.item(item, path);
        }
    }
    // Each has a name of its own, among those of other crates too.
    for (number, item) in uses.found.iter_mut().enumerate() {
        let own = format!("{number}_{name}");
        item.code = item.code.replace("NUMBER", &own);
    }
    uses.found
}

struct Uses<'a> {
    name: &'a str,
    documentation: &'a Documentation,
    paths: &'a BTreeMap<u32, Vec<String>>,
    found: Vec<Use>,
}

impl Uses<'_> {
    fn add(&mut self, path: &str, way: &str, code: String) {
        self.found.push(Use {
            place: format!("{}::{path}: {way}", self.name),
            code,
        });
    }

    fn writer(&self, itself: Option<String>) -> Writer<'_> {
        Writer {
            name: self.name,
            documentation: self.documentation,
            paths: self.paths,
            itself,
        }
    }

    fn item(&mut self, item: &Item, path: &str) {
        match &item.inner {
            ItemEnum::Struct(structure) => {
                if let StructKind::Plain { fields, .. } = &structure.kind {
                    self.fields(path, fields, &structure.generics);
                }
                self.impls(path, &structure.impls);
            }
            ItemEnum::Enum(enumeration) => {
                self.variants(path, &enumeration.variants, &enumeration.generics);
                self.impls(path, &enumeration.impls);
            }
            ItemEnum::Function(function) => {
                let place = format!("::{}::{path}", self.name);
                if let Some(code) = called(&self.writer(None), &place, function, &[]) {
                    self.add(path, "signature", code);
                }
            }
            ItemEnum::TypeAlias(alias) => {
                let code = alias_of(
                    &self.writer(None),
                    &self.shown(path),
                    &alias.type_,
                    &alias.generics,
                );
                if let Some(code) = code {
                    self.add(path, "type", code);
                }
            }
            ItemEnum::Constant { type_, .. } => {
                if let Some(kind) = self.writer(None).of_type(type_) {
                    let code = format!("const _: {kind} = {};", self.shown(path));
                    self.add(path, "type", code);
                }
            }
            ItemEnum::Trait(shown) => {
                let generics = self.writer(None).generics(&[&shown.generics]);
                let Some((params, conditions)) = generics else {
                    return;
                };
                let args = params.clone();
                let itself = self.shown(path);
                let (open, close) = match params
                    .strip_prefix('<')
                    .and_then(|params| params.strip_suffix('>'))
                {
                    Some(params) => (format!("<{params}, "), ">"),
                    None => ("<".to_owned(), ">"),
                };
                self.add(
                    path,
                    "trait",
                    format!("fn t_NUMBER{open}X: {itself}{args}{close}(_: X){conditions} {{}}"),
                );
                for id in &shown.items {
                    let Some(item) = self.documentation.items.index.get(id) else {
                        continue;
                    };
                    let (ItemEnum::Function(function), Some(name)) = (&item.inner, &item.name)
                    else {
                        continue;
                    };
                    if let Some(code) = trait_method(
                        &self.writer(Some("X".to_owned())),
                        &format!("{itself}{args}"),
                        name,
                        function,
                        &shown.generics,
                    ) {
                        self.add(&join(path, name), "signature", code);
                    }
                }
            }
            _ => {}
        }
    }

    fn shown(&self, path: &str) -> String {
        format!("::{}::{path}", self.name)
    }

    fn fields(&mut self, path: &str, fields: &[Id], generics: &Generics) {
        for id in fields {
            let Some(field) = self.documentation.items.index.get(id) else {
                continue;
            };
            let (ItemEnum::StructField(kind), Some(name)) = (&field.inner, &field.name) else {
                continue;
            };
            if !matches!(field.visibility, Visibility::Public) || !generics.params.is_empty() {
                continue;
            }
            if let Some(kind) = self.writer(None).of_type(kind) {
                let name = raw(name);
                let code = format!(
                    "fn f_NUMBER(x: {}) -> {kind} {{ x.{name} }}",
                    self.shown(path)
                );
                self.add(&join(path, &name), "field", code);
            }
        }
    }

    fn variants(&mut self, path: &str, variants: &[Id], generics: &Generics) {
        if !generics.params.is_empty() {
            return;
        }
        let itself = self.shown(path);
        for id in variants {
            let Some(variant) = self.documentation.items.index.get(id) else {
                continue;
            };
            let (ItemEnum::Variant(shown), Some(name)) = (&variant.inner, &variant.name) else {
                continue;
            };
            if names::is_hidden(variant) {
                continue;
            }
            let (way, code) = match &shown.kind {
                VariantKind::Plain => (
                    "variant",
                    format!("fn v_NUMBER() -> {itself} {{ {itself}::{name} }}"),
                ),
                VariantKind::Tuple(fields) => {
                    let holes = vec!["_"; fields.len()].join(", ");
                    let pattern = format!(
                        "fn v_NUMBER(x: {itself}) -> bool {{ matches!(x, {itself}::{name}({holes})) }}"
                    );
                    self.add(&join(path, name), "pattern", pattern);
                    let Some(code) = self.built(&itself, name, fields) else {
                        continue;
                    };
                    ("variant", code)
                }
                VariantKind::Struct { .. } => (
                    "variant",
                    format!(
                        "fn v_NUMBER(x: {itself}) -> bool {{ matches!(x, {itself}::{name} {{ .. }}) }}"
                    ),
                ),
            };
            self.add(&join(path, name), way, code);
        }
    }

    /// Makes a variant of what it holds.
    fn built(&self, itself: &str, name: &str, fields: &[Option<Id>]) -> Option<String> {
        let writer = self.writer(None);
        let types =
            fields.iter().map(
                |id| match &self.documentation.items.index.get(&(*id)?)?.inner {
                    ItemEnum::StructField(kind) => writer.of_type(kind),
                    _ => None,
                },
            );
        let types = types.collect::<Option<Vec<_>>>()?;
        let inputs = numbered(&types);
        let names: Vec<String> = (0..types.len())
            .map(|number| format!("a{number}"))
            .collect();
        Some(format!(
            "fn b_NUMBER({inputs}) -> {itself} {{ {itself}::{name}({}) }}",
            names.join(", ")
        ))
    }

    fn impls(&mut self, path: &str, impls: &[Id]) {
        for id in impls {
            let Some(item) = self.documentation.items.index.get(id) else {
                continue;
            };
            let ItemEnum::Impl(own) = &item.inner else {
                continue;
            };
            if own.is_negative || own.blanket_impl.is_some() {
                continue;
            }
            let Some(itself) = self.writer(None).of_type(&own.for_) else {
                continue;
            };
            match &own.trait_ {
                None => self.methods(path, own, &itself),
                Some(shown) => {
                    let last = shown.path.rsplit("::").next().unwrap_or_default();
                    if UNSTABLE.contains(&last) {
                        continue;
                    }
                    let writer = self.writer(Some(itself.clone()));
                    let code = writer.path(shown).and_then(|shown| {
                        let (params, conditions) = writer.generics(&[&own.generics])?;
                        // A function inside of another has none of its parameters, and a bound no lifetime that is left out.
                        let shown = shown.replace("<& ", "<&'static ");
                        Some(if params.is_empty() {
                            format!(
                                "fn i_NUMBER(){conditions} {{ fn is<X: ?Sized + {shown}>() {{}} is::<{itself}>() }}"
                            )
                        } else {
                            format!("fn i_NUMBER{params}(x: {itself}) -> impl {shown}{conditions} {{ x }}")
                        })
                    });
                    if let Some(code) = code {
                        self.add(path, &format!("impl {last}"), code);
                    }
                }
            }
        }
    }

    fn methods(&mut self, path: &str, own: &Impl, itself: &str) {
        for id in &own.items {
            let Some(item) = self.documentation.items.index.get(id) else {
                continue;
            };
            let (ItemEnum::Function(function), Some(name)) = (&item.inner, &item.name) else {
                continue;
            };
            if !matches!(item.visibility, Visibility::Public) {
                continue;
            }
            let writer = self.writer(Some(itself.to_owned()));
            let name = raw(name);
            let code = if needs_receiver(function) {
                method(&writer, itself, &name, function, &own.generics)
            } else {
                called(
                    &writer,
                    &format!("<{itself}>::{name}"),
                    function,
                    &[&own.generics],
                )
            };
            if let Some(code) = code {
                self.add(&join(path, &name), "signature", code);
            }
        }
    }
}

/// A name that may be a word of Rust.
fn raw(name: &str) -> String {
    match name {
        "type" | "move" | "match" | "ref" | "in" | "use" | "where" | "loop" | "static" => {
            format!("r#{name}")
        }
        _ => name.to_owned(),
    }
}

fn numbered(types: &[String]) -> String {
    let inputs = types.iter().enumerate();
    let inputs: Vec<String> = inputs
        .map(|(number, kind)| format!("a{number}: {kind}"))
        .collect();
    inputs.join(", ")
}

/// A function that calls another one of the same signature.
fn called(
    writer: &Writer<'_>,
    place: &str,
    function: &Function,
    outer: &[&Generics],
) -> Option<String> {
    let (inputs, output) = writer.signature(&function.sig)?;
    let generics: Vec<&Generics> = outer.iter().copied().chain([&function.generics]).collect();
    let (params, conditions) = writer.generics(&generics)?;
    let names: Vec<String> = (0..inputs.len())
        .map(|number| format!("a{number}"))
        .collect();
    let (begin, end) = if function.header.is_async {
        ("async ", ".await")
    } else {
        ("", "")
    };
    Some(format!(
        "{begin}fn c_NUMBER{params}({}){output}{conditions} {{ {place}({}){end} }}",
        numbered(&inputs),
        names.join(", ")
    ))
}

/// Whether it takes references besides `self`: what an output borrows from is said by the receiver then.
fn needs_receiver(function: &Function) -> bool {
    let borrows = |kind: &Type| matches!(kind, Type::BorrowedRef { lifetime: None, .. });
    let mut inputs = function.sig.inputs.iter();
    let first = inputs.next();
    first.is_some_and(|(name, kind)| name == "self" && borrows(kind))
        && inputs.any(|(_, kind)| borrows(kind))
}

/// The same as a method of a trait of the program's.
fn method(
    writer: &Writer<'_>,
    itself: &str,
    name: &str,
    function: &Function,
    outer: &Generics,
) -> Option<String> {
    let (inputs, output) = writer.signature(&function.sig)?;
    let (outer, conditions) = writer.generics(&[outer])?;
    if !outer.is_empty() {
        return None;
    }
    let (params, inner) = writer.generics(&[&function.generics])?;
    let receiver = match function.sig.inputs.first()? {
        (
            _,
            Type::BorrowedRef {
                is_mutable: true, ..
            },
        ) => "&mut self",
        _ => "&self",
    };
    let rest: Vec<String> = inputs
        .iter()
        .enumerate()
        .skip(1)
        .map(|(number, kind)| format!("a{number}: {kind}"))
        .collect();
    let names: Vec<String> = (1..inputs.len())
        .map(|number| format!(", a{number}"))
        .collect();
    let (begin, end) = if function.header.is_async {
        ("async ", ".await")
    } else {
        ("", "")
    };
    let head = format!(
        "{begin}fn m{params}({receiver}, {}){output}{inner}",
        rest.join(", ")
    );
    Some(format!(
        "trait T_NUMBER{conditions} {{ {head}; }} impl T_NUMBER for {itself} {{ {head} {{ <{itself}>::{name}(self{}){end} }} }}",
        names.concat()
    ))
}

/// A call of a method of a trait.
fn trait_method(
    writer: &Writer<'_>,
    itself: &str,
    name: &str,
    function: &Function,
    outer: &Generics,
) -> Option<String> {
    let (inputs, output) = writer.signature(&function.sig)?;
    let (params, conditions) = writer.generics(&[outer, &function.generics])?;
    let params = match params.strip_suffix('>') {
        Some(params) => format!("{params}, X: {itself}>"),
        None => format!("<X: {itself}>"),
    };
    let names: Vec<String> = (0..inputs.len())
        .map(|number| format!("a{number}"))
        .collect();
    Some(format!(
        "fn c_NUMBER{params}({}){output}{conditions} {{ <X as {itself}>::{name}({}) }}",
        numbered(&inputs),
        names.join(", ")
    ))
}

/// A function that turns an alias into what it stands for.
fn alias_of(
    writer: &Writer<'_>,
    itself: &str,
    target: &Type,
    generics: &Generics,
) -> Option<String> {
    let (params, conditions) = writer.generics(&[generics])?;
    let target = writer.of_type(target)?;
    Some(format!(
        "fn a_NUMBER{params}(x: {itself}{params}) -> {target}{conditions} {{ x }}"
    ))
}
