//! The index of packages: which files of botocore there are, and where.
//!
//! It is asked in the forms that mirrors speak, JSON where they do and HTML where they do not:
//! <https://packaging.python.org/en/latest/specifications/simple-repository-api/>.
//!
//! Never here: what is kept of it ([`super::botocore`]).

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use smithwright_codegen::manifest::is_version;

use super::models::LARGEST;
use super::packages::Package;

/// Where the packages of botocore are listed.
pub(super) const INDEX: &str = "https://pypi.org/simple/botocore/";

/// What an index may answer with; of a package, whatever there is.
const ACCEPTED: &str = "application/vnd.pypi.simple.v1+json, text/html;q=0.2, */*;q=0.1";

/// What something at an address may cost.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// The most bytes.
    bytes: u64,
    /// How long they may take to come, once there is an answer.
    time: Duration,
}

/// Of the index: some MB for all of botocore's versions.
const OF_INDEX: Limits = Limits {
    bytes: 64 << 20,
    time: Duration::from_mins(1),
};

/// Of a package: 10 to 20 MB.
pub(super) const OF_PACKAGE: Limits = Limits {
    bytes: LARGEST,
    time: Duration::from_mins(10),
};

/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is at an address.
pub(super) fn get(url: &str, limits: Limits) -> Result<Vec<u8>, ureq::Error> {
    use ureq::tls::{RootCerts, TlsConfig};
    // The certificates of the system, so that it works behind a company's proxy.
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent = ureq::Agent::config_builder()
        .tls_config(tls)
        .timeout_resolve(Some(PATIENCE))
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_recv_body(Some(limits.time))
        .build()
        .new_agent();
    let mut response = agent.get(url).header("Accept", ACCEPTED).call()?;
    response
        .body_mut()
        .with_config()
        .limit(limits.bytes)
        .read_to_vec()
}

/// A file that an index lists.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) sha256: String,
    /// The day on which it was published, where the index says it.
    pub(super) date: Option<String>,
    /// Whoever published it would rather have it not used: <https://peps.python.org/pep-0592/>.
    pub(super) is_yanked: bool,
}

/// The files that the index lists and that have a SHA-256. It is asked once.
pub(super) fn listed() -> Result<&'static [Listed], ureq::Error> {
    static LISTED: OnceLock<Vec<Listed>> = OnceLock::new();
    if let Some(listed) = LISTED.get() {
        return Ok(listed);
    }
    let index = get(INDEX, OF_INDEX)?;
    let files = files(&String::from_utf8_lossy(&index));
    Ok(LISTED.get_or_init(|| files))
}

/// The files of an index page that have a SHA-256.
pub(super) fn files(page: &str) -> Vec<Listed> {
    if let Ok(page) = serde_json::from_str(page) {
        return files_of_json(&page);
    }
    let tokens = Tokenizer::new(page).filter_map(Result::ok);
    let links = tokens.filter_map(|token| match token {
        Token::StartTag(tag) if *tag.name == b"a" => {
            let find = |wanted: &[u8]| tag.attributes.iter().find(|(name, _)| ***name == *wanted);
            let (_, href) = find(b"href")?;
            let href = String::from_utf8_lossy(&href.value).into_owned();
            // Not in the specification, but mirrors have it.
            let time =
                find(b"data-upload-time").map(|(_, time)| String::from_utf8_lossy(&time.value));
            let date = time.and_then(|time| day(&time));
            Some((href, date, find(b"data-yanked").is_some()))
        }
        _ => None,
    });
    let listed = links.filter_map(|(link, date, is_yanked)| {
        let (url, sha256) = link.split_once("#sha256=")?;
        let name = url.rsplit('/').next()?;
        Some(Listed::new(name, url, sha256, date, is_yanked))
    });
    listed.filter(|file| is_plain(&file.name)).collect()
}

