//! Every structure of both models, errors included, with all of its members: what the model says is read, and
//! written as it was.
//!
//! Never here: values that a table made; these come from the model itself.

use serde_json::{Map, Value as Json, json};
use tests::models;
use tests::structures::{self, Generated};

/// The shapes of a service, as botocore writes them.
struct Model(Map<String, Json>);

/// How deep structures are filled: one that contains itself has to end.
const DEEPEST: usize = 8;

impl Model {
    /// A value of the shape, with all that it can have.
    fn value(&self, name: &Json, depth: usize) -> Json {
        let shape = &self.0[name.as_str().expect("the name of a shape")];
        let inner = |key: &str| self.value(&shape[key]["shape"], depth + 1);
        match shape["type"].as_str().expect("a type") {
            "structure" => self.structure(shape, depth),
            "list" => json!([inner("member")]),
            "map" => Json::Object(Map::from_iter([(
                inner("key").as_str().expect("a key is text").to_owned(),
                inner("value"),
            )])),
            "string" => shape["enum"]
                .get(0)
                .cloned()
                .unwrap_or_else(|| json!("te xt\u{e9}")),
            "boolean" => json!(true),
            "integer" | "long" => json!(7),
            "float" | "double" => json!(0.125),
            "timestamp" => json!(1_700_000_000.5),
            "blob" => json!("AAEC/w=="),
            other => panic!("{name} is of the type {other}"),
        }
    }

    fn structure(&self, shape: &Json, depth: usize) -> Json {
        assert!(depth < DEEPEST, "{shape}");
        let members = shape["members"].as_object().into_iter().flatten();
        let members =
            members.map(|(name, member)| (name.clone(), self.value(&member["shape"], depth + 1)));
        Json::Object(members.collect())
    }
}

#[test]
fn is_read_and_written() {
    let (mut count, mut errors) = (0, 0);
    for service in ["gamelift", "gameliftstreams"] {
        let model = Model(models::shapes(service));
        let all = structures::ALL.iter();
        for one in all.filter(|one| one.service == service) {
            let Generated {
                path,
                blank,
                through_serde,
                ..
            } = one;
            let schema = blank().schema();
            let stated = match model.0.get(schema.name) {
                Some(shape) => model.structure(shape, 0),
                // An operation without an output in the model has one in Rust all the same.
                None => json!({}),
            };
            let members = stated.as_object().map(Map::len);
            assert_eq!(members, Some(schema.members.len()), "{path}");
            let written = through_serde(&stated).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(written, stated, "{path}");
            count += 1;
            errors += usize::from(path.contains("::types::error::"));
        }
    }
    println!("{count} structures through serde, {errors} of them errors");
    assert!(errors > 0);
}
