//! Finds the items of the crate that a program uses, and where.
//!
//! Never here: facts.

use std::collections::{BTreeMap, BTreeSet};

use super::program::Program;
use super::resolve::{Scope, canonical};
use super::tokens::{File, What};
use crate::diff::changes::Use;
use crate::diff::mend::mended;
use crate::diff::revision::Revision;
use crate::diff::verdict::all;
use crate::emit::public_items::{Origin, PublicItem};
use crate::lower::lower_items;
use crate::manifest;
use crate::model::{Model, ShapeId, ShapeKind};
use crate::selection::{reached_from, shapes_of};

/// A place in the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place<'p> {
    file: &'p str,
    line: usize,
}

impl Place<'_> {
    fn to(self, what: impl Into<String>) -> Use {
        Use {
            file: self.file.to_owned(),
            line: self.line,
            what: what.into(),
        }
    }
}

/// Names and where they stand.
type Names<'p> = BTreeMap<String, BTreeSet<Place<'p>>>;

/// What a program names, of what both revisions of the crate have.
pub(super) struct Used<'p> {
    /// The first line of each file that names the crate.
    pub(super) mentions: BTreeSet<Use>,
    methods: Names<'p>,
    fields: Names<'p>,
    associated: Names<'p>,
    texts: Names<'p>,
    /// By the path in the crate.
    paths: Names<'p>,
    /// The operations that the program has to do with, and where it says so.
    calls: BTreeMap<String, BTreeSet<Use>>,
    /// The shapes that operations and types of the program lead to.
    in_play: BTreeSet<String>,
    items: Items,
    /// The members that hold a shape, directly or in lists and maps.
    holders: BTreeMap<String, BTreeSet<(String, String)>>,
}

/// What both revisions of the crate have.
struct Items {
    list: Vec<PublicItem>,
    by_origin: BTreeMap<Origin, Vec<usize>>,
    by_path: BTreeMap<String, Vec<usize>>,
}

impl Items {
    fn of(old: &Revision, new: &Revision) -> Self {
        let settings = new.settings.as_ref().or(old.settings.as_ref()).cloned();
        let settings = settings.unwrap_or_else(|| manifest::Service::unlisted(&new.key()));
        let items = |revision: &Revision| all(&lower_items(&mended(&revision.model), &settings));
        let mut list = items(old);
        let known: BTreeSet<String> = list.iter().map(PublicItem::line).collect();
        list.extend(
            items(new)
                .into_iter()
                .filter(|item| !known.contains(&item.line())),
        );
        let (mut by_origin, mut by_path) = (BTreeMap::new(), BTreeMap::new());
        for (index, item) in list.iter().enumerate() {
            let places: &mut Vec<usize> = by_origin.entry(item.origin.clone()).or_default();
            places.push(index);
            let places: &mut Vec<usize> = by_path.entry(item.path.clone()).or_default();
            places.push(index);
        }
        Self {
            list,
            by_origin,
            by_path,
        }
    }

    /// The items that are made from these.
    fn made_from<'i>(&'i self, origin: &Origin) -> impl Iterator<Item = &'i PublicItem> + use<'i> {
        let places = self.by_origin.get(origin).into_iter().flatten();
        places.filter_map(|place| self.list.get(*place))
    }

    /// The items on the way to a path of the crate, itself among them.
    fn along<'i>(&'i self, path: &str) -> impl Iterator<Item = &'i PublicItem> + use<'i> {
        let ends = path.match_indices("::").map(|(end, _)| end);
        let ends: Vec<usize> = ends.chain([path.len()]).collect();
        let places = ends
            .into_iter()
            .filter_map(|end| self.by_path.get(&path[..end]));
        let places: Vec<usize> = places.flatten().copied().collect();
        places.into_iter().filter_map(|place| self.list.get(place))
    }
}

