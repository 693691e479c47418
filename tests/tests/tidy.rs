//! What holds for every file of the project, whoever wrote it and whatever is in it.
//!
//! Each rule is one test. An exception is listed with its reason, and a list that has become longer than it
//! needs to be fails as well.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use smithwright_codegen::files::has_header;
use tests::workspace;

/// The folders of what people wrote.
const WRITTEN: [&str; 6] = ["bench", "codegen", "fake", "runtime", "tests", "xtask"];

/// The folders of what is not a test.
const SOURCES: [&str; 3] = ["codegen/src", "runtime/src", "xtask/src"];

/// The longest file that people are expected to read.
const MAX_LINES: usize = 600;

/// The files that are longer, and how long they may be: a table is not read from end to end, and the others
/// were there before the rule and may only shrink.
const LONGER: [(&str, usize); 3] = [
    ("codegen/src/load/ledger.rs", 760),
    ("runtime/src/config/builder.rs", 640),
    ("runtime/tests/config.rs", 900),
];

/// The files that do not open with `//!`: they are included in the middle of others.
const INCLUDED: [&str; 1] = ["tests/official/surface.rs"];

/// A file of the project.
struct File {
    /// Relative to the workspace, with `/` between the parts.
    path: String,
    text: String,
}

impl File {
    fn is(&self, extension: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|own| own == extension)
    }
}

/// Every file below these folders, except what cargo puts there.
fn files(folders: &[&str]) -> Vec<File> {
    let root = workspace::root();
    let paths = folders.iter().flat_map(|folder| {
        let found = workspace::files_below(&root.join(folder)).into_iter();
        found.map(|path| Path::new(folder).join(path))
    });
    // A folder that begins with a dot is a tool's.
    let is_tools = |part: &OsStr| part == "target" || part.to_string_lossy().starts_with('.');
    let is_ours = |path: &PathBuf| {
        !path
            .parent()
            .is_some_and(|folder| folder.iter().any(is_tools))
    };
    let files = paths.filter(is_ours).filter_map(|path| {
        // What is not text is nobody's to tidy.
        let text = std::fs::read_to_string(root.join(&path)).ok()?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Some(File {
            path: parts.join("/"),
            text,
        })
    });
    files.collect()
}

fn rust(folders: &[&str]) -> Vec<File> {
    let files = files(folders).into_iter();
    files.filter(|file| file.is("rs")).collect()
}

