//! Packages of botocore, from the Python package index or from the cache.
//!
//! A package stands in the cache under its SHA-256, which is checked every time; beside it stands which
//! version has which.
//!
//! Never here: what the index says ([`super::index`]), and what is in a package ([`super::packages`]).

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use smithwright_codegen::manifest::is_version;
use smithwright_codegen::problem::{Problem, Problems};

use super::index::{self, INDEX, Listed};
use super::models::Models;
use super::packages::{self, Package};
use super::versions::{Version, numbers};
use crate::print;

/// The models of some services in one version of botocore.
pub(super) fn read(
    label: &str,
    version: &str,
    wanted: &[String],
    is_offline: bool,
) -> Result<Models, Problems> {
    let (name, bytes) = fetch(version, is_offline)?;
    let path = Path::new(&name);
    let package = Package::of(path).unwrap_or(Package::Wheel);
    packages::read(label, path, package, &bytes, wanted)
}

/// The models of all services in one version of botocore.
pub(super) fn read_all(version: &str, is_offline: bool) -> Result<Models, Problems> {
    let (name, bytes) = fetch(version, is_offline)?;
    let path = Path::new(&name);
    let package = Package::of(path).unwrap_or(Package::Wheel);
    packages::read_all(&format!("botocore:{version}"), path, package, &bytes)
}

/// The package of a version, with its name.
pub(super) fn fetch(version: &str, is_offline: bool) -> Result<(String, Vec<u8>), Problem> {
    let cache = cache();
    match cached(&cache, version)? {
        Some(found) => Ok(found),
        None if is_offline => {
            let what = format!("botocore {version} is not in {}", cache.display());
            let fix = "leave out --offline once, or name a version that is there";
            Err(Problem::new(format!("botocore:{version}"), "", what, fix))
        }
        None => fetched(&cache, version),
    }
}

/// The newest version: of the index, or of those in the cache.
pub(super) fn newest(is_offline: bool) -> Result<String, Problem> {
    let problem = |what: String, fix: &str| Problem::new("botocore", "", what, fix);
    if is_offline {
        let cache = cache();
        let versions = in_cache(&cache);
        let versions = versions.iter().map(|(version, _)| version.as_str());
        return greatest(versions).ok_or_else(|| {
            let what = format!("there is no version of it in {}", cache.display());
            problem(what, "leave out --offline once")
        });
    }
    let fix = "try again, or hand over a package with --from";
    let files = index::listed().map_err(|error| problem(format!("{INDEX}: {error}"), fix))?;
    let files = files.iter().filter(|file| !file.is_yanked);
    greatest(files.filter_map(Listed::version))
        .ok_or_else(|| problem(format!("{INDEX} lists no version of it"), fix))
}

/// Every version that is numbers alone, the oldest first: of the index, or of those in the cache.
pub(super) fn versions(is_offline: bool) -> Result<Vec<Version>, Problem> {
    let named: Vec<_> = if is_offline {
        in_cache(&cache())
    } else {
        let files = index::listed().map_err(|error| {
            let what = format!("{INDEX}: {error}");
            let fix = "try again, or name a folder of models with --models";
            Problem::new("botocore", "", what, fix)
        })?;
        let files = files.iter().filter(|file| !file.is_yanked);
        let named = files.filter_map(|file| Some((file.version()?.to_owned(), file.date.clone())));
        named.collect()
    };
    let versions = named.into_iter().filter_map(|(name, date)| {
        let input = format!("botocore:{name}");
        Version::new(name, date, input)
    });
    let mut versions: Vec<_> = versions.collect();
    versions.sort();
    versions.dedup_by(|a, b| a.name == b.name);
    Ok(versions)
}

