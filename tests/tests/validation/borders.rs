//! For every constraint of every structure of both models: a minimal valid structure, and one that breaks
//! that constraint alone.
//!
//! Inputs, outputs and errors are followed to their ends; what they hold is tried by itself as well, because
//! it can be validated by itself. Never here: how values are found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value as Json, json};
use smithwright_runtime::schema::{Kind, Location, Member, Shape};
use smithwright_runtime::validation::{Rule, Validation};
use tests::{structures, workspace};

use super::minimal::{Root, Step, blob, mismatch, number, text};

/// What was tried.
#[derive(Default)]
struct Borders {
    /// How many constraints were broken, by their kind.
    broken: BTreeMap<&'static str, usize>,
    /// Required members that are plain values, which nobody can leave out.
    plain: BTreeSet<String>,
    /// What no value breaks alone, with the reason.
    contradictory: BTreeSet<String>,
}

/// How deep structures are followed: none of the models' is deeper.
const DEEPEST: usize = 12;

const LEVELS: [Validation; 3] = [Validation::Off, Validation::Standard, Validation::Strict];

/// The list of what no value breaks alone, because the shape's own constraints do not go together. Nothing
/// else may be left out.
const CONTRADICTORY: &str = "tests/data/contradictory_constraints.txt";

#[test]
fn each_constraint_of_both_models() {
    let mut borders = Borders::default();
    for structure in structures::ALL {
        borders.root(Root(structure));
    }
    let total: usize = borders.broken.values().sum();
    println!("borders: {total} {:?}", borders.broken);
    println!("in {} structures", structures::ALL.len());
    for member in &borders.plain {
        println!("plain, never missing: {member}");
    }
    for line in &borders.contradictory {
        println!("contradictory: {line}");
    }
    let kinds = [
        "required",
        "min length",
        "max length",
        "min",
        "max",
        "pattern",
        "enum",
        "path label",
    ];
    assert!(kinds.iter().all(|kind| borders.broken.contains_key(kind)));
    let contradictory: Vec<_> = borders.contradictory.into_iter().collect();
    let contradictory = contradictory.join("\n") + "\n";
    if std::env::var_os("SMITHWRIGHT_BLESS").is_some() {
        fs::write(workspace::root().join(CONTRADICTORY), &contradictory).expect("it is written");
    }
    assert_eq!(
        contradictory,
        workspace::read(CONTRADICTORY),
        "to accept another list, run with SMITHWRIGHT_BLESS=1, and read the difference"
    );
}

fn kind(rule: &Rule) -> &'static str {
    match rule {
        Rule::Required => "required",
        Rule::Length { .. } => "length",
        Rule::Range { .. } => "range",
        Rule::Pattern(_) => "pattern",
        Rule::Enum { .. } => "enum",
        Rule::PathLabel => "path label",
        _ => "other",
    }
}

/// A structure that may break a constraint, and where.
struct Tried {
    params: Json,
    path: String,
}

/// How many characters of a key are shown.
const LONGEST_KEY: usize = 100;

fn quoted(key: &str) -> String {
    match key.get(..LONGEST_KEY) {
        Some(beginning) if beginning.len() < key.len() => format!("{beginning:?}..."),
        _ => format!("{key:?}"),
    }
}

/// A value in a structure.
#[derive(Clone)]
struct Place {
    root: Root,
    steps: Vec<Step>,
    path: String,
}

impl Place {
    /// The structure with this value here. The place of a key is named after the key.
    fn with(&self, value: Json) -> Tried {
        let path = match (self.steps.last(), value.as_str()) {
            (Some(Step::Key(_)), Some(key)) => format!("{}[{}] key", self.path, quoted(key)),
            _ => self.path.clone(),
        };
        let params = self.root.with(&self.steps, value);
        Tried { params, path }
    }

    fn at(&self, step: Step, path: String) -> Self {
        let steps = [&self.steps, &[step][..]].concat();
        Self {
            root: self.root,
            steps,
            path,
        }
    }

    /// Fails unless exactly these violations are found, all of them here.
    #[track_caller]
    fn check(&self, tried: &Tried, level: Validation, expected: &[(&str, Validation)]) {
        let Tried { params, path } = tried;
        let found = self.root.violations(params, level);
        let kinds: Vec<_> = found
            .iter()
            .map(|one| (kind(one.rule()), one.level()))
            .collect();
        let structure = self.root.0.path;
        assert_eq!(
            kinds, expected,
            "{path} of {structure} at {level:?}: {params}: {found:?}"
        );
        for violation in found {
            assert_eq!(violation.path(), path, "{structure}: {params}");
        }
    }
}

