//! What a package of botocore says about itself, and the files of it that the project vendors.
//!
//! A wheel lists the SHA-256 of each of its files, which are checked:
//! <https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file>.
//!
//! Never here: where the files go.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use smithwright_codegen::manifest::{PackageFile, is_version};
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::{LICENCES, Package};

use super::models::unpacked;
use super::packages::{self, Unpacked};

/// The folder of the models in a package, from its root or from that of the sources.
const DATA: &str = "botocore/data/";

/// The files of a package that are `wanted`, by their paths in its folder of models.
pub(super) fn package(
    path: &Path,
    bytes: &[u8],
    wanted: &BTreeSet<String>,
) -> Result<Package, Problems> {
    let kind = packages::Package::of(path).ok_or_else(|| {
        let what = "it is no package of botocore";
        Problem::new(path, "", what, "name a wheel or a source distribution")
    })?;
    let is_model = |path: &Path| model(path).is_some_and(|model| wanted.contains(&model));
    let is_wanted = |path: &Path| is_model(path) || licence(path).is_some() || is_record(path);
    let found = packages::unpack(path, kind, bytes, &is_wanted)?;
    let (name, version) = name_and_version(path, &found)?;
    if kind == packages::Package::Wheel {
        check_record(path, &found)?;
    }
    let mut package = Package {
        name,
        version,
        released: found.newest.map(|date| date.to_string()),
        file: path.file_name().map(|name| PackageFile {
            name: name.to_string_lossy().into_owned(),
            sha256: format!("{:x}", Sha256::digest(bytes)),
        }),
        folders: found.paths.iter().filter_map(|path| folder(path)).collect(),
        ..Package::default()
    };
    let mut problems = Problems::default();
    for (inside, bytes) in found.files {
        if let Some(name) = licence(&inside) {
            package.licences.insert(name.to_owned(), bytes);
        } else if let Some(model) = model(&inside) {
            let is_packed = inside.extension().is_some_and(|ending| ending == "gz");
            let bytes = if is_packed {
                unpacked(&inside, &bytes)
            } else {
                Ok(bytes)
            };
            package
                .models
                .extend(problems.keep(bytes).map(|bytes| (model, bytes)));
        }
    }
    problems.finish(package)
}

/// The path in the folder of models, of files that are in it.
fn model(path: &Path) -> Option<String> {
    let path = path.to_str()?.replace('\\', "/");
    let (before, inside) = path.split_once(DATA)?;
    // A source distribution has all of it in a folder.
    if !before.is_empty() && (!before.ends_with('/') || before.matches('/').count() > 1) {
        return None;
    }
    Some(inside.strip_suffix(".gz").unwrap_or(inside).to_owned())
}

/// `SERVICE/VERSION`, of files in such a folder.
fn folder(path: &Path) -> Option<String> {
    let inside = model(path)?;
    let (folder, _) = inside.rsplit_once('/')?;
    folder.contains('/').then(|| folder.to_owned())
}

/// The name that a licence or notice has in the folder of models.
fn licence(path: &Path) -> Option<&'static str> {
    let mut folders = path
        .iter()
        .rev()
        .skip(1)
        .map(|folder| folder.to_string_lossy());
    let is_info = |folder: &str| folder.ends_with(".dist-info") || folder.starts_with("botocore-");
    // A folder `licenses` came with https://peps.python.org/pep-0639/.
    let is_beside = match folders.next() {
        Some(folder) if folder == "licenses" => {
            folders.next().is_some_and(|folder| is_info(&folder))
        }
        Some(folder) => is_info(&folder) && folders.next().is_none(),
        None => false,
    };
    let stem = path.file_stem()?.to_str()?;
    LICENCES.into_iter().find(|name| is_beside && *name == stem)
}

fn is_record(path: &Path) -> bool {
    path.ends_with("RECORD") && info_folder(path).is_some()
}

/// `botocore-1.44.5`, of files in the folder of metadata or in a source distribution.
fn info_folder(path: &Path) -> Option<&str> {
    let folder = path.iter().next()?.to_str()?;
    let name = folder.strip_suffix(".dist-info").unwrap_or(folder);
    name.contains('-').then_some(name)
}

fn name_and_version(path: &Path, found: &Unpacked) -> Result<(String, String), Problem> {
    let named = found
        .paths
        .iter()
        .find_map(|path| info_folder(path)?.split_once('-'));
    match named {
        Some(("botocore", version)) if is_version(version) => {
            Ok(("botocore".to_owned(), version.to_owned()))
        }
        Some(("botocore", version)) => {
            let what = format!("the package calls itself version `{version}`, which is none");
            Err(Problem::new(path, "", what, "fetch the package again"))
        }
        other => {
            let other = other.map_or("without a name", |(name, _)| name);
            let what = format!("the package is {other}, and not botocore");
            Err(Problem::new(path, "", what, "name a package of botocore"))
        }
    }
}

/// Holds every file against the list of the wheel.
fn check_record(path: &Path, found: &Unpacked) -> Result<(), Problems> {
    let fix = "fetch the package again";
    let record = found.files.iter().find(|(path, _)| is_record(path));
    let Some((record_path, record)) = record else {
        return Err(Problem::new(path, "", "it has no RECORD of its files", fix).into());
    };
    let record = String::from_utf8_lossy(record);
    let lines = record.lines().filter_map(|line| {
        let mut parts = line.rsplitn(3, ',').skip(1);
        let digest = parts.next()?.strip_prefix("sha256=")?;
        Some((PathBuf::from(parts.next()?), digest))
    });
    let digests: BTreeMap<PathBuf, &str> = lines.collect();
    let others = found.files.iter().filter(|(path, _)| path != record_path);
    let wrong = others.filter_map(|(inside, bytes)| {
        let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        let what = match digests.get(inside) {
            Some(listed) if *listed == digest => return None,
            Some(listed) => format!("its SHA-256 is {digest}, and RECORD says {listed}"),
            None => "RECORD does not list it".to_owned(),
        };
        Some(Problem::new(path, inside.display().to_string(), what, fix))
    });
    Problems(wrong.collect()).finish(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_say_what_files_are() {
        let model = |path: &str| model(Path::new(path));
        let service = Some("a/2020-01-01/service-2.json".to_owned());
        assert_eq!(
            model("botocore/data/a/2020-01-01/service-2.json.gz"),
            service
        );
        assert_eq!(
            model("botocore-1.2.3/botocore/data/a/2020-01-01/service-2.json"),
            service
        );
        assert_eq!(
            model("botocore-1.2.3/tests/botocore/data/partitions.json"),
            None
        );
        assert_eq!(model("xbotocore/data/partitions.json"), None);
        assert_eq!(folder(Path::new("botocore/data/partitions.json")), None);
        let licence = |path: &str| licence(Path::new(path));
        assert_eq!(
            licence("botocore-1.2.3.dist-info/LICENSE.txt"),
            Some("LICENSE")
        );
        assert_eq!(
            licence("botocore-1.2.3.dist-info/licenses/NOTICE"),
            Some("NOTICE")
        );
        assert_eq!(licence("botocore-1.2.3/NOTICE"), Some("NOTICE"));
        assert_eq!(licence("botocore/vendored/LICENSE"), None);
        assert_eq!(licence("botocore-1.2.3/vendored/LICENSE"), None);
    }
}