/// The files of an index page as JSON: <https://peps.python.org/pep-0691/>, with dates from
/// <https://peps.python.org/pep-0700/>.
fn files_of_json(page: &Value) -> Vec<Listed> {
    let files = page["files"].as_array().into_iter().flatten();
    let listed = files.filter_map(|file| {
        let sha256 = file["hashes"]["sha256"].as_str()?;
        let (name, url) = (file["filename"].as_str()?, file["url"].as_str()?);
        let date = file["upload-time"].as_str().and_then(day);
        // A reason, or whether it is.
        let is_yanked = !matches!(file["yanked"], Value::Null | Value::Bool(false));
        Some(Listed::new(name, url, sha256, date, is_yanked))
    });
    listed.filter(|file| is_plain(&file.name)).collect()
}

/// Whether the name of a package is one, as <https://peps.python.org/pep-0427/#file-format> has it.
fn is_plain(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || "._+-!".contains(c);
    name.chars().all(letter)
}

/// The day of a point in time: `2019-12-19T20:00:00Z`.
fn day(time: &str) -> Option<String> {
    let (day, _) = time.split_once('T')?;
    is_day(day).then(|| day.to_owned())
}

/// Whether a text is a day: `2019-12-19`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

impl Listed {
    fn new(name: &str, url: &str, sha256: &str, date: Option<String>, is_yanked: bool) -> Self {
        // A mirror may give its links without the host.
        let url = if url.contains("://") {
            url.to_owned()
        } else {
            format!("https://pypi.org/{}", url.trim_start_matches(['.', '/']))
        };
        Self {
            name: name.to_owned(),
            url,
            sha256: sha256.to_ascii_lowercase(),
            date,
            is_yanked,
        }
    }

    /// The version of a package that can be read.
    pub(super) fn version(&self) -> Option<&str> {
        let rest = self.name.strip_prefix("botocore-")?;
        let version = match Package::of(Path::new(&self.name))? {
            Package::Wheel => rest.split('-').next(),
            Package::Sdist => rest.strip_suffix(".tar.gz"),
        };
        version.filter(|version| is_version(version))
    }
}

/// The package of a version: the wheel, or else the source distribution.
pub(super) fn choose<'f>(files: &'f [Listed], version: &str) -> Option<&'f Listed> {
    let wheel = format!("botocore-{version}-");
    let sdist = format!("botocore-{version}.tar.gz");
    let is_wheel = |file: &&Listed| {
        file.name.starts_with(&wheel) && Package::of(Path::new(&file.name)) == Some(Package::Wheel)
    };
    let found = files.iter().find(is_wheel);
    found.or_else(|| files.iter().find(|file| file.name == sdist))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::inputs) const PAGE: &str = "<a href=\"https://f/botocore-1.4.4.tar.gz#sha256=AA\">x</a>\
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
    fn an_index_as_json_says_the_same() {
        let page = r#"{"meta": {"api-version": "1.1"}, "name": "botocore", "files": [
            {"filename": "botocore-1.4.4.tar.gz", "url": "https://f/botocore-1.4.4.tar.gz",
             "hashes": {"sha256": "AA"}, "yanked": false, "upload-time": "2016-03-08T20:55:07.123Z"},
            {"filename": "botocore-1.5.0.tar.gz", "url": "../f/botocore-1.5.0.tar.gz", "hashes": {"sha256": "bb"},
             "yanked": "broken", "upload-time": "soon"},
            {"filename": "botocore-1.6.0.tar.gz", "url": "https://f/x", "hashes": {}}]}"#;
        let files = files(page);
        let html = "<a href=\"https://f/botocore-1.4.4.tar.gz#sha256=AA\" \
            data-upload-time=\"2016-03-08T20:55:07.123Z\">x</a>\
            <a data-yanked href=\"../f/botocore-1.5.0.tar.gz#sha256=bb\">x</a>";
        assert_eq!(files, super::files(html));
        assert_eq!(files[0].date.as_deref(), Some("2016-03-08"));
        assert_eq!(files[1].url, "https://pypi.org/f/botocore-1.5.0.tar.gz");
    }
}
