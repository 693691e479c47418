//! Generates valid values from schemas and a seed.
//!
//! Values are generated as JSON, and then read. A schema does not lead to the schemas of structures inside it; only a
//! value does. So a small value is read first, and the schemas are taken from that.
//! Never here: what an operation answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fastrand::Rng;
use serde_json::{Map as Object, Number, Value as Json};

use super::json::{self, Secrets};
use super::text::Language;
use crate::schema::{Kind, Location, Member, Schema, Shape};
use crate::validation;
use crate::value::{Structure, View};

/// The maximum nesting of structures whose optional members are set.
const DEEPEST: usize = 4;

/// The maximum nesting of required structures. If they never end, there is no valid value.
const DEEPEST_REQUIRED: usize = 24;

/// The maximum number of values in one structure.
const MOST_VALUES: usize = 5_000;

/// The maximum number of items that a list gets to meet its minimum length.
const MOST_ITEMS: u64 = 1_000;

/// A path from a structure to a value inside it.
#[derive(Debug, Clone, Copy)]
enum Step {
    Member(&'static str),
    Item,
    Entry,
}

/// Generates values.
pub(super) struct Values<'a> {
    rng: Rng,
    left: usize,
    /// Makes a structure with nothing set, of the type to generate.
    blank: &'a dyn Fn() -> Box<dyn Structure>,
    /// The input whose members are copied.
    echoed: Option<&'a dyn Structure>,
    /// The status of success, for the member that is bound to it.
    status: u16,
}

