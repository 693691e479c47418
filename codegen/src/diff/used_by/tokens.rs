//! Finds names in a source file: imports, paths, members, texts.
//!
//! The file is parsed whole, so that one that is not Rust is noticed. Names are then read off its
//! tokens, because those of macros are no more than tokens.
//!
//! Never here: what the names mean.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// How deep brackets may stand in each other, and how many operators in a row: parsing takes stack for each.
const DEEPEST: usize = 256;

/// How many tokens may follow each other without a comma, a semicolon or braces, and how many `else`: parsing
/// takes stack for each of `return return ..`, of `a = a = ..` and of the parts of a path.
const LONGEST_STATEMENT: usize = 4_096;

/// The stack that parsing needs at that depth, in bytes, with room to spare.
pub(super) const STACK: usize = 256 << 20;

/// The longest text that is kept: values of enums are shorter.
const LONGEST_TEXT: usize = 256;

/// A file of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, as people are told.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// What is named in a file.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    /// The file, as people are told.
    pub(super) path: String,
    pub(super) names: Vec<Name>,
    pub(super) imports: Vec<Import>,
    /// The modules that it declares.
    pub(super) modules: Vec<String>,
}

/// A name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) line: usize,
    pub(super) what: What,
}

/// A kind of name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A path, and the names in braces behind it with their lines, as in `Fleet { id, .. }`.
    Path(Vec<String>, Vec<(String, usize)>),
    /// What belongs to a type that tokens do not show: `Self::Item`, `$t::Item`, `<T>::Item`.
    Associated(String),
    /// What follows a dot and is no call, or a field of `Self { .. }`.
    Field(String),
    /// What follows a dot and is called.
    Method(String),
    /// A string.
    Text(String),
}

/// A name that a file gives to a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) line: usize,
    /// The name; `None` for all that the path has.
    pub(super) name: Option<String>,
    pub(super) path: Vec<String>,
}

/// A line that is not as it should be, and why.
type Wrong = (usize, String);

/// Reads a file. Deep files take [`STACK`].
///
/// # Errors
/// The line that is not Rust, and what is wrong.
pub(super) fn read(source: &Source) -> Result<File, Wrong> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let has_interpreter = text.starts_with("#!") && !text[2..].trim_start().starts_with('[');
    // The end of its line stays, so that lines keep their numbers.
    let text = match text.find('\n') {
        Some(end) if has_interpreter => &text[end..],
        None if has_interpreter => "",
        _ => text,
    };
    let not_rust =
        |line, error: &dyn std::fmt::Display| (line, format!("this is not Rust: {error}"));
    let tokens: TokenStream = text
        .parse()
        .map_err(|error: proc_macro2::LexError| not_rust(error.span().start().line, &error))?;
    let mut scan = Scan::default();
    scan.walk(tokens.clone(), 0)?;
    syn::parse2::<syn::File>(tokens)
        .map_err(|error| not_rust(error.span().start().line, &error))?;
    Ok(File {
        path: source.file.clone(),
        ..scan.file
    })
}

#[derive(Default)]
struct Scan {
    file: File,
}

impl Scan {
    fn walk(&mut self, stream: TokenStream, depth: usize) -> Result<(), Wrong> {
        let tokens = Tokens(stream.into_iter().collect());
        let mut at = 0;
        let mut operators = 0;
        let mut run = Run::default();
        while let Some(token) = tokens.0.get(at) {
            let line = token.span().start().line;
            run.add(token);
            operators = match token {
                TokenTree::Punct(_) => operators + 1,
                _ => 0,
            };
            if depth.max(operators) == DEEPEST {
                let what = format!("more than {DEEPEST} brackets or operators stand in each other");
                return Err((line, what));
            }
            match token {
                TokenTree::Group(group) => self.walk(group.stream(), depth + 1)?,
                TokenTree::Literal(literal) => self.literal(literal, line),
                _ => {}
            }
            let step = match tokens.ident(at) {
                Some(name) => self.name(&tokens, at, &name, line),
                None => 1,
            };
            at += step;
            // An import is taken with its semicolon.
            if tokens.is_punct(at - 1, ';') {
                run = Run::default();
            }
            run.tokens += step - 1;
            if run.tokens.max(run.elses) > LONGEST_STATEMENT {
                let what = format!("a statement has more than {LONGEST_STATEMENT} parts");
                return Err((line, what));
            }
        }
        Ok(())
    }