/// The versions in the cache, with the days on which they were published, where these are known.
fn in_cache(cache: &Path) -> Vec<(String, Option<String>)> {
    let names = fs::read_dir(cache).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let versions = names.filter_map(|name| {
        let version = name.strip_prefix("botocore-")?.strip_suffix(".sha256")?;
        if !is_version(version) {
            return None;
        }
        let note = fs::read_to_string(cache.join(&name)).unwrap_or_default();
        let date = note.lines().nth(1).filter(|day| index::is_day(day));
        let date = date.map(str::to_owned);
        Some((version.to_owned(), date))
    });
    versions.collect()
}

/// The greatest of the versions that are numbers: the others are not for everybody.
fn greatest<'v>(versions: impl Iterator<Item = &'v str>) -> Option<String> {
    let numbers = versions.filter_map(|version| Some((numbers(version)?, version)));
    numbers.max().map(|(_, version)| version.to_owned())
}

/// The newer of two versions.
pub(super) fn newer<'v>(one: &'v str, other: &'v str) -> &'v str {
    let is_newer = numbers(other).is_some_and(|other| Some(other) > numbers(one));
    if is_newer { other } else { one }
}

/// The folder of the cache.
fn cache() -> PathBuf {
    if let Some(cache) = env::var_os("SMITHWRIGHT_CACHE") {
        return cache.into();
    }
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(home);
    base.unwrap_or_else(env::temp_dir).join("smithwright")
}

/// A package out of the cache, with its name; `None` where it is not there, or is not what it was.
fn cached(cache: &Path, version: &str) -> Result<Option<(String, Vec<u8>)>, Problem> {
    let Ok(note) = fs::read_to_string(cache.join(note_of(version)?)) else {
        return Ok(None);
    };
    // The day of publication stands in the second line, where the index says it.
    let line = note.lines().next().unwrap_or_default();
    let Some((sha256, name)) = line.trim().split_once("  ") else {
        return Ok(None);
    };
    let is_digest = sha256.len() == 64 && sha256.chars().all(|c| c.is_ascii_hexdigit());
    let bytes = fs::read(cache.join(sha256)).ok().filter(|_| is_digest);
    let bytes = bytes.filter(|bytes| digest(bytes) == sha256);
    Ok(bytes.map(|bytes| (name.to_owned(), bytes)))
}

/// The file that says which package a version is.
fn note_of(version: &str) -> Result<String, Problem> {
    if !is_version(version) {
        let what = format!("`{version}` is not a version of botocore");
        return Err(Problem::new("botocore", "", what, "write it like `1.44.5`"));
    }
    Ok(format!("botocore-{version}.sha256"))
}

/// A package from the index, which is in the cache from then on.
fn fetched(cache: &Path, version: &str) -> Result<(String, Vec<u8>), Problem> {
    let problem = |what: String| Problem::new(format!("botocore:{version}"), "", what, "try again");
    let files = index::listed().map_err(|error| problem(format!("{INDEX}: {error}")))?;
    let Some(file) = index::choose(files, version) else {
        let used = files.iter().filter(|file| !file.is_yanked);
        let newest = greatest(used.filter_map(Listed::version)).unwrap_or_default();
        let what = "PyPI has no such version".to_owned();
        let fix = format!("choose another; the newest is {newest}");
        return Err(Problem::new(format!("botocore:{version}"), "", what, fix));
    };
    let bytes = index::get(&file.url, index::OF_PACKAGE)
        .map_err(|error| problem(format!("{}: {error}", file.url)))?;
    let actual = digest(&bytes);
    if actual != file.sha256 {
        let what = format!(
            "its SHA-256 is {actual}, and the index says {}",
            file.sha256
        );
        return Err(problem(what));
    }
    let date = file.date.iter().map(|date| format!("{date}\n"));
    let note = format!("{actual}  {}\n{}", file.name, date.collect::<String>());
    let note_path = cache.join(note_of(version)?);
    let kept = folder_of_cache(cache)
        .and_then(|()| put(&cache.join(&actual), &bytes))
        .and_then(|()| put(&note_path, note.as_bytes()));
    if let Err(error) = kept {
        let cache = cache.display();
        print::tell(&format!("warning: {cache} cannot be written: {error}"));
    }
    Ok((file.name.clone(), bytes))
}