impl<'a> Values<'a> {
    /// Generates the structure that `blank` makes.
    pub(super) fn of(blank: &'a dyn Fn() -> Box<dyn Structure>, seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            left: MOST_VALUES,
            blank,
            echoed: None,
            status: 200,
        }
    }

    /// Copies members from an input if the names are equal.
    pub(super) fn echoing(mut self, input: &'a dyn Structure, status: u16) -> Self {
        self.echoed = Some(input);
        self.status = status;
        self
    }

    /// The structure. A member without a valid value is left out.
    pub(super) fn structure(mut self) -> Box<dyn Structure> {
        let mut made = (self.blank)();
        let schema = made.schema();
        for member in schema.members {
            if self.is_token(schema, member) {
                continue;
            }
            let steps = [Step::Member(member.name)];
            let Some(value) = self.member(member, &steps, 0) else {
                continue;
            };
            let mut one = Object::new();
            one.insert(member.name.to_owned(), value);
            // One that cannot be read does not affect the others.
            drop(json::fill(&mut *made, &Json::Object(one)));
        }
        made
    }

    /// Whether the member is a token of the next page: if a response always had one, there would be no last page.
    /// Such a member is an optional string beside a list, which the input has, too.
    fn is_token(&self, schema: &Schema, member: &Member) -> bool {
        let Some(input) = self.echoed else {
            return false;
        };
        let is_text = |member: &Member| member.shape.kind == Kind::String && !member.required;
        let mut taken = input.schema().members.iter();
        let lists = schema.members.iter();
        is_text(member)
            && taken.any(|other| other.name == member.name && is_text(other))
            && lists.clone().any(|other| other.shape.kind == Kind::List)
    }

    fn member(&mut self, member: &Member, steps: &[Step], depth: usize) -> Option<Json> {
        if member.location == Location::StatusCode {
            return Some(Json::from(self.status));
        }
        self.echo(member, steps)
            .or_else(|| self.value(member.shape, steps, depth))
    }

    /// The member of the input with the same name, if its value is valid for this one.
    fn echo(&self, member: &Member, steps: &[Step]) -> Option<Json> {
        let input = self.echoed?;
        let members = input.schema().members;
        let at = members.iter().position(|other| other.name == member.name)?;
        let other = members.get(at)?;
        let is_alike = match (member.shape.kind, other.shape.kind) {
            (Kind::String | Kind::Enum(_), Kind::String | Kind::Enum(_))
            | (Kind::Structure, Kind::Structure)
            | (Kind::Union, Kind::Union) => true,
            (Kind::List, Kind::List) | (Kind::Map, Kind::Map) => {
                std::ptr::eq(member.shape, other.shape)
            }
            (one, other) => one == other,
        };
        let mut echo = None;
        input.members(&mut |values| {
            let Some(view) = values.get(at).map(|value| value.view()) else {
                return;
            };
            let is_same_type = match view {
                View::Unset => false,
                View::Structure(inner) => self
                    .schema(steps)
                    .is_some_and(|schema| schema.name == inner.schema().name),
                _ => true,
            };
            if is_alike && is_same_type && validation::meets(view, member.shape) {
                echo = Some(json::of_value(view, member.shape, Secrets::Shown, false));
            }
        });
        echo
    }

    fn value(&mut self, shape: &'static Shape, steps: &[Step], depth: usize) -> Option<Json> {
        self.left = self.left.checked_sub(1)?;
        match shape.kind {
            Kind::Boolean => Some(Json::from(self.rng.bool())),
            Kind::Integer => self.integer(shape),
            Kind::Float => self.float(shape),
            // Some day in 2026.
            Kind::Timestamp => Some(self.timestamp(shape)),
            Kind::String => self.text(shape).map(Json::from),
            Kind::Enum(values) => {
                let at = self.rng.usize(..values.len().max(1));
                values.get(at).map(|value| Json::from(*value))
            }
            Kind::Blob => {
                let length = usize::try_from(shape.min_length.unwrap_or(8)).ok()?;
                let bytes: Vec<u8> = (0..length.min(1 << 16)).map(|_| self.rng.u8(..)).collect();
                Some(Json::from(aws_smithy_types::base64::encode(bytes)))
            }
            Kind::List => self.list(shape, steps, depth),
            Kind::Map => self.map(shape, steps, depth),
            Kind::Structure | Kind::Union => self.members(steps, depth + 1),
            Kind::Document => Some(serde_json::json!({ "document": [1, true, "text"] })),
        }
    }

    fn members(&mut self, steps: &[Step], depth: usize) -> Option<Json> {
        let schema = self.schema(steps)?;
        if depth > DEEPEST_REQUIRED {
            return None;
        }
        if schema.union {
            return self.variant(schema, steps, depth);
        }
        let mut object = Object::new();
        for member in schema.members {
            if depth > DEEPEST && !member.required {
                continue;
            }
            let steps = [steps, &[Step::Member(member.name)]].concat();
            match self.member(member, &steps, depth) {
                Some(value) => drop(object.insert(member.name.to_owned(), value)),
                None if member.required => return None,
                None => {}
            }
        }
        Some(Json::Object(object))
    }

    /// The first member, from a random one on, for which there is a value.
    fn variant(&mut self, schema: &'static Schema, steps: &[Step], depth: usize) -> Option<Json> {
        let first = self.rng.usize(..schema.members.len().max(1));
        let (before, after) = schema.members.split_at_checked(first)?;
        after.iter().chain(before).find_map(|member| {
            let steps = [steps, &[Step::Member(member.name)]].concat();
            let value = self.member(member, &steps, depth)?;
            let mut object = Object::new();
            object.insert(member.name.to_owned(), value);
            Some(Json::Object(object))
        })
    }

    fn list(&mut self, shape: &'static Shape, steps: &[Step], depth: usize) -> Option<Json> {
        let least = shape.min_length.unwrap_or(0);
        let items = shape.items?;
        let steps = [steps, &[Step::Item]].concat();
        let mut list: Vec<Json> = Vec::new();
        for _ in 0..length(shape) * 8 {
            if u64::try_from(list.len()).is_ok_and(|so_far| so_far >= length(shape)) {
                break;
            }
            match self.value(items, &steps, depth) {
                Some(item) if !shape.unique_items || !list.contains(&item) => list.push(item),
                Some(_) => {}
                None => break,
            }
        }
        (u64::try_from(list.len()).ok()? >= least).then_some(Json::Array(list))
    }

    fn map(&mut self, shape: &'static Shape, steps: &[Step], depth: usize) -> Option<Json> {
        let least = shape.min_length.unwrap_or(0);
        let steps = [steps, &[Step::Entry]].concat();
        let mut map = Object::new();
        for _ in 0..length(shape) * 8 {
            if u64::try_from(map.len()).is_ok_and(|so_far| so_far >= length(shape)) {
                break;
            }
            let key = match shape.keys {
                Some(Shape {
                    kind: Kind::Enum(values),
                    ..
                }) => {
                    let at = self.rng.usize(..values.len().max(1));
                    values.get(at).map(|key| (*key).to_owned())
                }
                Some(keys) => self.text(keys),
                None => None,
            };
            let (Some(key), Some(value)) = (key, self.value(shape.items?, &steps, depth)) else {
                break;
            };
            map.insert(key, value);
        }
        (u64::try_from(map.len()).ok()? >= least).then_some(Json::Object(map))
    }

    fn integer(&mut self, shape: &Shape) -> Option<Json> {
        let bound = |bound: Option<&str>| bound.and_then(|bound| bound.parse::<i64>().ok());
        let (min, max) = (bound(shape.min), bound(shape.max));
        let least = min.unwrap_or_else(|| max.map_or(1, |max| max.min(1)));
        // Within the least of the types that hold whole numbers.
        let most = max.unwrap_or(i64::MAX).min(least.saturating_add(99));
        (least <= most).then(|| Json::from(self.rng.i64(least..=most)))
    }

    fn float(&mut self, shape: &Shape) -> Option<Json> {
        let bound = |bound: Option<&str>| bound.and_then(|bound| bound.parse::<f64>().ok());
        let (min, max) = (bound(shape.min), bound(shape.max));
        let least = min.unwrap_or_else(|| max.map_or(1.0, |max| max.min(1.0)));
        let most = max.unwrap_or(f64::MAX).min(least + 99.0);
        // Quarters are the same in 32 bits.
        let quarters = ((most - least) * 4.0).floor().max(0.0);
        let value = least + (self.rng.f64() * quarters).floor() / 4.0;
        Number::from_f64(value).map(Json::Number)
    }

    fn timestamp(&mut self, shape: &'static Shape) -> Json {
        let seconds = 1_767_225_600 + self.rng.i64(0..31_536_000);
        let time = aws_smithy_types::DateTime::from_secs(seconds);
        json::of_value(View::Timestamp(&time), shape, Secrets::Shown, false)
    }

    fn text(&mut self, shape: &'static Shape) -> Option<String> {
        let least = usize::try_from(shape.min_length.unwrap_or(0)).ok()?;
        let most = usize::try_from(shape.max_length.unwrap_or(u64::MAX)).ok()?;
        let regex = shape.pattern.and_then(|pattern| pattern.regex);
        let Some(regex) = regex else {
            // The name of the shape, to be recognisable.
            let name = format!("{}-{:08x}", shape.name.to_lowercase(), self.rng.u32(..));
            let mut text: String = name.chars().rev().take(most).collect();
            text = text.chars().rev().collect();
            let missing = least.saturating_sub(text.len());
            text.extend(std::iter::repeat_n('x', missing));
            return Some(text);
        };
        let language = language(regex)?;
        language
            .text(least.max(1).min(most), most, &mut self.rng)
            .or_else(|| language.text(least, most, &mut self.rng))
    }

    /// The schema of the structure that `steps` lead to.
    fn schema(&self, steps: &[Step]) -> Option<&'static Schema> {
        // A member that nothing knows: a union without any would be none.
        let inner = serde_json::json!({ "?": 0 });
        let probe = steps.iter().rev().fold(inner, |inner, step| {
            let one =
                |key: &str, inner: Json| Json::Object(Object::from_iter([(key.to_owned(), inner)]));
            match step {
                Step::Member(name) => one(name, inner),
                Step::Item => Json::Array(vec![inner]),
                Step::Entry => one("key", inner),
            }
        });
        let mut root = (self.blank)();
        json::fill(&mut *root, &probe).ok()?;
        let mut found = None;
        follow(View::Structure(&*root), steps, &mut |view| {
            if let View::Structure(structure) = view {
                found = Some(structure.schema());
            }
        });
        found
    }
}