impl<'p> Used<'p> {
    /// `crates` are the names by which the program may know the crate.
    pub(super) fn new(
        old: &Revision,
        new: &Revision,
        program: &'p Program,
        crates: &'p BTreeSet<String>,
    ) -> Self {
        let items = Items::of(old, new);
        let paths = items.list.iter().map(|item| item.path.as_str());
        let scope = Scope::new(&program.files, &program.packages(), crates, paths);
        let mut used = Self {
            mentions: BTreeSet::new(),
            methods: Names::new(),
            fields: Names::new(),
            associated: Names::new(),
            texts: Names::new(),
            paths: Names::new(),
            calls: BTreeMap::new(),
            in_play: BTreeSet::new(),
            items,
            holders: BTreeMap::new(),
        };
        for (index, file) in program.files.iter().enumerate() {
            used.file(index, file, &scope);
        }
        for model in [&old.model, &new.model] {
            used.holders(model);
            used.calls(model);
        }
        used.lead_on([&old.model, &new.model]);
        used
    }

    fn file(&mut self, index: usize, file: &'p File, scope: &Scope<'_>) {
        let at = |line| Place {
            file: &file.path,
            line,
        };
        let mut first: Option<usize> = None;
        let mut path = |used: &mut Self, line: usize, path: &[String], keys: &[(String, usize)]| {
            for found in scope.resolve(index, path) {
                first = Some(first.map_or(line, |first| first.min(line)));
                for path in canonical(&found) {
                    for (key, line) in keys {
                        add(&mut used.paths, format!("{path}::{key}"), at(*line));
                    }
                    add(&mut used.paths, path, at(line));
                }
            }
        };
        for import in &file.imports {
            path(self, import.line, &import.path, &[]);
        }
        for name in &file.names {
            let place = at(name.line);
            match &name.what {
                What::Path(names, keys) => path(self, name.line, names, keys),
                What::Associated(name) => add(&mut self.associated, name.clone(), place),
                What::Field(name) => add(&mut self.fields, name.clone(), place),
                What::Method(name) => add(&mut self.methods, name.clone(), place),
                What::Text(text) => add(&mut self.texts, text.clone(), place),
            }
        }
        self.mentions
            .extend(first.map(|line| at(line).to("names the crate")));
    }

    /// Remembers which members hold which shapes.
    fn holders(&mut self, model: &Model) {
        for (id, shape) in &model.shapes {
            if !matches!(shape.kind, ShapeKind::Structure(_)) {
                continue;
            }
            for (name, member) in shape.kind.members() {
                let mut seen = BTreeSet::new();
                let mut open = vec![&member.target];
                while let Some(held) = open.pop() {
                    if !seen.insert(held) {
                        continue;
                    }
                    let of_shape = self.holders.entry(held.0.clone()).or_default();
                    of_shape.insert((id.0.clone(), name.to_owned()));
                    let kind = model.shapes.get(held).map(|shape| &shape.kind);
                    if let Some(kind @ (ShapeKind::List(_) | ShapeKind::Map { .. })) = kind {
                        open.extend(kind.members().into_iter().map(|(_, member)| &member.target));
                    }
                }
            }
        }
    }

    /// Finds the operations that the program calls, waits with, or names.
    fn calls(&mut self, model: &Model) {
        for (name, operation) in &model.operations {
            let items = || self.items.made_from(&Origin::Operation(name.clone()));
            let mut uses: BTreeSet<Use> = BTreeSet::new();
            for item in items().filter(|item| item.path.starts_with("Client::")) {
                uses.extend(by_name(&self.methods, &item.path, "calls"));
                uses.extend(self.by_path(&item.path));
            }
            for waiter in operation.waiters.keys() {
                uses.extend(self.waiter(waiter));
            }
            // Where it is called says more than where its error is imported.
            if uses.is_empty() {
                let modules: BTreeSet<_> = items().filter_map(|item| module(&item.path)).collect();
                uses.extend(modules.iter().flat_map(|module| self.by_path(module)));
            }
            if !uses.is_empty() {
                self.calls.entry(name.clone()).or_default().extend(uses);
            }
        }
    }