    fn literal(&mut self, literal: &proc_macro2::Literal, line: usize) {
        if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
            let text = text.value();
            if text.len() <= LONGEST_TEXT {
                self.add(line, What::Text(text));
            }
        }
    }

    fn add(&mut self, line: usize, what: What) {
        self.file.names.push(Name { line, what });
    }

    /// Reads what begins with a name, and says how many tokens that was.
    fn name(&mut self, tokens: &Tokens, at: usize, name: &str, line: usize) -> usize {
        let length = match name {
            "use" => self.import(tokens, at),
            "type" => self.alias(tokens, at, line),
            "crate" => self.extern_crate(tokens, at, line),
            _ => None,
        };
        if let Some(length) = length {
            return length;
        }
        if name == "mod"
            && let Some(module) = tokens.ident(at + 1)
        {
            self.file.modules.push(module);
        }
        if tokens.is_punct(at.wrapping_sub(1), '.') && !tokens.is_punct(at.wrapping_sub(2), '.') {
            let name = name.to_owned();
            let what = if tokens.is_called(at + 1) {
                What::Method(name)
            } else {
                What::Field(name)
            };
            self.add(line, what);
            return 1;
        }
        let (path, length) = tokens.path(at);
        let keys = tokens.keys(at + length);
        if let Some(last) = path.last()
            && tokens.is_of_hidden_type(at, path.len())
        {
            self.add(line, What::Associated(last.clone()));
        }
        if name == "Self" {
            for (key, line) in keys {
                self.add(line, What::Field(key));
            }
        } else {
            self.add(line, What::Path(path, keys));
        }
        length
    }

    /// `use a::{b as c, d::*};`
    fn import(&mut self, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut rest = tokens.0.get(at..)?.iter().take(LONGEST_STATEMENT);
        let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ';');
        let length = rest.position(is_end)? + 1;
        let item: TokenStream = tokens.0.get(at..at + length)?.iter().cloned().collect();
        let item: syn::ItemUse = syn::parse2(item).ok()?;
        self.tree(&item.tree, Vec::new());
        Some(length)
    }

    fn tree(&mut self, tree: &syn::UseTree, mut path: Vec<String>) {
        let (last, name) = match tree {
            syn::UseTree::Path(inner) => {
                path.push(plain(&inner.ident));
                return self.tree(&inner.tree, path);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, path.clone());
                }
                return;
            }
            syn::UseTree::Glob(glob) => {
                let line = glob.star_token.spans[0].start().line;
                return self.give(line, None, path);
            }
            syn::UseTree::Name(name) => (&name.ident, None),
            syn::UseTree::Rename(rename) => (&rename.ident, Some(plain(&rename.rename))),
        };
        if last != "self" || path.is_empty() {
            path.push(plain(last));
        }
        let name = name.or_else(|| path.last().cloned());
        self.give(last.span().start().line, name, path);
    }

    fn give(&mut self, line: usize, name: Option<String>, path: Vec<String>) {
        self.file.imports.push(Import { line, name, path });
    }

    /// `extern crate a as b;`
    fn extern_crate(&mut self, tokens: &Tokens, at: usize, line: usize) -> Option<usize> {
        let is_extern = tokens
            .ident(at.wrapping_sub(1))
            .is_some_and(|word| word == "extern");
        let name = tokens.ident(at + 1).filter(|_| is_extern)?;
        let has_alias = tokens.ident(at + 2).is_some_and(|word| word == "as");
        let alias = tokens.ident(at + 3).filter(|_| has_alias);
        self.give(
            line,
            Some(alias.unwrap_or_else(|| name.clone())),
            vec![name],
        );
        Some(2)
    }

    /// `type Fleet = a::b::Fleet;` The path is a name, too, so only what stands before it is taken.
    fn alias(&mut self, tokens: &Tokens, at: usize, line: usize) -> Option<usize> {
        let name = tokens.ident(at + 1)?;
        if !tokens.is_punct(at + 2, '=') {
            return None;
        }
        let is_rooted = tokens.is_separator(at + 3);
        let start = at + 3 + if is_rooted { 2 } else { 0 };
        tokens.ident(start)?;
        self.give(line, Some(name), tokens.path(start).0);
        Some(start - at)
    }
}

