//! The text of a program that uses one item of the old crate.
//!
//! A program names as little besides its item as it can, so that an error is about nothing else. Values come
//! out of a function that never returns: no program is ever run.
//!
//! Never here: which items are broken.

use std::collections::{BTreeMap, BTreeSet};

use super::signature::{Parameter, Signature, qualified};
use crate::diff::verdict;
use crate::emit::public_items::PublicItem;

/// A path leads nowhere.
const UNRESOLVED: &[&str] = &["E0412", "E0425", "E0432", "E0433"];

/// A type has no such method, function or variant, or what the method asks of the type does not hold.
const NO_SUCH_MEMBER: &[&str] = &["E0277", "E0599"];

/// A type has no such field; it may still have a method of the name.
const NO_SUCH_FIELD: &[&str] = &["E0609", "E0615", "E0616"];

/// There is such an item, of another type; or the type that it had is gone.
const ANOTHER_TYPE: &[&str] = &[
    "E0061", "E0271", "E0277", "E0308", "E0412", "E0425", "E0432", "E0433", "E0599",
];

/// Types of the standard library, which signatures name without a path.
const STANDARD: [&str; 7] = ["Box", "Into", "Option", "Result", "Self", "String", "Vec"];

/// Types of errors that no line of `api.txt` names.
const OF_THE_RUNTIME: [&str; 2] = ["BuildError", "SdkError"];

/// Where the methods of a client stand that wait: a trait.
const WAITERS: &str = "waiters::Waiters";

/// A program that uses one broken item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The item, as facts name it.
    pub item: String,
    /// The ids of the facts that break it.
    pub facts: Vec<String>,
    /// The source of the program.
    pub program: String,
    /// The errors that say what the fact says, by their codes.
    pub(super) codes: &'static [&'static str],
    /// What such an error points to.
    pub(super) names: BTreeSet<String>,
}

/// The crates that programs are compiled with.
pub(super) struct Crates<'c> {
    /// What Rust code calls either.
    name: &'c str,
    /// The types of the old one, by their last names.
    types: BTreeMap<&'c str, Vec<&'c PublicItem>>,
    /// The items of the new one: kind, path.
    items: BTreeSet<(&'c str, &'c str)>,
    /// Every module and item of the new one.
    paths: BTreeSet<&'c str>,
}

/// The part of a program that uses the item.
#[derive(Default)]
struct Use {
    text: String,
    /// The types of the crate that it names besides what the item belongs to, by their paths.
    types: BTreeSet<String>,
}

impl<'c> Crates<'c> {
    pub(super) fn new(name: &'c str, old: &'c [PublicItem], new: &'c [PublicItem]) -> Self {
        let mut types: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for item in old.iter().filter(|item| is_type(item)) {
            types.entry(last(&item.path)).or_default().push(item);
        }
        Self {
            name,
            types,
            items: new.iter().map(|item| (item.kind, &*item.path)).collect(),
            paths: new.iter().flat_map(|item| prefixes(&item.path)).collect(),
        }
    }

    /// The program for an item, and what is wrong with it once the item is broken.
    pub(super) fn witness(&self, item: &PublicItem, facts: &[String]) -> Witness {
        let missing = self.missing(&item.path);
        let is_changed = self.items.contains(&(item.kind, item.path.as_str()));
        let uses = self.uses(item, is_changed);
        let mut names: BTreeSet<String> = missing.iter().map(|name| (*name).to_owned()).collect();
        if missing.is_empty() {
            names.insert(plain(last(&item.path)).to_owned());
            // Not the type, but what only a type of its kind has.
            names.extend(is_type(item).then(|| associated(item).to_owned()));
        }
        let types = uses.types.iter();
        let types = types.filter(|path| is_changed || !self.paths.contains(path.as_str()));
        names.extend(types.map(|path| last(path).to_owned()));
        // Its arguments stand nowhere else.
        names.extend(is_changed.then(|| "any".to_owned()));
        let codes = match item.kind {
            _ if is_changed => ANOTHER_TYPE,
            // All but the item itself is missing, too.
            _ if missing.len() > 1 => UNRESOLVED,
            "fn" | "variant" => NO_SUCH_MEMBER,
            "field" => NO_SUCH_FIELD,
            _ if missing.is_empty() => NO_SUCH_MEMBER,
            _ => UNRESOLVED,
        };
        let item = verdict::spelled(item);
        Witness {
            program: program(&item, facts, &uses.text),
            item,
            facts: facts.to_vec(),
            codes,
            names,
        }
    }

