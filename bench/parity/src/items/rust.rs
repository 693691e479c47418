//! Types, bounds and generics of rustdoc's JSON as Rust that stands outside of the crate.
//!
//! Never here: which items are written down.

use std::collections::BTreeMap;

use rustdoc_types::{
    AssocItemConstraintKind, FunctionSignature, GenericArg, GenericArgs, GenericBound,
    GenericParamDef, GenericParamDefKind, Generics, Path, PolyTrait, PreciseCapturingArg, Term,
    TraitBoundModifier, Type, WherePredicate,
};

use super::documentation::Documentation;

/// Writes types of one crate.
pub(super) struct Writer<'a> {
    /// The crate's name in programs.
    pub(super) name: &'a str,
    /// The crate.
    pub(super) documentation: &'a Documentation,
    /// Where its items can be named.
    pub(super) paths: &'a BTreeMap<u32, Vec<String>>,
    /// What `Self` is.
    pub(super) itself: Option<String>,
}

impl Writer<'_> {
    /// A type; `None` where it cannot be named.
    pub(super) fn of_type(&self, kind: &Type) -> Option<String> {
        Some(match kind {
            Type::ResolvedPath(path) => self.path(path)?,
            Type::DynTrait(shown) => {
                let traits = shown.traits.iter().map(|shown| self.poly(shown));
                let mut bounds = traits.collect::<Option<Vec<_>>>()?;
                bounds.extend(shown.lifetime.clone());
                format!("(dyn {})", bounds.join(" + "))
            }
            Type::Generic(name) if name == "Self" => self.itself.clone()?,
            Type::Primitive(name) if name == "never" => "!".to_owned(),
            Type::Generic(name) | Type::Primitive(name) => name.clone(),
            Type::FunctionPointer(pointer) => {
                let (inputs, output) = self.signature(&pointer.sig)?;
                format!("fn({}){output}", inputs.join(", "))
            }
            Type::Tuple(types) => {
                let types = types
                    .iter()
                    .map(|kind| Some(format!("{},", self.of_type(kind)?)));
                format!("({})", types.collect::<Option<Vec<_>>>()?.concat())
            }
            Type::Slice(item) => format!("[{}]", self.of_type(item)?),
            Type::Array { type_, len } => format!("[{}; {len}]", self.of_type(type_)?),
            Type::ImplTrait(bounds) => format!("impl {}", self.bounds(bounds)?),
            Type::Infer => "_".to_owned(),
            Type::BorrowedRef {
                lifetime,
                is_mutable,
                type_,
            } => {
                let lifetime = lifetime.as_deref().unwrap_or_default();
                let mutable = if *is_mutable { "mut " } else { "" };
                format!("&{lifetime} {mutable}{}", self.of_type(type_)?)
            }
            Type::QualifiedPath {
                name,
                args,
                self_type,
                trait_,
            } => {
                let args = self.args(args.as_deref())?;
                let itself = self.of_type(self_type)?;
                match trait_.as_ref().filter(|shown| !shown.path.is_empty()) {
                    Some(shown) => format!("<{itself} as {}>::{name}{args}", self.path(shown)?),
                    None => format!("{itself}::{name}{args}"),
                }
            }
            Type::RawPointer { .. } | Type::Pat { .. } => return None,
        })
    }

    /// A path with its arguments.
    pub(super) fn path(&self, path: &Path) -> Option<String> {
        Some(format!(
            "{}{}",
            self.place(path)?,
            self.args(path.args.as_deref())?
        ))
    }

    /// Where an item can be named.
    fn place(&self, path: &Path) -> Option<String> {
        let items = &self.documentation.items;
        let summary = items.paths.get(&path.id);
        if items.index.contains_key(&path.id)
            || summary.is_some_and(|summary| summary.crate_id == 0)
        {
            let shown = self.paths.get(&path.id.0)?.first()?;
            return Some(format!("::{}::{shown}", self.name));
        }
        let written = path.path.replace("$crate", "::core");
        if written.starts_with("::") {
            return Some(written);
        }
        let first = written.split("::").next().unwrap_or_default();
        let mut crates = items.external_crates.values();
        if written.contains("::") && crates.any(|other| other.name == first) {
            return Some(format!("::{written}"));
        }
        let summary = &summary?.path;
        let last = summary.last()?;
        // Modules that nobody can name.
        let shown = match last.as_str() {
            "FromStr" => "::std::str::FromStr".to_owned(),
            "HashMap" => "::std::collections::HashMap".to_owned(),
            "IntoIterator" | "Iterator" => format!("::std::iter::{last}"),
            "ProvideCredentials" | "SharedCredentialsProvider" => {
                format!("::aws_credential_types::provider::{last}")
            }
            "Future" => "::std::future::Future".to_owned(),
            "UnwindSafe" | "RefUnwindSafe" => format!("::std::panic::{last}"),
            _ => format!("::{}", summary.join("::")),
        };
        Some(shown.replace("::alloc::", "::std::"))
    }

    fn args(&self, args: Option<&GenericArgs>) -> Option<String> {
        Some(match args {
            None => String::new(),
            Some(GenericArgs::AngleBracketed { args, constraints }) => {
                let args = args.iter().map(|arg| match arg {
                    GenericArg::Lifetime(name) => Some(name.clone()),
                    GenericArg::Type(kind) => self.of_type(kind),
                    GenericArg::Const(constant) => Some(constant.expr.clone()),
                    GenericArg::Infer => Some("_".to_owned()),
                });
                let mut all = args.collect::<Option<Vec<_>>>()?;
                for constraint in constraints {
                    let args = self.args(constraint.args.as_deref())?;
                    let bound = match &constraint.binding {
                        AssocItemConstraintKind::Equality(Term::Type(kind)) => {
                            format!(" = {}", self.of_type(kind)?)
                        }
                        AssocItemConstraintKind::Equality(Term::Constant(constant)) => {
                            format!(" = {}", constant.expr)
                        }
                        AssocItemConstraintKind::Constraint(bounds) => {
                            format!(": {}", self.bounds(bounds)?)
                        }
                    };
                    all.push(format!("{}{args}{bound}", constraint.name));
                }
                if all.is_empty() {
                    String::new()
                } else {
                    format!("<{}>", all.join(", "))
                }
            }
            Some(GenericArgs::Parenthesized { inputs, output }) => {
                let inputs = inputs.iter().map(|input| self.of_type(input));
                let inputs = inputs.collect::<Option<Vec<_>>>()?.join(", ");
                let output = match output {
                    Some(output) => format!(" -> {}", self.of_type(output)?),
                    None => String::new(),
                };
                format!("({inputs}){output}")
            }
            Some(GenericArgs::ReturnTypeNotation) => return None,
        })
    }

    /// The types of the inputs, and the output with its arrow.
    pub(super) fn signature(&self, signature: &FunctionSignature) -> Option<(Vec<String>, String)> {
        let inputs = signature.inputs.iter().map(|(_, kind)| self.of_type(kind));
        let output = match &signature.output {
            Some(output) => format!(" -> {}", self.of_type(output)?),
            None => String::new(),
        };
        Some((inputs.collect::<Option<_>>()?, output))
    }

    fn bounds(&self, bounds: &[GenericBound]) -> Option<String> {
        let bounds = bounds.iter().map(|bound| {
            Some(match bound {
                GenericBound::TraitBound {
                    trait_,
                    generic_params,
                    modifier,
                } => {
                    let maybe = if *modifier == TraitBoundModifier::Maybe {
                        "?"
                    } else {
                        ""
                    };
                    format!("{maybe}{}{}", higher(generic_params), self.path(trait_)?)
                }
                GenericBound::Outlives(lifetime) => lifetime.clone(),
                GenericBound::Use(captured) => {
                    let captured = captured.iter().map(|one| match one {
                        PreciseCapturingArg::Lifetime(name) | PreciseCapturingArg::Param(name) => {
                            name.as_str()
                        }
                    });
                    format!("use<{}>", captured.collect::<Vec<_>>().join(", "))
                }
            })
        });
        Some(bounds.collect::<Option<Vec<_>>>()?.join(" + "))
    }

    fn poly(&self, shown: &PolyTrait) -> Option<String> {
        Some(format!(
            "{}{}",
            higher(&shown.generic_params),
            self.path(&shown.trait_)?
        ))
    }

    /// The parameters and the conditions of generics, of an `impl` and of a function in it.
    pub(super) fn generics(&self, all: &[&Generics]) -> Option<(String, String)> {
        let (mut lifetimes, mut types, mut conditions) = (Vec::new(), Vec::new(), Vec::new());
        for param in all.iter().flat_map(|generics| &generics.params) {
            match &param.kind {
                GenericParamDefKind::Lifetime { outlives } => {
                    lifetimes.push(param.name.clone());
                    if !outlives.is_empty() {
                        conditions.push(format!("{}: {}", param.name, outlives.join(" + ")));
                    }
                }
                // `impl Trait` in the inputs.
                GenericParamDefKind::Type {
                    is_synthetic: true, ..
                } => {}
                GenericParamDefKind::Type { bounds, .. } => {
                    types.push(param.name.clone());
                    if !bounds.is_empty() {
                        conditions.push(format!("{}: {}", param.name, self.bounds(bounds)?));
                    }
                }
                GenericParamDefKind::Const { type_, .. } => {
                    types.push(format!("const {}: {}", param.name, self.of_type(type_)?));
                }
            }
        }
        for condition in all.iter().flat_map(|generics| &generics.where_predicates) {
            conditions.push(match condition {
                WherePredicate::BoundPredicate {
                    type_,
                    bounds,
                    generic_params,
                } => {
                    let (higher, kind) = (higher(generic_params), self.of_type(type_)?);
                    format!("{higher}{kind}: {}", self.bounds(bounds)?)
                }
                WherePredicate::LifetimePredicate { lifetime, outlives } => {
                    format!("{lifetime}: {}", outlives.join(" + "))
                }
                WherePredicate::EqPredicate { .. } => return None,
            });
        }
        lifetimes.extend(types);
        let params = if lifetimes.is_empty() {
            String::new()
        } else {
            format!("<{}>", lifetimes.join(", "))
        };
        let conditions = if conditions.is_empty() {
            String::new()
        } else {
            format!(" where {}", conditions.join(", "))
        };
        Some((params, conditions))
    }
}

/// What is true for all of these lifetimes.
fn higher(params: &[GenericParamDef]) -> String {
    let params: Vec<&str> = params.iter().map(|param| param.name.as_str()).collect();
    if params.is_empty() {
        String::new()
    } else {
        format!("for<{}> ", params.join(", "))
    }
}