    /// Finds what the operations and types of the program lead to.
    fn lead_on(&mut self, models: [&Model; 2]) {
        let items = self.paths.keys().flat_map(|path| self.items.along(path));
        let named = items.filter_map(|item| match &item.origin {
            Origin::Shape(shape) | Origin::Member(shape, _) | Origin::Value(shape, _) => {
                Some(ShapeId(shape.clone()))
            }
            _ => None,
        });
        let named: Vec<ShapeId> = named.collect();
        let operations = models.iter().flat_map(|model| &model.operations);
        let called = operations.filter(|(name, _)| self.calls.contains_key(*name));
        let roots = called.flat_map(|(_, operation)| shapes_of(operation));
        let reached = reached_from(&models, named.iter().chain(roots));
        self.in_play = reached.into_iter().map(|id| id.0.clone()).collect();
    }

    /// Every operation that is called or named, and where; none where the program does not name the crate.
    pub(super) fn operations(self) -> BTreeMap<String, BTreeSet<Use>> {
        if self.mentions.is_empty() {
            return BTreeMap::new();
        }
        self.calls
    }

    /// Where an operation is called or named.
    pub(super) fn operation(&self, name: &str) -> BTreeSet<Use> {
        self.calls.get(name).cloned().unwrap_or_default()
    }

    /// Where the pages of an operation are asked for.
    pub(super) fn pages(&self, operation: &str) -> BTreeSet<Use> {
        let items = self
            .items
            .made_from(&Origin::Operation(operation.to_owned()));
        let pages = items.filter(|item| item.path.contains("paginator"));
        pages.flat_map(|item| self.item(item)).collect()
    }

    /// Where a waiter is waited with.
    pub(super) fn waiter(&self, name: &str) -> BTreeSet<Use> {
        let items = self.items.made_from(&Origin::Waiter(name.to_owned()));
        let items = items.filter(|item| !item.path.ends_with("::wait"));
        items.flat_map(|item| self.item(item)).collect()
    }

    /// Where a shape is named, or anything of it, or a member that holds it where it is no structure.
    pub(super) fn shape(&self, shape: &str) -> BTreeSet<Use> {
        let items = self.items.list.iter().filter(|item| match &item.origin {
            Origin::Shape(of) => of == shape && item.kind != "fn",
            Origin::Member(of, _) | Origin::Value(of, _) => of == shape,
            _ => false,
        });
        let mut uses: BTreeSet<Use> = items.flat_map(|item| self.item(item)).collect();
        let of_shape = self.items.made_from(&Origin::Shape(shape.to_owned()));
        if of_shape.into_iter().all(|item| item.kind != "struct") {
            for (shape, member) in self.holders.get(shape).into_iter().flatten() {
                uses.extend(self.exact_member(shape, member));
            }
        }
        uses
    }

    /// Where an enum is named, or one of its values.
    pub(super) fn enumeration(&self, shape: &str) -> BTreeSet<Use> {
        let items = self.items.made_from(&Origin::Shape(shape.to_owned()));
        let enums = items.filter(|item| item.kind == "enum");
        enums.flat_map(|item| self.item(item)).collect()
    }

    /// Where a member is read, set or named. Items, keys and values have no name of their own: their
    /// list or map has.
    pub(super) fn member(&self, shape: &str, member: &str) -> BTreeSet<Use> {
        let origin = Origin::Member(shape.to_owned(), member.to_owned());
        if self.items.by_origin.contains_key(&origin) {
            self.exact_member(shape, member)
        } else {
            self.shape(shape)
        }
    }

    fn exact_member(&self, shape: &str, member: &str) -> BTreeSet<Use> {
        let origin = Origin::Member(shape.to_owned(), member.to_owned());
        let items = self.items.made_from(&origin);
        items.flat_map(|item| self.item(item)).collect()
    }

