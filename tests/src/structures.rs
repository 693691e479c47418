//! Every structure of the generated crates, by its type: inputs, outputs, errors, and what they hold.
//!
//! Never here: what is tested of them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use smithwright_runtime::validation::{self, Validation};
use smithwright_runtime::value::Structure;

/// A structure of a generated crate, and what it can do whatever it is.
#[derive(Debug, Clone, Copy)]
pub struct Generated {
    /// The crate.
    pub service: &'static str,
    /// The path of the type.
    pub path: &'static str,
    /// One with nothing set.
    pub blank: fn() -> Box<dyn Structure>,
    /// Its `validate` method; for a value that [`Self::blank`] gave.
    pub validate: fn(&dyn Structure, Validation) -> validation::Result,
    /// Reads it with `serde`, and writes it again.
    pub through_serde: fn(&Json) -> Result<Json, serde_json::Error>,
}

macro_rules! structure {
    ($service:ident, $path:path) => {
        Generated {
            service: stringify!($service),
            path: stringify!($path),
            blank: || Box::new(<$path>::default()),
            validate: |structure, level| typed::<$path>(structure).validate(level),
            through_serde: through_serde::<$path>,
        }
    };
}

/// All of them, in the order of their paths.
pub static ALL: &[Generated] = &include!(concat!(env!("OUT_DIR"), "/structures.rs"));

fn typed<T: 'static>(structure: &dyn Structure) -> &T {
    let structure: &dyn std::any::Any = structure;
    structure
        .downcast_ref()
        .expect("a value of the same structure")
}

fn through_serde<T: Serialize + DeserializeOwned>(
    stated: &Json,
) -> Result<Json, serde_json::Error> {
    serde_json::to_value(T::deserialize(stated)?)
}
