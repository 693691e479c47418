//! Packages of botocore, from the Python package index or from the cache.
//!
//! A package stands in the cache under its SHA-256, which is checked every time; beside it stands which
//! version has which. The index is asked in the form that every mirror speaks:
//! <https://packaging.python.org/en/latest/specifications/simple-repository-api/>.
//!
//! Never here: what is in a package ([`super::packages`]).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use html5gum::{Token, Tokenizer};
use sha2::{Digest, Sha256};
use smithwright_codegen::problem::{Problem, Problems};

use super::packages::{self, Package};
use super::{LARGEST, Models};

/// Where the packages of botocore are listed.
const INDEX: &str = "https://pypi.org/simple/botocore/";

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
        let names = fs::read_dir(&cache).into_iter().flatten().flatten();
        let names: Vec<_> = names
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        let versions = names
            .iter()
            .filter_map(|name| name.strip_prefix("botocore-")?.strip_suffix(".sha256"));
        return greatest(versions).ok_or_else(|| {
            let what = format!("there is no version of it in {}", cache.display());
            problem(what, "leave out --offline once")
        });
    }
    let fix = "try again, or hand over a package with --from";
    let index = get(INDEX).map_err(|error| problem(format!("{INDEX}: {error}"), fix))?;
    let files = files(&String::from_utf8_lossy(&index));
    let files = files.iter().filter(|file| !file.is_yanked);
    greatest(files.filter_map(Listed::version))
        .ok_or_else(|| problem(format!("{INDEX} lists no version of it"), fix))
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

/// The numbers of a version, which compare as versions do.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let numbers = version.split('.').map(|number| number.parse().ok());
    numbers.collect()
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
    let Some((sha256, name)) = note.trim().split_once("  ") else {
        return Ok(None);
    };
    let is_digest = sha256.len() == 64 && sha256.chars().all(|c| c.is_ascii_hexdigit());
    let bytes = fs::read(cache.join(sha256)).ok().filter(|_| is_digest);
    let bytes = bytes.filter(|bytes| digest(bytes) == sha256);
    Ok(bytes.map(|bytes| (name.to_owned(), bytes)))
}

/// The file that says which package a version is.
fn note_of(version: &str) -> Result<String, Problem> {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '.';
    if version.is_empty() || !version.chars().all(letter) || version.contains("..") {
        let what = format!("`{version}` is not a version of botocore");
        return Err(Problem::new(
            "botocore:",
            "",
            what,
            "write it like `botocore:1.44.5`",
        ));
    }
    Ok(format!("botocore-{version}.sha256"))
}

