//! Modules form layers: no file imports one that imports it, directly or through others.
//!
//! Imports are read as the text has them: `use`, and paths, also those that begin with `$crate` in a macro. A name that
//! a module passes on (`pub use`) is followed to the file that it is from. Unit tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use tests::workspace;

/// The crates whose modules are in layers.
const CRATES: [&str; 3] = ["codegen", "runtime", "xtask"];

/// The macros whose tokens are code of the generated crate, and name its modules.
const QUOTES: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// How often a name is passed on at most.
const MOST_PASSES: usize = 8;

/// A path from the crate's root: `["diff", "changes", "Fact"]`. The name of a macro ends in `!`.
type Names = Vec<String>;

/// Which files each file imports.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// What the sources of a crate say of each other.
#[derive(Default)]
struct Sources {
    /// The file of each module.
    files: BTreeMap<Names, String>,
    /// What each imported name stands for, by the path that it can be found at.
    imported: BTreeMap<Names, Names>,
    /// The paths that each file names.
    paths: BTreeMap<String, BTreeSet<Names>>,
}

impl Sources {
    /// The sources in a folder.
    fn read(folder: &Path) -> Self {
        let mut sources = Self::default();
        for path in workspace::files_below(folder) {
            let parts = path.iter().map(|part| part.to_string_lossy());
            let file = parts.collect::<Vec<_>>().join("/");
            let is_rust = path.extension().is_some_and(|ending| ending == "rs");
            if is_rust && !file.ends_with("tests.rs") {
                let text = std::fs::read_to_string(folder.join(&path)).expect("a file");
                sources.add(&file, &text);
            }
        }
        sources
    }

    fn add(&mut self, file: &str, text: &str) {
        let mut module: Names = file.split('/').map(str::to_owned).collect();
        let last = module.pop().unwrap_or_default();
        if !["lib.rs", "main.rs", "mod.rs"].contains(&last.as_str()) {
            module.push(last.trim_end_matches(".rs").to_owned());
        }
        self.files.insert(module.clone(), file.to_owned());
        let mut paths = BTreeSet::new();
        self.code(text.parse().expect("Rust"), &module, &mut paths);
        self.paths.insert(file.to_owned(), paths);
    }

    /// Reads code of a module.
    fn code(&mut self, tokens: TokenStream, module: &Names, paths: &mut BTreeSet<Names>) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(name)) => name.to_string(),
            Some(TokenTree::Punct(mark)) => mark.as_char().to_string(),
            _ => String::new(),
        };
        let is_colons = |at: usize| word(at) == ":" && word(at + 1) == ":";
        let is_call = |at: usize| word(at) == "!" && word(at + 1) != "=";
        let mut at = 0;
        while at < tokens.len() {
            match (&tokens[at], tokens.get(at + 2)) {
                (TokenTree::Ident(name), _) if name == "mod" && word(at + 1) == "tests" => at += 2,
                (TokenTree::Ident(name), Some(TokenTree::Group(inner))) if name == "mod" => {
                    let inner_module = [module.as_slice(), &[word(at + 1)]].concat();
                    self.code(inner.stream(), &inner_module, paths);
                    at += 2;
                }
                // `pub(in crate::diff)`
                (TokenTree::Ident(name), _) if name == "pub" && word(at + 1).is_empty() => at += 1,
                (TokenTree::Ident(name), _) if name == "macro_rules" => {
                    let name = format!("{}!", word(at + 2));
                    let place = [module.as_slice(), std::slice::from_ref(&name)].concat();
                    self.imported.insert(vec![name], place);
                    at += 2;
                }
                (TokenTree::Ident(name), _)
                    if QUOTES.contains(&name.to_string().as_str()) && is_call(at + 1) =>
                {
                    at += 2;
                }
                (TokenTree::Ident(name), _) if name == "use" => {
                    let end = (at..tokens.len()).find(|end| word(*end) == ";");
                    let end = end.unwrap_or(tokens.len());
                    for (name, path) in imports(&tokens[at + 1..end], &[], module) {
                        let place = [module.as_slice(), &[name]].concat();
                        self.imported.insert(place, path.clone());
                        // A module that passes a name on needs it as little as one that it declares.
                        if !is_passed_on(&tokens[..at]) {
                            paths.insert(path);
                        }
                    }
                    at = end;
                }
                (TokenTree::Ident(name), _) => {
                    let mut path = vec![name.to_string()];
                    while is_colons(at + 1)
                        && matches!(tokens.get(at + 3), Some(TokenTree::Ident(_)))
                    {
                        path.push(word(at + 3));
                        at += 3;
                    }
                    if path.len() > 1 {
                        if let Some(name) = path.last_mut().filter(|_| is_call(at + 1)) {
                            name.push('!');
                        }
                        paths.extend(whole(module, &path));
                    }
                }
                (TokenTree::Group(group), _) => self.code(group.stream(), module, paths),
                _ => {}
            }
            at += 1;
        }
    }

    /// The file that a path leads to, through the modules that pass the name on.
    fn target(&self, path: &Names) -> Option<&String> {
        let mut path = path.clone();
        // A name that leads to itself is another crate's.
        for _ in 0..MOST_PASSES {
            let passed = (1..=path.len()).find_map(|end| {
                // A function may have the name of its module.
                let passed = self.imported.get(&path[..end])?;
                (!self.files.contains_key(&path[..end])).then_some((end, passed))
            });
            let Some((end, passed)) = passed else { break };
            path = [passed, &path[end..]].concat();
        }
        let mut modules = (0..=path.len()).rev();
        modules.find_map(|end| self.files.get(&path[..end]))
    }

    fn graph(&self) -> Graph {
        let files = self.paths.iter().map(|(file, paths)| {
            let targets = paths.iter().filter_map(|path| self.target(path));
            let others = targets.filter(|target| *target != file).cloned();
            (file.clone(), others.collect())
        });
        files.collect()
    }
}

