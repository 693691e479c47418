//! Lists the versions of a service's models in the order of their release.
//!
//! Never here: what is in them, and how packages are fetched.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::problem::Problem;

/// A version of botocore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// `1.13.43`
    pub(crate) name: String,
    /// The day on which it was published, where that is known: `2019-12-19`.
    pub(crate) date: Option<String>,
    /// What [`super::read`] takes.
    pub(crate) input: String,
    numbers: Vec<u64>,
}

impl Version {
    /// A version that is numbers alone; the others are not for everybody.
    pub(super) fn new(name: String, date: Option<String>, input: String) -> Option<Self> {
        let numbers = numbers(&name)?;
        Some(Self {
            name,
            date,
            input,
            numbers,
        })
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let mine = (&self.numbers, &self.name, &self.date, &self.input);
        mine.cmp(&(&other.numbers, &other.name, &other.date, &other.input))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The numbers of a version, which compare as versions do.
pub(super) fn numbers(version: &str) -> Option<Vec<u64>> {
    let number = |number: &str| {
        // Of what is no digit, `parse` takes a sign.
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|_| is_number)
    };
    version.split('.').map(number).collect()
}

/// The versions in a folder, the oldest first: files such as `gamelift-1.13.43.json.gz`.
pub(crate) fn of_folder(folder: &Path, service: &str) -> Result<Vec<Version>, Problem> {
    let problem = |what: String| {
        let fix = format!("name a folder with files such as `{service}-1.13.43.json.gz`");
        Problem::new(folder, "", what, fix)
    };
    let entries =
        fs::read_dir(folder).map_err(|error| problem(format!("it cannot be read: {error}")))?;
    let paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    let services: BTreeSet<String> = paths.iter().filter_map(|path| service_of(path)).collect();
    let paths = paths.into_iter();
    let versions = paths.filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        let version = name.strip_prefix(service)?.strip_prefix('-')?;
        let version = version.strip_suffix(".gz").unwrap_or(version);
        let version = version.strip_suffix(".json")?.to_owned();
        Version::new(version, None, path.to_str()?.to_owned())
    });
    let mut versions: Vec<_> = versions.collect();
    versions.sort();
    if let Some(pair) = versions
        .windows(2)
        .find(|pair| pair[0].name == pair[1].name)
    {
        let (one, other) = (&pair[0].input, &pair[1].input);
        return Err(problem(format!("{one} and {other} are the same version")));
    }
    if versions.is_empty() {
        let what = format!("there is no version of `{service}` in {}", folder.display());
        let known: Vec<_> = services.iter().map(String::as_str).collect();
        let otherwise = format!("name a folder with files such as `{service}-1.13.43.json.gz`");
        let fix = did_you_mean(service, known, &otherwise);
        return Err(Problem::new("SERVICE", "", what, fix));
    }
    Ok(versions)
}

/// The service that the name of a file begins with: `gamelift-1.13.43.json.gz`.
fn service_of(path: &Path) -> Option<String> {
    let (service, version) = path.file_name()?.to_str()?.rsplit_once('-')?;
    let is_version = version.starts_with(|c: char| c.is_ascii_digit());
    is_version.then(|| service.to_owned())
}

/// The versions from one to another, both of which there must be; without a name, from the oldest or to
/// the newest.
pub(crate) fn between(
    versions: Vec<Version>,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Vec<Version>, Problem> {
    let find = |option: &str, name: &str| {
        let found = versions.iter().position(|version| version.name == name);
        found.ok_or_else(|| {
            let what = format!("there is no version `{name}`");
            Problem::new(option, "", what, near(&versions, name))
        })
    };
    let first = from.map_or(Ok(0), |name| find("--from", name))?;
    let last = versions.len().saturating_sub(1);
    let last = to.map_or(Ok(last), |name| find("--to", name))?;
    if first >= last {
        let what = "there is nothing between the two versions";
        let fix = "let --from be older than --to";
        return Err(Problem::new("--from", "", what, fix));
    }
    Ok(versions.into_iter().take(last + 1).skip(first).collect())
}

/// Which versions there are around one that there is not.
fn near(versions: &[Version], name: &str) -> String {
    let Some(numbers) = numbers(name) else {
        return "write it like `1.13.43`".to_owned();
    };
    let before = versions.iter().rfind(|version| version.numbers < numbers);
    let after = versions.iter().find(|version| version.numbers > numbers);
    let names: Vec<_> = [before, after].into_iter().flatten().collect();
    let names: Vec<_> = names.iter().map(|version| version.name.as_str()).collect();
    match names.as_slice() {
        [] => "there is no version at all".to_owned(),
        names => format!("the nearest is {}", names.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(names: &[&str]) -> Vec<Version> {
        let versions = names.iter().filter_map(|name| {
            let name = (*name).to_owned();
            Version::new(name.clone(), None, name)
        });
        let mut versions: Vec<_> = versions.collect();
        versions.sort();
        versions
    }

    #[track_caller]
    fn check(from: Option<&str>, to: Option<&str>, expected: Result<&[&str], &str>) {
        let all = versions(&["1.10.0", "1.9.0", "1.9.10", "1.9.2", "2.0rc1"]);
        let found = between(all, from, to).map_err(|problem| problem.to_string());
        match (found, expected) {
            (Ok(found), Ok(expected)) => {
                let names: Vec<_> = found.iter().map(|version| version.name.as_str()).collect();
                assert_eq!(names, expected);
            }
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{found}"),
            (found, _) => panic!("{found:?}"),
        }
    }

    #[test]
    fn versions_are_in_the_order_of_their_numbers() {
        check(None, None, Ok(&["1.9.0", "1.9.2", "1.9.10", "1.10.0"]));
        check(Some("1.9.2"), Some("1.9.10"), Ok(&["1.9.2", "1.9.10"]));
        check(Some("1.9.10"), None, Ok(&["1.9.10", "1.10.0"]));
    }

    #[test]
    fn a_version_that_is_not_there_is_a_problem() {
        check(Some("1.9.3"), None, Err("the nearest is 1.9.2 or 1.9.10"));
        check(None, Some("3.0"), Err("the nearest is 1.10.0"));
        check(None, Some("new"), Err("write it like"));
        check(Some("1.9.2"), Some("1.9.2"), Err("nothing between"));
        check(Some("1.10.0"), Some("1.9.2"), Err("nothing between"));
    }

    #[test]
    fn a_folder_says_its_versions_by_the_names_of_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            "zoo-1.10.0.json.gz",
            "zoo-1.9.0.json",
            "zoos-1.0.json",
            "zoo-1.0.txt",
            "zoo-x.json",
        ];
        for name in files {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let names = |service: &str| {
            let versions = of_folder(folder.path(), service);
            versions.map(|all| all.into_iter().map(|one| one.name).collect::<Vec<_>>())
        };
        assert_eq!(
            names("zoo"),
            Ok(vec!["1.9.0".to_owned(), "1.10.0".to_owned()])
        );
        assert!(names("farm").is_err());
        fs::write(folder.path().join("zoo-1.9.0.json.gz"), "").expect("a file");
        assert!(names("zoo").is_err(), "two of one version");
        assert!(of_folder(Path::new("/nowhere"), "zoo").is_err());
    }
}