impl Borders {
    fn root(&mut self, root: Root) {
        let place = Place {
            root,
            steps: Vec::new(),
            path: String::new(),
        };
        let minimal = Tried {
            params: root.structure(&[]),
            path: String::new(),
        };
        place.check(&minimal, Validation::Strict, &[]);
        self.structure(&place);
    }

    fn structure(&mut self, place: &Place) {
        let Place { root, steps, path } = place;
        assert!(steps.len() < DEEPEST, "{path} of {}", root.0.path);
        let dot = if path.is_empty() { "" } else { "." };
        for member in root.schema(steps).members {
            let step = Step::Member(member.name, member.shape);
            let inner = place.at(step, format!("{path}{dot}{}", member.name));
            if member.required && !member.idempotency_token {
                self.required(place, member, &inner);
            }
            if member.location == Location::Label {
                self.label(member, &inner);
            }
            self.value(&inner, member.shape);
        }
    }

    fn required(&mut self, outer: &Place, member: &Member, inner: &Place) {
        let Place { root, steps, .. } = outer;
        let mut without = root.structure(steps);
        let members = without.as_object_mut().expect("an object");
        members.remove(member.name);
        if !root.can_lack(steps, &without, member.name) {
            let structure = root.schema(steps).name;
            self.plain.insert(format!("{structure}.{}", member.name));
            return;
        }
        let tried = Tried {
            params: root.with(steps, without),
            path: inner.path.clone(),
        };
        let rule = ("required", "required");
        self.breaks(inner, &tried, rule, Validation::Standard);
    }

    /// A text that would make the path another path. Of a pattern, Standard knows nothing.
    fn label(&mut self, member: &Member, place: &Place) {
        let min = member.shape.min_length.unwrap_or(0);
        let collapsing = ["", "/", "..", "//"]
            .into_iter()
            .filter(|text| text.len() as u64 >= min);
        for text in collapsing {
            let expected = [("path label", Validation::Standard)];
            place.check(&place.with(json!(text)), Validation::Standard, &expected);
            place.check(&place.with(json!(text)), Validation::Off, &[]);
            self.count("path label");
        }
    }

    fn value(&mut self, place: &Place, shape: &'static Shape) {
        assert!(
            !shape.unique_items,
            "{}: the first such list needs a case",
            shape.name
        );
        let Place { root, steps, path } = place;
        match shape.kind {
            Kind::Structure if root.0.path.contains("::types::") => {}
            Kind::Structure => self.structure(place),
            Kind::List => {
                let items = shape.items.expect("a list has items");
                self.lengths(place, shape, &|length| {
                    Some(root.list(shape, steps, length))
                });
                self.value(&place.at(Step::Item(items), format!("{path}[0]")), items);
            }
            Kind::Map => self.map(place, shape),
            Kind::Integer | Kind::Float => self.range(place, shape),
            Kind::Blob => self.lengths(place, shape, &|length| Some(blob(length))),
            Kind::String => {
                self.lengths(place, shape, &|length| text(shape, length).map(Json::from));
                self.pattern(place, shape);
            }
            Kind::Enum(_) => {
                let tried = place.with(json!("NO_SUCH_VALUE"));
                self.breaks(place, &tried, ("enum", "enum"), Validation::Strict);
            }
            Kind::Boolean | Kind::Timestamp | Kind::Document => {}
            Kind::Union => panic!("{}: the first union needs a case", shape.name),
        }
    }

    fn map(&mut self, place: &Place, shape: &'static Shape) {
        let Place { root, steps, path } = place;
        let (keys, values) = (shape.keys.expect("keys"), shape.items.expect("values"));
        self.lengths(place, shape, &|length| Some(root.map(shape, steps, length)));
        self.value(&place.at(Step::Key(keys), path.clone()), keys);
        let first = root.map(shape, steps, 1);
        let (key, _) = first
            .as_object()
            .and_then(|map| map.iter().next())
            .expect("an entry");
        self.value(
            &place.at(Step::Entry(values), format!("{path}[{key:?}]")),
            values,
        );
    }