    /// Where a value of an enum is named or said.
    pub(super) fn value(&self, shape: &str, value: &str) -> BTreeSet<Use> {
        let origin = Origin::Value(shape.to_owned(), value.to_owned());
        let items = self.items.made_from(&origin);
        items.flat_map(|item| self.item(item)).collect()
    }

    /// Where an item is used, by its path, or by its name where its owner may be in play.
    pub(super) fn item(&self, item: &PublicItem) -> BTreeSet<Use> {
        let mut uses: BTreeSet<Use> = self.by_path(&item.path).collect();
        if !self.may_be_at_hand(item) {
            return uses;
        }
        match item.kind {
            "fn" => uses.extend(by_name(&self.methods, &item.path, "calls")),
            "field" => uses.extend(by_name(&self.fields, &item.path, "takes")),
            "variant" => {
                uses.extend(by_name(&self.associated, &item.path, "names"));
                if let Origin::Value(_, value) = &item.origin {
                    let places = self.texts.get(value).into_iter().flatten();
                    uses.extend(places.map(|place| place.to(format!("says {value:?}"))));
                }
            }
            _ => {}
        }
        uses
    }

    /// Whether the program may hold what the item belongs to.
    fn may_be_at_hand(&self, item: &PublicItem) -> bool {
        if let Some((owner, builder)) = built_by(&item.path) {
            // Every type has a builder, and programs build many: it has to be named, or its type.
            return self
                .by_path(&owner)
                .chain(self.by_path(&builder))
                .next()
                .is_some();
        }
        match &item.origin {
            Origin::Service => true,
            Origin::Waiter(_) => item.path.starts_with("waiters::Waiters::"),
            Origin::Operation(name) => {
                item.path.starts_with("Client::") || self.calls.contains_key(name)
            }
            Origin::Shape(shape) | Origin::Member(shape, _) | Origin::Value(shape, _) => {
                let is_of_error = item.path.starts_with("failure::OperationError::");
                is_of_error || self.in_play.contains(shape)
            }
        }
    }

    /// Where a path is named, or what is behind it.
    fn by_path<'u>(&'u self, path: &str) -> impl Iterator<Item = Use> + use<'u, 'p> {
        let behind = format!("{path}::");
        let (start, exact) = (behind.clone(), self.paths.get_key_value(path));
        let inside = self.paths.range(start..);
        let inside = inside.take_while(move |(path, _)| path.starts_with(&behind));
        let all = exact.into_iter().chain(inside);
        all.flat_map(|(path, places)| {
            let places = places.iter();
            places.map(move |place| place.to(format!("names {path}")))
        })
    }
}

fn add<'p>(names: &mut Names<'p>, name: String, place: Place<'p>) {
    names.entry(name).or_default().insert(place);
}

/// Where the last name of a path stands.
fn by_name<'u, 'p>(
    names: &'u Names<'p>,
    path: &str,
    does: &'u str,
) -> impl Iterator<Item = Use> + use<'u, 'p> {
    let name = path.rsplit("::").next().unwrap_or_default().to_owned();
    let places = names.get(&name).into_iter().flatten();
    places.map(move |place| place.to(format!("{does} {name}")))
}

/// Of a method of a type's builder, the paths of the type and of the builder. A fluent builder is of no type.
fn built_by(path: &str) -> Option<(String, String)> {
    let (builder, _) = path.rsplit_once("::")?;
    let (module, name) = builder.split_once("builders::")?;
    let owner = name.strip_suffix("Builder")?;
    let is_fluent = name.ends_with("FluentBuilder");
    (!is_fluent).then(|| (format!("{module}{owner}"), builder.to_owned()))
}

/// `operation::create_fleet`, of anything in it.
fn module(path: &str) -> Option<String> {
    let mut parts = path.split("::");
    let is_operation = parts.next() == Some("operation");
    let name = parts.next().filter(|_| is_operation)?;
    Some(format!("operation::{name}"))
}
