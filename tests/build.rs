//! Lists the generated operations by their types, for tests that cannot do with their tables alone.
//!
//! A list that people kept would have to grow with every update of a model.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const CRATES: [&str; 2] = ["gamelift", "gameliftstreams"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut list = String::from("[\n");
    for name in CRATES {
        let path = format!("../generated/{name}/src/operation.rs");
        println!("cargo::rerun-if-changed={path}");
        for line in fs::read_to_string(&path)?.lines() {
            if let Some(operation) = line.trim().strip_suffix("::DESCRIPTOR,") {
                writeln!(list, "round_trip!({name}, {name}::operation::{operation}),")?;
            }
        }
    }
    list.push_str("]\n");
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder for the output")?;
    fs::write(Path::new(&folder).join("operations.rs"), list)?;
    Ok(())
}
