//! Turns the documentation of a model into Markdown, in place.
//!
//! Names of operations, types and errors in it become links to the generated items.
//!
//! Never here: how HTML is read and Markdown written ([`super::docs`]).

use std::collections::BTreeMap;
use std::path::Path;

use super::docs::{self, Links};
use super::held::held;
use super::names;
use crate::json::Pointer;
use crate::model::{Model, Service, ShapeKind};
use crate::problem::Problem;

/// Turns every text into Markdown. What cannot be is reported and left as it is.
pub(super) fn to_markdown(model: &mut Model, file: &Path) -> Vec<Problem> {
    let items = items(model);
    let mut page = Page {
        file,
        items: &items,
        problems: Vec::new(),
    };
    let root = Pointer::root();
    page.convert(&mut model.service.documentation, &root);
    for (name, operation) in &mut model.operations {
        page.convert(
            &mut operation.documentation,
            &root.key("operations").key(name),
        );
        for (name, waiter) in &mut operation.waiters {
            page.convert(&mut waiter.documentation, &root.key("waiters").key(name));
        }
    }
    for (id, shape) in &mut model.shapes {
        let at = root.key("shapes").key(&id.0);
        page.convert(&mut shape.documentation, &at);
        match &mut shape.kind {
            ShapeKind::Structure(structure) => {
                for (name, member) in &mut structure.members {
                    page.convert(&mut member.documentation, &at.key("members").key(name));
                }
            }
            ShapeKind::Enum(values) => {
                for (index, value) in values.iter_mut().enumerate() {
                    page.convert(&mut value.documentation, &at.key("enum").index(index));
                }
            }
            _ => {}
        }
    }
    page.problems
}

/// Takes every text away.
pub(super) fn remove(model: &mut Model) {
    model.service.documentation = None;
    for operation in model.operations.values_mut() {
        operation.documentation = None;
        for waiter in operation.waiters.values_mut() {
            waiter.documentation = None;
        }
    }
    for shape in model.shapes.values_mut() {
        shape.documentation = None;
        match &mut shape.kind {
            ShapeKind::Structure(structure) => {
                for (_, member) in &mut structure.members {
                    member.documentation = None;
                }
            }
            ShapeKind::Enum(values) => {
                for value in values {
                    value.documentation = None;
                }
            }
            _ => {}
        }
    }
}

/// What one run of this pass needs and finds.
struct Page<'a> {
    file: &'a Path,
    items: &'a Items,
    problems: Vec<Problem>,
}

impl Page<'_> {
    fn convert(&mut self, documentation: &mut Option<String>, owner: &Pointer) {
        let Some(html) = documentation else { return };
        match docs::markdown(html, self.items) {
            Ok(markdown) => *html = markdown,
            Err(tags) => self.problems.extend(tags.iter().map(|tag| {
                let fix = "if it is HTML, teach codegen/src/lower/docs/tags.rs about it";
                Problem::new(self.file, owner.key("documentation"), tag.to_string(), fix)
            })),
        }
    }
}

/// The generated items by the names that the documentation calls them, and where it stands.
struct Items {
    paths: BTreeMap<String, String>,
    folders: Vec<String>,
}

impl Links for Items {
    fn item(&self, name: &str) -> Option<String> {
        self.paths.get(name).cloned()
    }

    fn is_own_reference(&self, folder: &str) -> bool {
        self.folders.contains(&folder.to_ascii_lowercase())
    }
}

fn items(model: &Model) -> Items {
    let mut paths = BTreeMap::new();
    for id in held(model) {
        let name = names::type_name(&id.0);
        match &model[id].kind {
            ShapeKind::Structure(structure) if structure.error.is_some() => {
                paths.insert(id.0.clone(), format!("crate::types::error::{name}"));
            }
            ShapeKind::Structure(_) | ShapeKind::Enum(_) => {
                paths.insert(id.0.clone(), format!("crate::types::{name}"));
            }
            _ => {}
        }
    }
    // Where a type and an operation share a name, the texts mean the operation.
    for name in model.operations.keys() {
        let method = names::method(name);
        // rustdoc does not find `r#move`, and finds `move`.
        let method = method.trim_start_matches("r#");
        paths.insert(name.clone(), format!("crate::Client::{method}"));
    }
    Items {
        paths,
        folders: folders(&model.service),
    }
}

/// The folders of `docs.aws.amazon.com` that document the service.
fn folders(service: &Service) -> Vec<String> {
    let id = service.id.replace(' ', "");
    [&id, &service.endpoint_prefix, &service.signing_name]
        .map(|name| name.to_ascii_lowercase())
        .into()
}