/// The lines of a source file that are code and no test, each with its number.
fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let is_test = file.path.ends_with("/tests.rs");
    let text = if is_test { "" } else { file.text.as_str() };
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line));
    // Unit tests stand at the end of a file.
    let lines = lines.take_while(|(_, line)| *line != "mod tests {");
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Fails with what was found, a line each.
#[track_caller]
fn check(rule: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// Fails where code contains one of these words.
#[track_caller]
fn check_words(rule: &str, files: &[File], words: &[&str]) {
    let mut found = Vec::new();
    for file in files {
        for (number, line) in code(file) {
            let line = line.to_lowercase();
            let words = words.iter().filter(|word| line.contains(*word));
            found.extend(words.map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    check(rule, found);
}

#[test]
fn every_source_file_says_what_it_is() {
    let silent: Vec<_> = rust(&WRITTEN)
        .into_iter()
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| file.path)
        .collect();
    assert_eq!(silent, INCLUDED, "files that do not open with `//!`");
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let lengths = rust(&WRITTEN)
        .into_iter()
        .map(|file| (file.text.lines().count(), file.path));
    let long = lengths.filter(|(lines, path)| {
        let longer = LONGER.iter().find(|(longer, _)| longer == path);
        *lines > longer.map_or(MAX_LINES, |(_, limit)| *limit)
    });
    check(
        "too long",
        long.map(|(lines, path)| format!("{path}: {lines} lines")),
    );
    let needed = rust(&WRITTEN)
        .into_iter()
        .filter(|file| file.text.lines().count() > MAX_LINES);
    let needed: Vec<_> = needed.map(|file| file.path).collect();
    assert_eq!(
        needed,
        LONGER.map(|(path, _)| path),
        "the exceptions that are needed"
    );
}

#[test]
fn nothing_is_left_to_do() {
    // Spelled so that this file does not contain them.
    let words = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    check_words("left to do", &rust(&WRITTEN), &words);
}

#[test]
fn no_input_makes_the_project_panic() {
    let words = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "unreachable!(",
        ".unwrap_unchecked(",
    ];
    check_words("may panic", &rust(&SOURCES), &words);
}

/// The runtime leaves the repository with the generated crates, so that it cannot inherit what it has in common with the
/// others.
#[test]
fn the_runtime_says_itself_what_the_workspace_says() {
    let parse = |path: &str| -> toml::Table {
        let text = workspace::read(path);
        text.parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let (workspace, runtime) = (parse("Cargo.toml"), parse("runtime/Cargo.toml"));
    let common = &workspace["workspace"];
    assert_eq!(runtime["lints"], common["lints"]);
    for (key, value) in common["package"].as_table().expect("a table") {
        assert_eq!(runtime["package"].get(key), Some(value), "{key}");
    }
    for table in ["dependencies", "dev-dependencies"] {
        for (name, own) in runtime[table].as_table().expect("a table") {
            let common = common["dependencies"].get(name);
            let mut own = own.clone();
            if let Some(own) = own.as_table_mut()
                && own.remove("optional").is_some()
            {
                // What a feature brings has the features that it needs, whatever others need.
                let version = common.map(|common| common.get("version").unwrap_or(common));
                assert_eq!(version, own.get("version"), "{name}");
                continue;
            }
            assert_eq!(common, Some(&own), "{name}");
        }
    }
}

#[test]
fn nothing_is_unsafe() {
    let manifest = workspace::read("Cargo.toml");
    assert!(
        manifest.contains("\nunsafe_code = \"forbid\"\n"),
        "the workspace's lints forbid it"
    );
    // The runtime leaves the repository, and has them itself.
    let members = ["codegen", "fake", "tests", "xtask"];
    let free = members.iter().filter(|member| {
        !workspace::read(format!("{member}/Cargo.toml")).contains("[lints]\nworkspace = true\n")
    });
    check(
        "without the workspace's lints",
        free.map(|member| (*member).to_owned()),
    );
    let generated = rust(&["generated"]).into_iter();
    let roots = generated.filter(|file| file.path.ends_with("/src/lib.rs"));
    let free = roots.filter(|file| !file.text.contains("\n#![forbid(unsafe_code)]\n"));
    check("without the attribute", free.map(|file| file.path));
}

#[test]
fn one_module_prints() {
    // What the others say goes through it, and so does what models say in it.
    let allowed = ["xtask/src/print.rs"];
    let files = rust(&["codegen/src", "xtask/src"]).into_iter();
    // The programs of the documentation print as well.
    let files = files.filter(|file| {
        !allowed.contains(&file.path.as_str()) && !file.path.starts_with("codegen/src/emit/")
    });
    let words = ["println!(", "print!(", "stderr().write", "stdout().write"];
    check_words("prints", &files.collect::<Vec<_>>(), &words);
}

#[test]
fn what_is_shown_ends_lines_in_one_place() {
    // A view that writes the end of a line writes past `codegen/src/medium`, where text becomes text.
    let views = rust(&["codegen/src/diff/view", "codegen/src/update"]).into_iter();
    let views = views.filter(|file| {
        let is_report = file.path == "codegen/src/update/report.rs";
        let is_view = file.path.starts_with("codegen/src/diff/view/");
        is_report || (is_view && !file.path.contains("/html/"))
    });
    let views: Vec<_> = views.collect();
    assert!(views.len() > 10, "the views have moved");
    check_words("ends a line", &views, &["\\n"]);
}

#[test]
fn no_code_knows_a_service_by_name() {
    let sources = rust(&["codegen/src", "runtime/src"]);
    check_words("names a service", &sources, &["gamelift", "if service =="]);
}

#[test]
fn emitters_see_the_api_and_nothing_else() {
    let modules = [
        "check", "json", "load", "lower", "manifest", "model", "nearest",
    ];
    let mut found = Vec::new();
    for file in rust(&["codegen/src/emit"]) {
        let code: String = code(&file).map(|(_, line)| format!("{line}\n")).collect();
        let seen = modules
            .iter()
            .filter(|module| code.contains(&format!("crate::{module}")));
        found.extend(seen.map(|module| format!("{}: crate::{module}", file.path)));
    }
    check("seen by an emitter", found);
}

/// What is filled in at a place of a string literal that `format!` reads; empty for `{}`.
fn filled(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        if text[open + 1..].starts_with('{') {
            at = open + 2;
            continue;
        }
        let close = text[open..]
            .find('}')
            .map_or(text.len(), |close| open + close);
        found.push((open, &text[open + 1..close]));
        at = close;
    }
    found
}

/// Why a string literal of an emitter prints text past the functions of `codegen/src/text.rs`.
fn printed_past_its_place(literal: &str) -> Option<&'static str> {
    filled(literal).into_iter().find_map(|(at, name)| {
        let line = literal[..at].rsplit('\n').next().unwrap_or_default();
        // What every generated file says of itself.
        let is_ours = name == "MARKER";
        if name.ends_with(":?") {
            return Some("`{:?}`: use `literal`");
        }
        if line.ends_with('"') {
            return Some("filled in between quotes: use `literal` or `toml`");
        }
        let is_comment = ["//", "/*", "#!["].iter().any(|mark| line.contains(mark));
        (is_comment && !is_ours && !line.contains("://"))
            .then_some("filled in behind a comment's marker: use `comment` or `docs`")
    })
}

/// The string literals in some code, as they are written but for escaped quotes and newlines; documentation
/// is none of them.
fn string_literals(tokens: proc_macro2::TokenStream, found: &mut Vec<String>) {
    use proc_macro2::TokenTree;
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => string_literals(group.stream(), found),
            // The documentation of the emitter itself.
            TokenTree::Ident(name) if name == "doc" => drop(tokens.next()),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text.trim_start_matches('r').trim_matches('#');
                if let Some(text) = text.strip_prefix('"') {
                    let text = text.strip_suffix('"').unwrap_or(text);
                    found.push(text.replace("\\\"", "\"").replace("\\n", "\n"));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn emitters_print_text_through_the_function_of_its_place() {
    let mut found = Vec::new();
    for file in rust(&["codegen/src/emit"]) {
        let tokens = file.text.parse().expect("Rust");
        let mut literals = Vec::new();
        string_literals(tokens, &mut literals);
        assert!(!literals.is_empty(), "{}", file.path);
        let past = literals.iter().filter_map(|literal| {
            let why = printed_past_its_place(literal)?;
            Some(format!("{}: {why}: {literal}", file.path))
        });
        found.extend(past);
        let is_sink = file.path.ends_with("/docs.rs");
        let attributes = code(&file).filter(|(_, line)| line.contains("[doc = "));
        found.extend(
            attributes
                .filter(|_| !is_sink)
                .map(|(number, _)| format!("{}:{number}: use `docs`", file.path)),
        );
        // The list of items is compared, and what it shows is escaped; patterns go to whoever prints them.
        let compares = ["/public_items.rs", "/validation.rs"]
            .iter()
            .any(|end| file.path.ends_with(end));
        let raw = code(&file).filter(|(_, line)| !compares && line.contains(".unescaped()"));
        found.extend(raw.map(|(number, _)| format!("{}:{number}: unescaped", file.path)));
    }
    check("text printed past the function of its place", found);
}

#[test]
fn printing_past_the_function_is_found() {
    for literal in [
        "name = {name:?}",
        "name = \"{}\"",
        "    /// {summary}\n",
        "pub fn x() {{}} // {x}",
        "//! {0}",
    ] {
        assert!(printed_past_its_place(literal).is_some(), "{literal}");
    }
    for literal in [
        "{}",
        "pub {name}: {of},\n",
        "// {MARKER}\n{text}",
        "/// Ours.\n{docs}",
        "{{\"a\"}} {x}",
    ] {
        assert_eq!(printed_past_its_place(literal), None, "{literal}");
    }
}

#[test]
fn names_are_spelled_in_one_place() {
    let files = rust(&["codegen/src"])
        .into_iter()
        .filter(|file| file.path != "codegen/src/lower/names.rs");
    let files: Vec<_> = files.collect();
    check_words("spells names", &files, &["use heck", " heck::", "\"r#{"]);
}

#[test]
fn every_generated_file_says_so() {
    let foreign = files(&["generated"])
        .into_iter()
        .filter(|file| !has_header(file.text.as_bytes()));
    check("generated without a header", foreign.map(|file| file.path));
}

#[test]
fn no_line_ends_in_space() {
    let mut all = files(&WRITTEN);
    all.extend(
        files(&["generated", "models"])
            .into_iter()
            .filter(|file| !file.is("json")),
    );
    all.extend(top_level_documents());
    let mut found = Vec::new();
    // What the programs printed with the official crates, which is as it is.
    all.retain(|file| !file.path.starts_with("bench/programs/recorded/"));
    for file in &all {
        let lines = file.text.lines().enumerate();
        let spaced = lines.filter(|(_, line)| line.ends_with([' ', '\t', '\r']));
        found.extend(spaced.map(|(index, _)| format!("{}:{}", file.path, index + 1)));
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            found.push(format!("{}: no newline at the end", file.path));
        }
    }
    check("untidy", found);
}

#[test]
fn what_documents_link_to_exists() {
    let mut documents = top_level_documents();
    documents.extend(files(&["models"]).into_iter().filter(|file| file.is("md")));
    assert!(documents.iter().any(|file| file.path == "README.md"));
    let mut found = Vec::new();
    for file in &documents {
        let folder = workspace::root().join(&file.path);
        for link in file
            .text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap_or_default();
            let is_ours = !path.is_empty() && !link.contains("://") && !link.starts_with("mailto:");
            if is_ours && !folder.with_file_name(path).exists() {
                found.push(format!("{}: {link}", file.path));
            }
        }
    }
    check("links to nothing", found);
}

/// The documents beside `Cargo.toml`.
fn top_level_documents() -> Vec<File> {
    let entries = std::fs::read_dir(workspace::root()).expect("the workspace");
    let names = entries.filter_map(|entry| entry.expect("an entry").file_name().into_string().ok());
    let is_document = |name: &String| {
        let ending = Path::new(name).extension();
        ending.is_some_and(|ending| ending == "md" || ending == "toml")
    };
    names
        .filter(is_document)
        .map(|path| File {
            text: workspace::read(&path),
            path,
        })
        .collect()
}
