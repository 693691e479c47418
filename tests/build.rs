//! Lists the generated operations and structures by their types, for tests that cannot do with their tables
//! alone.
//!
//! A list that people kept would have to grow with every update of a model.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const CRATES: [&str; 2] = ["gamelift", "gameliftstreams"];

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder for the output")?;
    fs::write(Path::new(&folder).join("operations.rs"), operations()?)?;
    fs::write(Path::new(&folder).join("structures.rs"), structures()?)?;
    Ok(())
}

/// One `round_trip!` an operation.
fn operations() -> Result<String> {
    list("src/operation.rs", "round_trip", |line| {
        let (name, rest) = line.trim().split_once(" in ")?;
        let (module, _) = rest.split_once(", _")?;
        Some(format!("operation::{module}::{name}"))
    })
}

/// One `structure!` for everything that can be validated: inputs, outputs, errors, and what they hold.
fn structures() -> Result<String> {
    list("api.txt", "structure", |line| {
        let (path, _) = line.split_once("::validate(&self, ")?;
        path.split_once("::").map(|(_, path)| path.to_owned())
    })
}

/// A macro call for each line of a generated file, of all crates, that `path` finds something in.
fn list(file: &str, macro_name: &str, path: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut list = String::from("[\n");
    for name in CRATES {
        let file = format!("../generated/{name}/{file}");
        println!("cargo::rerun-if-changed={file}");
        for path in fs::read_to_string(&file)?.lines().filter_map(&path) {
            writeln!(list, "{macro_name}!({name}, {name}::{path}),")?;
        }
    }
    list.push_str("]\n");
    Ok(list)
}
