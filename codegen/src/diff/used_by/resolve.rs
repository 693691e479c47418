//! Resolves paths of a program to items of the crate.
//!
//! Files are not put into modules: what one file imports, any other may import from it. A path may so
//! lead to several places, and all of them count.
//!
//! Never here: what the crate has in these places.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::File;

/// How long a path may become: an import can be made to lead to itself.
const LONGEST: usize = 16;

/// How often names are followed from one import to the next.
const MOST_PASSES: usize = 16;

/// A path in the crate, without the crate's name.
pub(super) type InCrate = Vec<String>;

/// The names in a program that lead into the crate.
pub(super) struct Scope<'p> {
    /// By which names the crate is known.
    crates: &'p BTreeSet<String>,
    /// What a path within the program begins with.
    own: BTreeSet<String>,
    /// What the crate has: items, and the modules that they are in.
    known: BTreeSet<String>,
    /// What any file gives a name to.
    shared: Given,
    /// The names of each file.
    files: Vec<Given>,
}

/// What names lead to.
#[derive(Default, Clone, PartialEq, Eq)]
struct Given {
    /// Every name that is imported, whether it leads into the crate or not.
    named: BTreeMap<String, BTreeSet<InCrate>>,
    /// The places in the crate that are imported whole.
    globs: BTreeSet<InCrate>,
    /// Whether a module of the program is imported whole.
    has_own_glob: bool,
}

impl<'p> Scope<'p> {
    /// `packages` are the crates that the program consists of, `items` the paths that the crate has.
    pub(super) fn new<'i>(
        program: &'p [File],
        packages: &[String],
        crates: &'p BTreeSet<String>,
        items: impl Iterator<Item = &'i str>,
    ) -> Self {
        let keywords = ["crate", "self", "super"].map(str::to_owned);
        let modules = program.iter().flat_map(|file| &file.modules);
        let own = modules.chain(packages).cloned().chain(keywords);
        let mut known = BTreeSet::new();
        for item in items {
            let ends = item.match_indices("::").map(|(end, _)| end);
            known.extend(ends.map(|end| item[..end].to_owned()));
            known.insert(item.to_owned());
        }
        let mut scope = Self {
            crates,
            own: own.filter(|name| !crates.contains(name)).collect(),
            known,
            shared: Given::default(),
            files: vec![Given::default(); program.len()],
        };
        for _ in 0..MOST_PASSES {
            if !scope.pass(program) {
                break;
            }
        }
        scope
    }

    /// Follows every import one step further; whether that led to anything new.
    fn pass(&mut self, program: &[File]) -> bool {
        let mut changed = false;
        for (index, file) in program.iter().enumerate() {
            for import in &file.imports {
                let found = self.resolve(index, &import.path);
                let first = import.path.first();
                let Some(given) = self.files.get_mut(index) else {
                    continue;
                };
                let Some(name) = &import.name else {
                    let is_own = first.is_some_and(|first| self.own.contains(first));
                    changed |= is_own && !given.has_own_glob;
                    given.has_own_glob |= is_own;
                    for place in found {
                        changed |= given.globs.insert(place.clone());
                        self.shared.globs.insert(place);
                    }
                    continue;
                };
                let own = given.named.entry(name.clone()).or_default();
                for place in found {
                    changed |= own.insert(place.clone());
                    let shared = self.shared.named.entry(name.clone()).or_default();
                    shared.insert(place);
                }
            }
        }
        changed
    }

    /// Every path in the crate that a path of a file may lead to.
    pub(super) fn resolve(&self, file: usize, path: &[String]) -> BTreeSet<InCrate> {
        let mut found = BTreeSet::new();
        let Some((first, rest)) = path.split_first() else {
            return found;
        };
        if self.crates.contains(first) {
            found.insert(rest.to_vec());
        }
        let Some(given) = self.files.get(file) else {
            return found;
        };
        given.behind(first, rest, &mut found);
        if self.own.contains(first) {
            for place in 1..path.len() {
                self.shared
                    .behind(&path[place], &path[place + 1..], &mut found);
                self.in_globs(&self.shared.globs, &path[place..], &mut found);
            }
        } else {
            // Another module of the file may have it from elsewhere.
            self.in_globs(&given.globs, path, &mut found);
            if given.has_own_glob && !given.named.contains_key(first) {
                self.shared.behind(first, rest, &mut found);
                self.in_globs(&self.shared.globs, path, &mut found);
            }
        }
        found.retain(|path| path.len() <= LONGEST);
        found
    }

    fn in_globs(&self, globs: &BTreeSet<InCrate>, path: &[String], found: &mut BTreeSet<InCrate>) {
        for glob in globs {
            let whole = [glob.as_slice(), path].concat();
            // A variant or function may follow what the crate has.
            let start = [glob.as_slice(), &path[..path.len().min(1)]].concat();
            if canonical(&start)
                .iter()
                .any(|path| self.known.contains(path))
            {
                found.insert(whole);
            }
        }
    }
}

impl Given {
    fn behind(&self, name: &str, rest: &[String], found: &mut BTreeSet<InCrate>) {
        let places = self.named.get(name).into_iter().flatten();
        found.extend(places.map(|place| [place.as_slice(), rest].concat()));
    }
}

/// How `api.txt` spells a path: some items can be come to in several ways, and the error of an operation
/// is the one enum of all.
pub(super) fn canonical(path: &[String]) -> Vec<String> {
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let shown = match parts.as_slice() {
        ["client", "Client", ..] | ["config", "Config", ..] | ["failure", "Error", ..] => {
            parts[1..].join("::")
        }
        ["client", "Waiters", ..] => format!("waiters::{}", parts[1..].join("::")),
        _ => parts.join("::"),
    };
    let mut all = vec![shown];
    if let ["operation", _, error, rest @ ..] = parts.as_slice()
        && error.ends_with("Error")
        && !rest.is_empty()
    {
        all.push(format!("failure::OperationError::{}", rest.join("::")));
    }
    all
}
