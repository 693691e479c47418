//! Turns the documentation of a model into Markdown, in place.
//!
//! Names of operations, types and errors in it become links to the generated items.
//!
//! Never here: how HTML is read and Markdown written ([`super::docs`]).

use std::collections::BTreeMap;
use std::path::Path;

use super::docs::{self, Links, opens_with_summary, summary_first};
use super::held::held;
use super::names;
use super::paths::Paths;
use crate::json::Pointer;
use crate::model::{Model, Operation, Service, ShapeId, ShapeKind};
use crate::problem::Problem;

/// Turns every text into Markdown. What cannot be is reported and left as it is.
pub(super) fn to_markdown(model: &mut Model, paths: &Paths, file: &Path) -> Vec<Problem> {
    let items = items(model, paths);
    let members = Members::of(model, paths);
    let mut page = Page {
        file,
        items: &items,
        members: &members,
        problems: Vec::new(),
    };
    let root = Pointer::root();
    page.convert(&mut model.service.documentation, &BTreeMap::new(), &root);
    for (name, operation) in &mut model.operations {
        let known = members.of_operation(operation);
        let at = root.key("operations").key(name);
        page.convert(&mut operation.documentation, &known, &at);
        operation.documentation = operation.documentation.as_deref().map(summary_first);
        for (name, waiter) in &mut operation.waiters {
            let at = root.key("waiters").key(name);
            page.convert(&mut waiter.documentation, &known, &at);
        }
    }
    for (id, shape) in &mut model.shapes {
        let at = root.key("shapes").key(&id.0);
        let known = members.of_structure(id);
        page.convert(&mut shape.documentation, known, &at);
        if let Some(docs) = &mut shape.documentation
            && !opens_with_summary(docs)
        {
            *docs = summary_first(docs);
        }
        match &mut shape.kind {
            ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
                for (name, member) in &mut structure.members {
                    let at = at.key("members").key(name);
                    page.convert(&mut member.documentation, known, &at);
                }
            }
            ShapeKind::Enum(values) => {
                for (index, value) in values.iter_mut().enumerate() {
                    let at = at.key("enum").index(index);
                    page.convert(&mut value.documentation, known, &at);
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
            ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
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
    members: &'a Members,
    problems: Vec<Problem>,
}

impl Page<'_> {
    fn convert(&mut self, documentation: &mut Option<String>, members: &Fields, owner: &Pointer) {
        let Some(html) = documentation else { return };
        let names = Names {
            items: self.items,
            members,
            unique: &self.members.unique,
        };
        match docs::markdown(html, &names) {
            Ok(markdown) => *html = markdown,
            Err(tags) => self.problems.extend(tags.iter().map(|tag| {
                let fix = "if it is HTML, teach codegen/src/lower/docs/tags.rs about it";
                Problem::new(self.file, owner.key("documentation"), tag.to_string(), fix)
            })),
        }
    }
}

/// The paths of fields, by the names that the documentation calls the members.
type Fields = BTreeMap<String, String>;

/// The fields of every structure.
struct Members {
    structures: BTreeMap<ShapeId, Fields>,
    /// The fields whose names no other structure has.
    unique: Fields,
    none: Fields,
}

impl Members {
    fn of(model: &Model, paths: &Paths) -> Self {
        let shapes = model.shapes.iter();
        let structures = shapes.map(|(id, shape)| {
            let members = shape.kind.named_members();
            let fields = members.into_iter().flat_map(|owner| &owner.members);
            let fields =
                fields.filter_map(|(name, _)| Some((name.clone(), paths.field(id, name)?)));
            (id.clone(), fields.collect())
        });
        let structures: BTreeMap<ShapeId, Fields> = structures.collect();
        let mut unique: BTreeMap<&String, Option<&String>> = BTreeMap::new();
        for (name, path) in structures.values().flatten() {
            let is_new = !unique.contains_key(name);
            unique.insert(name, is_new.then_some(path));
        }
        let unique = unique.into_iter();
        let unique = unique.filter_map(|(name, path)| Some((name.clone(), path?.clone())));
        Self {
            unique: unique.collect(),
            structures,
            none: Fields::new(),
        }
    }

    fn of_structure(&self, id: &ShapeId) -> &Fields {
        self.structures.get(id).unwrap_or(&self.none)
    }

    /// What the text of an operation may speak of: members of the input, and then of the output.
    fn of_operation(&self, operation: &Operation) -> Fields {
        let both = [&operation.output, &operation.input].into_iter().flatten();
        let fields = both.flat_map(|id| self.of_structure(id).clone());
        fields.collect()
    }
}

/// The generated items by the names that the documentation calls them, and where it stands.
struct Items {
    paths: BTreeMap<String, String>,
    folders: Vec<String>,
}

/// What a text can lead to.
struct Names<'a> {
    items: &'a Items,
    /// The fields of what the text is about.
    members: &'a Fields,
    /// Those that are meant wherever their names stand.
    unique: &'a Fields,
}

impl Links for Names<'_> {
    fn item(&self, name: &str) -> Option<String> {
        self.items.paths.get(name).cloned()
    }

    fn member(&self, name: &str) -> Option<String> {
        let known = self.members.get(name).or_else(|| self.unique.get(name));
        known.cloned()
    }

    fn is_own_reference(&self, folder: &str) -> bool {
        self.items.folders.contains(&folder.to_ascii_lowercase())
    }
}

fn items(model: &Model, known: &Paths) -> Items {
    let mut paths = BTreeMap::new();
    for id in held(model) {
        if let Some(path) = known.item(id) {
            paths.insert(id.0.clone(), path.to_owned());
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