/// Whether what stands before `use` is `pub` or `pub(..)`.
fn is_passed_on(before: &[TokenTree]) -> bool {
    let is_pub = |tree: &TokenTree| matches!(tree, TokenTree::Ident(name) if name == "pub");
    match before {
        [.., public, TokenTree::Group(_)] if is_pub(public) => true,
        [.., last] => is_pub(last),
        [] => false,
    }
}

/// The names that `use` gives, each with what it stands for. `before` is what stands before a `{`.
fn imports(tokens: &[TokenTree], before: &[String], module: &Names) -> Vec<(String, Names)> {
    let is_comma =
        |tree: &TokenTree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ',');
    let mut found = Vec::new();
    for tree in tokens.split(is_comma) {
        let mut path = before.to_vec();
        let mut name = None;
        let mut tokens = tree.iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.next().map(ToString::to_string);
                }
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    found.extend(imports(&inner, &path, module));
                    path.clear();
                }
                _ => {}
            }
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(path) = whole(module, &path) {
            let name = name.or_else(|| path.last().cloned());
            found.push((name.unwrap_or_default(), path));
        }
    }
    found
}

/// A path from the crate's root. One that begins with another name is taken for one of the module: that is right for
/// its modules and its imports, and what it is wrong for leads to no file.
fn whole(module: &Names, path: &[String]) -> Option<Names> {
    let mut whole = match path.first()?.as_str() {
        "crate" => Names::new(),
        _ => module.clone(),
    };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => drop(whole.pop()?),
            name => whole.push(name.to_owned()),
        }
    }
    Some(whole)
}

/// All files that a file imports, directly or through others.
fn reached<'g>(graph: &'g Graph, from: &str) -> BTreeSet<&'g String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<_> = graph.get(from).into_iter().flatten().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(graph.get(file).into_iter().flatten());
        }
    }
    reached
}

/// The files that are in circles, each with those of its circle that it imports.
fn circles(graph: &Graph) -> Vec<String> {
    let files = graph.keys().map(|file| (file, reached(graph, file)));
    let reached: BTreeMap<_, _> = files.collect();
    let lines = graph.iter().filter_map(|(file, targets)| {
        let back = targets
            .iter()
            .filter(|target| reached[target].contains(file));
        let back: Vec<_> = back.map(String::as_str).collect();
        (!back.is_empty()).then(|| format!("{file} imports {}", back.join(", ")))
    });
    lines.collect()
}

#[test]
fn no_file_imports_one_that_imports_it() {
    let mut found = Vec::new();
    for name in CRATES {
        let graph = Sources::read(&workspace::root().join(name).join("src")).graph();
        let imports: usize = graph.values().map(BTreeSet::len).sum();
        assert!(imports > graph.len(), "{name}: too few imports are seen");
        let circles = circles(&graph).into_iter();
        found.extend(circles.map(|line| format!("{name}: {line}")));
    }
    assert!(found.is_empty(), "files in circles:\n{}", found.join("\n"));
}

#[test]
fn imports_are_followed_to_the_file_that_a_name_is_from() {
    let mut sources = Sources::default();
    for (file, text) in [
        (
            "lib.rs",
            "mod a; mod b; mod c; pub use a::A; fn f() { b::f() }",
        ),
        ("a.rs", "use crate::b::{inner::Deep as Other, f}; struct A;"),
        (
            "b/mod.rs",
            "mod d; pub mod inner { pub(crate) use super::d::Deep; } pub use super::c::C; fn f() {}",
        ),
        ("b/d.rs", "use crate::c as other; fn g() { other::g() }"),
        (
            "c.rs",
            "mod tests { use crate::a::A; }\n/// [`crate::a`]\nstruct C; fn f() { quote! { crate::b::f() } }",
        ),
        ("e.rs", "macro_rules! m { () => { $crate::g::f() } }"),
        ("g.rs", "fn f() { crate::m!() } use super::b::C;"),
    ] {
        sources.add(file, text);
    }
    let graph = sources.graph();
    let imports = graph.iter().map(|(file, targets)| {
        let targets: Vec<_> = targets.iter().map(String::as_str).collect();
        format!("{file}: {}", targets.join(", "))
    });
    let expected = [
        "a.rs: b/d.rs, b/mod.rs",
        "b/d.rs: c.rs",
        // What it only passes on, it does not import.
        "b/mod.rs: ",
        "c.rs: ",
        "e.rs: g.rs",
        "g.rs: c.rs, e.rs",
        "lib.rs: b/mod.rs",
    ];
    assert_eq!(imports.collect::<Vec<_>>(), expected);
    assert_eq!(circles(&graph), ["e.rs imports g.rs", "g.rs imports e.rs"]);
}
