//! How long it takes to compare two models, from their texts to what the terminal shows: every model of the data
//! folder with every other of its service, in both directions.
//!
//! `cargo xtask bench diff` runs it. It prints what it measured, and judges nothing.

use std::env;
use std::fs;
use std::hint::black_box;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use smithwright_codegen::diff::{Revision, diff, view};
use smithwright_codegen::load::Documents;
use smithwright_codegen::manifest;

/// How often each pair is compared, unless the command line says so.
const ROUNDS: usize = 5;

/// How long any pair may take.
const TARGET: Duration = Duration::from_millis(100);

/// How many of the slowest pairs are shown.
const SHOWN: usize = 10;

/// A model, unpacked and not yet read.
struct Model {
    name: String,
    text: String,
    service: String,
}

/// What one pair took.
struct Measured<'m> {
    old: &'m Model,
    new: &'m Model,
    facts: usize,
    median: Duration,
    least: Duration,
}

fn main() {
    let Some(data) = env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: diff: SMITHWRIGHT_DATA is not set");
        return;
    };
    // Cargo adds `--bench`.
    let rounds = env::args().find_map(|argument| argument.parse().ok());
    let rounds = rounds.unwrap_or(ROUNDS).max(1);
    let settings = settings();
    let models = models(&Path::new(&data).join("model-history"));
    let pairs = models
        .iter()
        .flat_map(|old| models.iter().map(move |new| (old, new)));
    let pairs = pairs.filter(|(old, new)| old.service == new.service && old.name != new.name);
    let measured = pairs.map(|(old, new)| measure(old, new, &settings, rounds));
    let mut measured: Vec<_> = measured.collect();
    measured.sort_by_key(|pair| std::cmp::Reverse(pair.median));
    print(&measured, rounds);
}

fn print(measured: &[Measured<'_>], rounds: usize) {
    println!("reading both, comparing, showing as text: {rounds} rounds a pair");
    println!("{:>9} {:>9} {:>6}  pair", "median", "least", "facts");
    for pair in measured.iter().take(SHOWN) {
        let (median, least) = (pair.median.as_secs_f64(), pair.least.as_secs_f64());
        println!(
            "{:>6.1} ms {:>6.1} ms {:>6}  {} -> {}",
            median * 1e3,
            least * 1e3,
            pair.facts,
            pair.old.name,
            pair.new.name
        );
    }
    let slow = measured.iter().filter(|pair| pair.median >= TARGET).count();
    let (all, target) = (measured.len(), TARGET.as_millis());
    let met = if slow == 0 { "met" } else { "missed" };
    println!("{all} pairs, {slow} of them {target} ms or more: the target is {met}");
}

fn measure<'m>(
    old: &'m Model,
    new: &'m Model,
    settings: &[manifest::Service],
    rounds: usize,
) -> Measured<'m> {
    let mut facts = 0;
    let mut times: Vec<_> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            let (was, is) = (read(old, settings), read(new, settings));
            let changes = diff(&was, &is);
            black_box(view::text(&changes, view::Colours::On));
            facts = changes.facts.len();
            start.elapsed()
        })
        .collect();
    times.sort();
    Measured {
        old,
        new,
        facts,
        median: times[rounds / 2],
        least: times[0],
    }
}

fn read(model: &Model, settings: &[manifest::Service]) -> Revision {
    let documents = Documents::of(Path::new("service-2.json"), &model.text);
    let revision = Revision::read(model.name.as_str(), &documents).expect("a model");
    revision.with_settings(settings)
}

fn settings() -> Vec<manifest::Service> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/services.toml");
    let text = fs::read_to_string(path).expect("services.toml");
    manifest::parse(Path::new("services.toml"), &text).expect("a manifest")
}

/// The models of a folder, in the order of their names: `gamelift-1.6.3.json.gz`.
fn models(folder: &Path) -> Vec<Model> {
    let entries = fs::read_dir(folder).expect("the folder of old models");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let models = paths.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(".json.gz")?;
        let mut text = String::new();
        let packed = fs::File::open(path).expect("a model");
        GzDecoder::new(packed)
            .read_to_string(&mut text)
            .expect("a text");
        Some(Model {
            service: name.split('-').next()?.to_owned(),
            name: name.to_owned(),
            text,
        })
    });
    models.collect()
}