/// How much has followed each other by now.
#[derive(Default)]
struct Run {
    tokens: usize,
    elses: usize,
}

impl Run {
    fn add(&mut self, token: &TokenTree) {
        self.tokens += 1;
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => *self = Self::default(),
            TokenTree::Punct(punct) if punct.as_char() == ',' => self.tokens = 0,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => self.tokens = 0,
            TokenTree::Ident(ident) if ident == "else" => self.elses += 1,
            _ => {}
        }
    }
}

/// The tokens between two brackets.
struct Tokens(Vec<TokenTree>);

impl Tokens {
    fn ident(&self, at: usize) -> Option<String> {
        match self.0.get(at)? {
            TokenTree::Ident(ident) => Some(plain(ident)),
            _ => None,
        }
    }

    fn is_punct(&self, at: usize, character: char) -> bool {
        matches!(self.0.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    /// Whether `::` stands here.
    fn is_separator(&self, at: usize) -> bool {
        let is_joint = matches!(
            self.0.get(at),
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint
        );
        is_joint && self.is_punct(at.wrapping_add(1), ':')
    }

    /// Whether arguments stand here, or the types that come before them.
    fn is_called(&self, at: usize) -> bool {
        let is_arguments = matches!(
            self.0.get(at),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis
        );
        is_arguments || self.is_separator(at)
    }

    /// Whether the path of `length` names that begins here belongs to a type that does not show.
    fn is_of_hidden_type(&self, at: usize, length: usize) -> bool {
        let back = |steps: usize| at.wrapping_sub(steps);
        if self.is_separator(back(2)) {
            let is_arrow = self.is_punct(back(4), '-') || self.is_punct(back(4), '=');
            return self.is_punct(back(3), '>') && !is_arrow;
        }
        let is_self = self.ident(at).is_some_and(|name| name == "Self");
        length > 1 && (is_self || self.is_punct(back(1), '$'))
    }

    /// The path that begins here, without type arguments, and how many tokens it takes.
    fn path(&self, at: usize) -> (Vec<String>, usize) {
        let mut path: Vec<String> = self.ident(at).into_iter().collect();
        let mut end = at + 1;
        while self.is_separator(end)
            && let Some(name) = self.ident(end + 2)
        {
            path.push(name);
            end += 3;
        }
        (path, end - at)
    }

    /// The names in braces that stand here: `{ id, name: other, .. }`.
    fn keys(&self, at: usize) -> Vec<(String, usize)> {
        let Some(TokenTree::Group(group)) = self.0.get(at) else {
            return Vec::new();
        };
        if group.delimiter() != Delimiter::Brace {
            return Vec::new();
        }
        let inner = Self(group.stream().into_iter().collect());
        let is_binding = |at: usize| {
            let word = inner.ident(at);
            word.is_some_and(|word| word == "ref" || word == "mut")
        };
        let starts = (0..inner.0.len()).filter(|at| {
            let mut before = at.wrapping_sub(1);
            while is_binding(before) {
                before = before.wrapping_sub(1);
            }
            inner.0.get(before).is_none() || inner.is_punct(before, ',')
        });
        let keys = starts.filter_map(|at| {
            let line = inner.0.get(at)?.span().start().line;
            Some((inner.ident(at)?, line))
        });
        keys.collect()
    }
}

/// An identifier without the mark of a raw one.
fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