    /// The last parts of a path that the new crate does not have, beginning with the first of them.
    fn missing<'p>(&self, path: &'p str) -> Vec<&'p str> {
        let gone = prefixes(path).skip_while(|prefix| self.paths.contains(prefix));
        gone.map(|prefix| plain(last(prefix))).collect()
    }

    fn uses(&self, item: &PublicItem, is_changed: bool) -> Use {
        let path = format!("{}::{}", self.name, item.path);
        match item.kind {
            "fn" => self.call(item, is_changed),
            "variant" => {
                let fields = if item.rest.starts_with('(') {
                    "(_)"
                } else {
                    ""
                };
                let generics = self.generics(owner(&item.path));
                let enumeration = owner(&path);
                function(
                    &format!("fn uses{generics}(it: &{enumeration}{generics}) -> bool"),
                    &format!("matches!(it, {path}{fields})"),
                )
            }
            "field" => {
                let mut types = BTreeSet::new();
                let declared = item.rest.strip_prefix(": ").filter(|_| is_changed);
                let declared = declared.map(|ty| format!(": {}", self.ty(item, ty, &mut types)));
                let field = last(&path);
                let body = format!("let _{} = it.{field};", declared.unwrap_or_default());
                let uses = function(&format!("fn uses(it: {})", owner(&path)), &body);
                Use { types, ..uses }
            }
            "static" => function("fn uses()", &format!("let _ = {path};")),
            // A type of another kind has its name now.
            _ if self.paths.contains(item.path.as_str()) => function(
                "fn uses()",
                &format!("let _ = {path}::{}();", associated(item)),
            ),
            _ => Use {
                text: format!("use {path};\n"),
                ..Use::default()
            },
        }
    }

    /// A call of a function or method.
    fn call(&self, item: &PublicItem, is_changed: bool) -> Use {
        let mut types = BTreeSet::new();
        let signature = Signature::read(&item.rest);
        let arguments = signature.parameters.iter();
        let arguments = arguments.map(|parameter| match parameter {
            Parameter::Into(ty) => format!("any::<{}>()", self.ty(item, ty, &mut types)),
            Parameter::Of(ty) if is_changed => {
                format!("any::<{}>()", self.ty(item, ty, &mut types))
            }
            Parameter::Of(_) => "any()".to_owned(),
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let (path, method) = (owner(&item.path), last(&item.path));
        let returned = signature.returned.filter(|ty| is_changed && *ty != "Self");
        let paged = returned.and_then(|ty| ty.strip_prefix("PaginatorItems<")?.strip_suffix('>'));
        let returned = returned.filter(|_| paged.is_none());
        let returned = returned.map(|ty| format!(": {}", self.ty(item, ty, &mut types)));
        let returned = returned.unwrap_or_default();
        let generics = self.generics(path);
        let name = self.name;
        let text = match (signature.receiver, paged) {
            (None, _) => function(
                "fn uses()",
                &format!("let _{returned} = {name}::{path}::{method}({arguments});"),
            ),
            (Some(_), Some(paged)) => {
                let paged = self.ty(item, paged, &mut types);
                let body = format!(
                    "let _: Option<Result<{paged}, _>> = it.{method}().send().next().await;"
                );
                function(&format!("async fn uses(it: {name}::{path})"), &body)
            }
            (Some(_), None) if path == WAITERS => {
                let body = format!("let _{returned} = it.{method}({arguments});");
                let uses = function(&format!("fn uses(it: &{name}::Client)"), &body);
                Use {
                    text: format!("use {name}::{path};\n\n{}", uses.text),
                    ..uses
                }
            }
            (Some(reference), None) => function(
                &format!("fn uses{generics}(it: {reference}{name}::{path}{generics})"),
                &format!("let _{returned} = it.{method}({arguments});"),
            ),
        };
        Use { types, ..text }
    }

    /// The type parameters of a type, as `api.txt` has them: `<Operation>`.
    fn generics(&self, path: &str) -> &'c str {
        let named = self.types.get(last(path)).into_iter().flatten();
        let mut named = named.filter(|item| item.path == path);
        let rest = named.next().map(|item| item.rest.as_str());
        rest.filter(|rest| rest.starts_with('<'))
            .unwrap_or_default()
    }

    /// A type in the signature of an item, as a program has to write it.
    fn ty(&self, item: &PublicItem, ty: &str, types: &mut BTreeSet<String>) -> String {
        qualified(ty, |name| {
            let path = match name.strip_prefix("crate::") {
                Some(path) => path.to_owned(),
                None => self.beside(item, name)?,
            };
            let qualified = format!("{}::{path}", self.name);
            types.insert(path);
            Some(qualified)
        })
    }

    /// The type that a name without a path means in the signature of an item: the one nearest to it.
    fn beside(&self, item: &PublicItem, name: &str) -> Option<String> {
        if STANDARD.contains(&name) {
            return None;
        }
        if OF_THE_RUNTIME.contains(&name) {
            return Some(format!("error::{name}"));
        }
        let shared = |other: &PublicItem| {
            let pairs = prefixes(&item.path).zip(prefixes(&other.path));
            pairs.take_while(|(one, other)| one == other).count()
        };
        let named = self.types.get(name)?.iter();
        let nearest = named.max_by_key(|other| shared(other))?;
        Some(nearest.path.clone())
    }
}

fn is_type(item: &PublicItem) -> bool {
    matches!(item.kind, "struct" | "enum" | "type")
}

/// A function that every type of the item's kind has.
fn associated(item: &PublicItem) -> &'static str {
    match item.kind {
        "enum" => "values",
        _ => "builder",
    }
}

/// `a`, `a::b`, `a::b::c`
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices("::").map(|(at, _)| at);
    ends.chain([path.len()]).filter_map(|end| path.get(..end))
}

fn owner(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(owner, _)| owner)
}

fn last(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, last)| last)
}

/// The word that a raw identifier is.
fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn function(head: &str, body: &str) -> Use {
    Use {
        text: format!("{head} {{\n    {body}\n}}\n"),
        ..Use::default()
    }
}

fn program(item: &str, facts: &[String], uses: &str) -> String {
    let facts: String = facts.iter().map(|id| format!("//! - {id}\n")).collect();
    let any = if uses.contains("any(") || uses.contains("any::") {
        "\n/// A value of any type. Nobody runs this.\n\
         fn any<T>() -> T {\n    std::process::abort()\n}\n"
    } else {
        ""
    };
    format!("//! Uses `{item}`, which is broken by\n{facts}\n{uses}{any}\nfn main() {{}}\n")
}