/// The number of items or entries: one, if the shape allows that.
fn length(shape: &Shape) -> u64 {
    let least = shape.min_length.unwrap_or(0).max(1);
    least
        .min(shape.max_length.unwrap_or(u64::MAX))
        .min(MOST_ITEMS)
}

fn follow(view: View<'_>, steps: &[Step], found: &mut dyn FnMut(View<'_>)) {
    let Some((step, rest)) = steps.split_first() else {
        return found(view);
    };
    match (step, view) {
        (Step::Member(name), View::Structure(structure)) => {
            let mut members = structure.schema().members.iter();
            let at = members.position(|member| member.name == *name);
            structure.members(&mut |values| {
                if let Some(value) = at.and_then(|at| values.get(at)) {
                    follow(value.view(), rest, found);
                }
            });
        }
        (Step::Item, View::List(list)) => follow(list.item(0), rest, found),
        (Step::Entry, View::Map(map)) => map.each(&mut |_, value| follow(value, rest, found)),
        _ => {}
    }
}

/// The language of a pattern, computed once per process.
fn language(regex: &'static str) -> Option<Arc<Language>> {
    type Known = HashMap<&'static str, Option<Arc<Language>>>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let language = known.entry(regex);
    language
        .or_insert_with(|| Language::of(regex).map(Arc::new))
        .clone()
}
