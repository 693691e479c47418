//! What the documentation of the generated crates says: every fact of the documents that the project was
//! founded on, every placeholder of the models whole, and no HTML.

mod examples;
mod phrases;
mod rendered;
mod seeds;
mod sentences;

use std::path::Path;

use tests::workspace;

#[test]
fn no_generated_line_holds_an_html_tag() {
    for name in ["gamelift", "gameliftstreams"] {
        let folder = Path::new("generated").join(name).join("src");
        for file in workspace::files_below(&workspace::root().join(&folder)) {
            for line in workspace::read(folder.join(&file)).lines() {
                check_line(&file, line);
            }
        }
    }
}

/// Finds tags outside of code, where placeholders look like them.
#[track_caller]
fn check_line(file: &Path, line: &str) {
    let Some(docs) = line.trim_start().strip_prefix("//") else {
        return;
    };
    let text: String = docs.split('`').step_by(2).collect();
    let tag =
        |name: &str| text.contains(&format!("<{name}>")) || text.contains(&format!("</{name}>"));
    let tags = [
        "p",
        "code",
        "a",
        "b",
        "i",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "note",
        "important",
        "pre",
        "br",
        "fullname",
    ];
    let found = tags.into_iter().find(|name| tag(name));
    assert_eq!(found, None, "{}: {line}", file.display());
}
