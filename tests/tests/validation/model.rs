//! The tables that validation walks say what the models say, read here without the generator; and what a model
//! requires of an answer can be asked for.
//!
//! Never here: values.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};
use smithwright_runtime::schema::{Kind, Shape};
use tests::models;
use tests::structures::{self, Generated};
use tests::workspace;

/// The shapes of a service, as botocore writes them.
struct Model(Map<String, Json>);

impl Model {
    /// How many constraints the two have, which are the same.
    fn compare(&self, name: &Json, shape: &Shape) -> usize {
        let name = name.as_str().expect("the name of a shape");
        let model = &self.0[name];
        if shape.kind == Kind::Structure {
            return 0;
        }
        assert_eq!(shape.name, name);
        let is_number = matches!(shape.kind, Kind::Integer | Kind::Float);
        let number = |bound: Option<&str>| bound.map(|bound| bound.parse::<f64>().expect(name));
        let length = |length: Option<u64>| length.map(|length| length.to_string());
        let bounds = [
            ("min", number(shape.min), length(shape.min_length)),
            ("max", number(shape.max), length(shape.max_length)),
        ];
        let mut count = 0;
        for (key, value, length) in bounds {
            let stated = model.get(key);
            let (as_number, as_length) = if is_number {
                (stated.and_then(Json::as_f64), None)
            } else {
                (None, stated.map(Json::to_string))
            };
            assert_eq!((value, length), (as_number, as_length), "{key} of {name}");
            count += usize::from(stated.is_some());
        }
        let pattern = shape.pattern.map(|pattern| pattern.model);
        // What these are takes tables of Unicode, which the runtime's regular expressions do without. Here
        // they may be there, because other crates ask for them.
        let regex = shape
            .pattern
            .and_then(|pattern| pattern.regex)
            .unwrap_or_default();
        let regex = regex.to_ascii_lowercase();
        let mut classes = [r"\d", r"\s", r"\w", r"\p"].into_iter();
        let class = classes.find(|class| regex.contains(class));
        assert_eq!(class, None, "{name}: {regex}");
        let values: Option<BTreeSet<_>> = match shape.kind {
            Kind::Enum(values) => Some(values.iter().copied().collect()),
            _ => None,
        };
        let stated = model.get("enum").and_then(Json::as_array);
        let stated = stated.map(|values| values.iter().filter_map(Json::as_str).collect());
        assert_eq!(values, stated, "{name}");
        count += usize::from(pattern.is_some()) + usize::from(values.is_some());
        for (key, inner) in [
            ("member", shape.items),
            ("value", shape.items),
            ("key", shape.keys),
        ] {
            if let (Some(inner), Some(stated)) = (inner, model.get(key)) {
                count += self.compare(&stated["shape"], inner);
            }
        }
        count
    }
}

#[test]
fn tables_say_what_the_models_say() {
    let mut count = 0;
    for service in ["gamelift", "gameliftstreams"] {
        let model = Model(models::shapes(service));
        let mut seen = BTreeSet::new();
        let all = structures::ALL.iter();
        for structure in all.filter(|structure| structure.service == service) {
            let blank = (structure.blank)();
            let schema = blank.schema();
            seen.insert(schema.name);
            let Some(stated) = model.0.get(schema.name) else {
                // An operation without an output in the model has one in Rust all the same.
                assert!(schema.members.is_empty(), "{} is no shape", schema.name);
                continue;
            };
            let empty = Json::Array(Vec::new());
            let required = stated.get("required").unwrap_or(&empty);
            let required = required.as_array().expect("a list");
            let ours = schema.members.iter().filter(|member| member.required);
            assert_eq!(ours.count(), required.len(), "{}", schema.name);
            for member in schema.members {
                let is_required = required.iter().any(|name| name == member.name);
                assert_eq!(
                    member.required, is_required,
                    "{}.{}",
                    schema.name, member.name
                );
                count += usize::from(is_required);
                let stated = &stated["members"][member.name]["shape"];
                count += model.compare(stated, member.shape);
            }
        }
        let shapes = model.0.iter();
        let structures = shapes.filter(|(_, shape)| shape["type"] == "structure");
        let unseen = structures.filter(|(name, _)| !seen.contains(name.as_str()));
        assert_eq!(unseen.map(|(name, _)| name).collect::<Vec<_>>(), [""; 0]);
    }
    println!("{count} constraints at members, the same in tables and models");
    assert!(count > 2000, "{count}");
}

/// Where a required member of an output, an error or what they hold is an `Option`.
#[test]
fn what_answers_may_lack_can_be_required() {
    for service in ["gamelift", "gameliftstreams"] {
        let api = workspace::read(format!("generated/{service}/api.txt"));
        // Of what an operation takes alone; a type may be called so as well.
        let is_input = |path: &str| path.contains("::operation::") && path.ends_with("Input");
        let has = |item: String| api.lines().any(|line| line.starts_with(&item));
        let all = structures::ALL.iter();
        let read = all.filter(|one| one.service == service && !is_input(one.path));
        let mut expected = Vec::new();
        for Generated { path, blank, .. } in read {
            let blank = blank();
            let schema = blank.schema();
            for (member, field) in schema.members.iter().zip(schema.fields) {
                if member.required && has(format!("{path}::{field}: Option<")) {
                    let method = field.trim_start_matches("r#");
                    expected.push(format!("{path}::require_{method}(&self)"));
                }
            }
        }
        let methods = api.lines().filter(|line| line.contains("::require_"));
        println!("{service}: {} members can be required", expected.len());
        assert_eq!(methods.count(), expected.len(), "{expected:#?}");
        assert!(expected.iter().all(|method| has(method.clone())));
    }
}