/// Makes the folder of the cache, which is nobody else's.
fn folder_of_cache(cache: &Path) -> io::Result<()> {
    if fs::symlink_metadata(cache).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(io::Error::other(
            "it is a link; name the folder itself in SMITHWRIGHT_CACHE",
        ));
    }
    fs::create_dir_all(cache)
}

/// Puts a file in its place whole. A link there is replaced, and not followed.
fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.persist(path)?;
    Ok(())
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_the_greatest_that_is_not_yanked() {
        let page = format!(
            "{}<a href=\"https://f/botocore-1.9.0.tar.gz#sha256=dd\">x</a>\
            <a href=\"https://f/botocore-1.10.0-py3-none-any.whl#sha256=ee\">x</a>\
            <a href=\"https://f/botocore-1.50.0rc1.tar.gz#sha256=ff\">x</a>\
            <a data-yanked=\"broken\" href=\"https://f/botocore-1.60.0.tar.gz#sha256=00\">x</a>",
            index::tests::PAGE
        );
        let files = index::files(&page);
        let newest = |files: &[Listed]| {
            let files = files.iter().filter(|file| !file.is_yanked);
            greatest(files.filter_map(Listed::version))
        };
        assert_eq!(newest(&files).as_deref(), Some("1.44.5"));
        assert_eq!(newest(&files[3..]).as_deref(), Some("1.10.0"));
        assert_eq!(newest(&[]), None);
    }

    #[test]
    fn a_package_in_the_cache_is_what_it_was() {
        let cache = tempfile::tempdir().expect("a folder");
        let cache = cache.path();
        let read = || cached(cache, "1.2.3").map(|found| found.map(|(_, bytes)| bytes));
        assert_eq!(read(), Ok(None));
        let sha256 = digest(b"models");
        fs::write(cache.join(&sha256), b"models").expect("a file");
        let note = format!("{sha256}  botocore-1.2.3.tar.gz\n");
        fs::write(cache.join("botocore-1.2.3.sha256"), note).expect("a file");
        assert_eq!(read(), Ok(Some(b"models".to_vec())));
        let note = format!("{sha256}  botocore-1.2.3.tar.gz\n2020-01-02\n");
        fs::write(cache.join("botocore-1.2.3.sha256"), note).expect("a file");
        assert_eq!(read(), Ok(Some(b"models".to_vec())));
        let date = Some("2020-01-02".to_owned());
        assert_eq!(in_cache(cache), [("1.2.3".to_owned(), date)]);
        fs::write(cache.join(&sha256), b"others").expect("a file");
        assert_eq!(read(), Ok(None), "it is fetched again");
    }

    #[cfg(unix)]
    #[test]
    fn the_cache_follows_no_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (cache, other) = (folder.path().join("cache"), folder.path().join("other"));
        fs::write(&other, "mine").expect("a file");
        folder_of_cache(&cache).expect("a folder");
        symlink(&other, cache.join("x")).expect("a link");
        put(&cache.join("x"), b"models").expect("a file");
        assert_eq!(fs::read(&other).ok().as_deref(), Some(&b"mine"[..]));
        assert_eq!(
            fs::read(cache.join("x")).ok().as_deref(),
            Some(&b"models"[..])
        );
        symlink(&cache, folder.path().join("link")).expect("a link");
        assert!(folder_of_cache(&folder.path().join("link")).is_err());
    }

    #[test]
    fn a_version_cannot_lead_out_of_the_cache() {
        for version in ["", "../x", "1/2", "1..2", "1\n2", "1\"2", "1\u{202e}2"] {
            assert!(cached(Path::new("/nowhere"), version).is_err(), "{version}");
        }
    }
}