/// A package from the index, which is in the cache from then on.
fn fetched(cache: &Path, version: &str) -> Result<(String, Vec<u8>), Problem> {
    let problem = |what: String| {
        let fix = "try again, or hand over the file of the package itself";
        Problem::new(format!("botocore:{version}"), "", what, fix)
    };
    let index = get(INDEX).map_err(|error| problem(format!("{INDEX}: {error}")))?;
    let files = files(&String::from_utf8_lossy(&index));
    let Some(file) = choose(&files, version) else {
        return Err(problem("PyPI has no such version".to_owned()));
    };
    let bytes = get(&file.url).map_err(|error| problem(format!("{}: {error}", file.url)))?;
    let actual = digest(&bytes);
    if actual != file.sha256 {
        let what = format!(
            "its SHA-256 is {actual}, and the index says {}",
            file.sha256
        );
        return Err(problem(what));
    }
    let note = format!("{actual}  {}\n", file.name);
    let note_path = cache.join(note_of(version)?);
    let kept = fs::create_dir_all(cache)
        .and_then(|()| fs::write(cache.join(&actual), &bytes))
        .and_then(|()| fs::write(note_path, note));
    if let Err(error) = kept {
        eprintln!("warning: {} cannot be written: {error}", cache.display());
    }
    Ok((file.name.clone(), bytes))
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn get(url: &str) -> Result<Vec<u8>, ureq::Error> {
    use ureq::tls::{RootCerts, TlsConfig};
    // The certificates of the system, so that it works behind a company's proxy.
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent = ureq::Agent::config_builder()
        .tls_config(tls)
        .build()
        .new_agent();
    let mut response = agent.get(url).call()?;
    response
        .body_mut()
        .with_config()
        .limit(LARGEST)
        .read_to_vec()
}

/// A file that an index lists.
#[derive(Debug, PartialEq, Eq)]
struct Listed {
    name: String,
    url: String,
    sha256: String,
    /// Whoever published it would rather have it not used: <https://peps.python.org/pep-0592/>.
    is_yanked: bool,
}

/// The files of an index page that have a SHA-256.
fn files(html: &str) -> Vec<Listed> {
    let tokens = Tokenizer::new(html).filter_map(Result::ok);
    let links = tokens.filter_map(|token| match token {
        Token::StartTag(tag) if *tag.name == b"a" => {
            let find = |wanted: &[u8]| tag.attributes.iter().find(|(name, _)| ***name == *wanted);
            let (_, href) = find(b"href")?;
            let href = String::from_utf8_lossy(&href.value).into_owned();
            Some((href, find(b"data-yanked").is_some()))
        }
        _ => None,
    });
    let listed = links.filter_map(|(link, is_yanked)| listed(&link, is_yanked));
    listed.collect()
}

fn listed(link: &str, is_yanked: bool) -> Option<Listed> {
    let (url, sha256) = link.split_once("#sha256=")?;
    let name = url.rsplit('/').next()?;
    // A mirror may give its links without the host.
    let url = if url.contains("://") {
        url.to_owned()
    } else {
        format!("https://pypi.org/{}", url.trim_start_matches(['.', '/']))
    };
    Some(Listed {
        name: name.to_owned(),
        url,
        sha256: sha256.to_ascii_lowercase(),
        is_yanked,
    })
}

impl Listed {
    /// The version of a package that can be read.
    fn version(&self) -> Option<&str> {
        let rest = self.name.strip_prefix("botocore-")?;
        match Package::of(Path::new(&self.name))? {
            Package::Wheel => rest.split('-').next(),
            Package::Sdist => rest.strip_suffix(".tar.gz"),
        }
    }
}

/// The package of a version: the wheel, or else the source distribution.
fn choose<'f>(files: &'f [Listed], version: &str) -> Option<&'f Listed> {
    let wheel = format!("botocore-{version}-");
    let sdist = format!("botocore-{version}.tar.gz");
    let is_wheel = |file: &&Listed| {
        file.name.starts_with(&wheel) && Package::of(Path::new(&file.name)) == Some(Package::Wheel)
    };
    let found = files.iter().find(is_wheel);
    found.or_else(|| files.iter().find(|file| file.name == sdist))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<a href=\"https://f/botocore-1.4.4.tar.gz#sha256=AA\">x</a>\
        <a href=\"https://f/botocore-1.44.5.tar.gz#sha256=bb\">x</a>\
        <a data-yanked href=\"https://f/botocore-1.44.5-py3-none-any.whl#sha256=cc\">x</a>\
        <a href=\"https://f/botocore-1.44.5-py3-none-any.whl.asc\">x</a>";

    #[test]
    fn the_wheel_is_taken_before_the_source() {
        let files = files(PAGE);
        let chosen = |version: &str| choose(&files, version).map(|file| file.sha256.as_str());
        assert_eq!(chosen("1.44.5"), Some("cc"));
        assert_eq!(chosen("1.4.4"), Some("aa"));
        assert_eq!(chosen("1.4"), None);
    }

    #[test]
    fn the_newest_version_is_the_greatest_that_is_not_yanked() {
        let page = format!(
            "{PAGE}<a href=\"https://f/botocore-1.9.0.tar.gz#sha256=dd\">x</a>\
            <a href=\"https://f/botocore-1.10.0-py3-none-any.whl#sha256=ee\">x</a>\
            <a href=\"https://f/botocore-1.50.0rc1.tar.gz#sha256=ff\">x</a>\
            <a data-yanked=\"broken\" href=\"https://f/botocore-1.60.0.tar.gz#sha256=00\">x</a>"
        );
        let files = files(&page);
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
        fs::write(cache.join(&sha256), b"others").expect("a file");
        assert_eq!(read(), Ok(None), "it is fetched again");
    }

    #[test]
    fn a_version_cannot_lead_out_of_the_cache() {
        for version in ["", "../x", "1/2", "1..2"] {
            assert!(cached(Path::new("/nowhere"), version).is_err(), "{version}");
        }
    }
}
