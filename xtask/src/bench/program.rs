//! `cargo xtask bench compile --only program`: what a program that makes one call costs as a whole.
//!
//! Never here: what single crates cost ([`super::compile`]).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::cargo::{Error, artifacts, output_of, target_folder};
use super::cpu;
use crate::status::Status;
use crate::{print, workspace};

/// The program, in which `client` is the crate.
const MAIN: &str = include_str!("../../../bench/one_call/main.rs");

/// The unstable profile option that leaves out what is not used.
const HINT: &str = "hint-mostly-unused";

/// A program, and what was measured of it.
struct Side {
    label: &'static str,
    /// How the manifest asks for the client.
    dependency: String,
    /// What is compiled again: client, runtime and program.
    packages: &'static [&'static str],
    hints: bool,
}

/// What a program costs.
struct Cost {
    /// User CPU of everything, from an empty folder.
    clean: Duration,
    /// The same of what is not shared with other programs, its dependencies built before.
    own: Duration,
    /// The size of the stripped program.
    bytes: u64,
}

/// Measures all programs, and prints their table.
pub(super) fn run(status: &mut Status) -> Result<(), Error> {
    let crates =
        workspace::folder("generated").map_err(|problem| Error::new("generated", problem))?;
    // The manifest of the program stands elsewhere.
    let crates =
        std::path::absolute(&crates).map_err(|error| Error::new(crates.display(), error))?;
    let official = "package = \"aws-sdk-gamelift\", version = \"=1.137.0\"";
    let sides = [
        Side {
            label: "gamelift",
            dependency: format!(
                "package = \"gamelift\", path = \"{}\"",
                crates.join("gamelift").display()
            ),
            packages: &["gamelift", "smithwright-runtime", "program"],
            hints: false,
        },
        Side {
            label: "aws-sdk-gamelift",
            dependency: official.to_owned(),
            packages: &["aws-sdk-gamelift", "program"],
            hints: false,
        },
        Side {
            label: "the same, hint-mostly-unused",
            dependency: official.to_owned(),
            packages: &["aws-sdk-gamelift", "program"],
            hints: true,
        },
    ];
    print::line("a program with one call, release, default features, stripped");
    print::line(&line("user CPU", "own crates", "from clean", "size"));
    for side in &sides {
        status.show(&format!("program: {}", side.label));
        let cost = measure(side)?;
        status.clear();
        print::line(&line(
            side.label,
            &seconds(cost.own),
            &seconds(cost.clean),
            &format!("{:.2} MB", megabytes(cost.bytes)),
        ));
    }
    Ok(())
}

fn line(name: &str, own: &str, clean: &str, size: &str) -> String {
    format!("{name:<30} {own:>12} {clean:>12} {size:>10}")
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[allow(clippy::cast_precision_loss, reason = "far from the limits of a float")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn measure(side: &Side) -> Result<Cost, Error> {
    let folder = target_folder()
        .join("program")
        .join(side.label.replace([' ', ','], "-"));
    write(side, &folder)?;
    // Whatever is to be downloaded is not measured.
    output_of(&mut cargo(&folder, "fetch", side))?;
    let built = folder.join("target");
    if built.exists() {
        fs::remove_dir_all(&built).map_err(|error| Error::new(built.display(), error))?;
    }
    let (clean, bytes) = build(&folder, side)?;
    let mut remove = cargo(&folder, "clean", side);
    remove.arg("--release");
    for package in side.packages {
        remove.args(["--package", package]);
    }
    output_of(&mut remove)?;
    let (own, _) = build(&folder, side)?;
    Ok(Cost { clean, own, bytes })
}

/// Builds the program: its user CPU, and how large it is.
fn build(folder: &Path, side: &Side) -> Result<(Duration, u64), Error> {
    let before = cpu::of_children()?;
    let mut build = cargo(folder, "build", side);
    build.args(["--release", "--message-format", "json-render-diagnostics"]);
    let output = output_of(&mut build)?;
    let cpu = cpu::of_children()?.saturating_sub(before);
    let artifacts = artifacts(&output);
    let mut programs = artifacts
        .iter()
        .filter_map(|one| one["executable"].as_str());
    let program = programs.next().map(PathBuf::from);
    let program = program.ok_or_else(|| Error::new(side.label, "cargo built no program"))?;
    let file = fs::metadata(&program).map_err(|error| Error::new(program.display(), error))?;
    Ok((cpu, file.len()))
}

fn cargo(folder: &Path, subcommand: &str, side: &Side) -> Command {
    let mut cargo = workspace::cargo();
    cargo.arg(subcommand);
    if side.hints {
        cargo
            .arg(format!("-Zprofile-{HINT}"))
            .env("RUSTC_BOOTSTRAP", "1");
    }
    cargo
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

fn write(side: &Side, folder: &Path) -> Result<(), Error> {
    let hint = if side.hints {
        format!("\n[profile.release.package.aws-sdk-gamelift]\n{HINT} = true\n")
    } else {
        String::new()
    };
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nclient = {{ {} }}\ntokio = {{ version = \"1\", features = [\"rt\"] }}\n\n\
         [profile.release]\nstrip = true\n{hint}",
        side.dependency
    );
    let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", MAIN)];
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Error::new(path.display(), error))?;
    }
    // The same versions for all sides, but for what only the whole program needs.
    let lock = workspace::folder("bench").map_err(|problem| Error::new("bench", problem))?;
    let lock = lock.join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock"))
        .map(drop)
        .map_err(|error| Error::new(lock.display(), error))
}