    fn pattern(&mut self, place: &Place, shape: &Shape) {
        match mismatch(shape) {
            Some(text) => {
                let tried = place.with(json!(text));
                self.breaks(place, &tried, ("pattern", "pattern"), Validation::Strict);
            }
            None if shape.pattern.is_some() => self.contradicts(shape, "every text matches"),
            None => {}
        }
    }

    /// `of` gives a value of a length, if there is one that meets everything else.
    fn lengths(&mut self, place: &Place, shape: &Shape, of: &dyn Fn(u64) -> Option<Json>) {
        for length in [shape.min_length, shape.max_length].into_iter().flatten() {
            match of(length) {
                Some(value) => place.check(&place.with(value), Validation::Strict, &[]),
                None => self.beside_pattern(place, shape, length, None),
            }
        }
        if let Some(below) = shape.min_length.and_then(|min| min.checked_sub(1)) {
            // botocore counts characters and items alone.
            let level = match shape.kind {
                Kind::Blob | Kind::Map => Validation::Strict,
                _ => Validation::Standard,
            };
            self.length(place, shape, (below, of(below)), ("min length", level));
        }
        if let Some(above) = shape.max_length.map(|max| max + 1) {
            self.length(
                place,
                shape,
                (above, of(above)),
                ("max length", Validation::Strict),
            );
        }
    }

    fn length(
        &mut self,
        place: &Place,
        shape: &Shape,
        (length, value): (u64, Option<Json>),
        (counted, level): (&'static str, Validation),
    ) {
        if let Some(value) = value {
            self.breaks(place, &place.with(value), (counted, "length"), level);
            return;
        }
        self.beside_pattern(place, shape, length, Some(level));
        self.count(counted);
    }

    /// A text of a length of which the pattern matches none: what else it breaks is found beside that.
    fn beside_pattern(
        &mut self,
        place: &Place,
        shape: &Shape,
        length: u64,
        level: Option<Validation>,
    ) {
        self.contradicts(shape, &format!("no text of length {length} matches"));
        let text = "a".repeat(usize::try_from(length).expect("a length"));
        let tried = place.with(json!(text));
        let length = level.map(|level| ("length", level));
        let both: Vec<_> = length
            .into_iter()
            .chain([("pattern", Validation::Strict)])
            .collect();
        for checked in LEVELS {
            let expected = both.iter().filter(|(_, level)| checked >= *level).copied();
            place.check(&tried, checked, &expected.collect::<Vec<_>>());
        }
    }

    fn range(&mut self, place: &Place, shape: &Shape) {
        let is_whole = shape.kind == Kind::Integer;
        let json = |number: f64| {
            if is_whole {
                json!(number as i64)
            } else {
                json!(number)
            }
        };
        let (min, max) = (number(shape.min), number(shape.max));
        for bound in [min, max].into_iter().flatten() {
            place.check(&place.with(json(bound)), Validation::Strict, &[]);
        }
        if let Some(min) = min {
            let below = if is_whole { min - 1.0 } else { min.next_down() };
            let tried = place.with(json(below));
            self.breaks(place, &tried, ("min", "range"), Validation::Standard);
        }
        if let Some(max) = max {
            let above = if is_whole { max + 1.0 } else { max.next_up() };
            let tried = place.with(json(above));
            if place.root.holds(&tried.params) {
                self.breaks(place, &tried, ("max", "range"), Validation::Strict);
            } else {
                self.contradicts(shape, &format!("{above} does not fit into the type"));
            }
        }
    }

    /// Exactly this violation at its level and above, and none below.
    #[track_caller]
    fn breaks(
        &mut self,
        place: &Place,
        tried: &Tried,
        (counted, rule): (&'static str, &str),
        level: Validation,
    ) {
        for checked in LEVELS {
            let expected = [(rule, level)];
            place.check(
                tried,
                checked,
                if checked >= level { &expected } else { &[] },
            );
        }
        self.count(counted);
    }

    fn count(&mut self, counted: &'static str) {
        *self.broken.entry(counted).or_default() += 1;
    }

    fn contradicts(&mut self, shape: &Shape, why: &str) {
        let pattern = shape.pattern.map_or("", |pattern| pattern.model);
        let line = format!("{}: {why} {pattern}", shape.name);
        self.contradictory.insert(line.trim_end().to_owned());
    }
}
