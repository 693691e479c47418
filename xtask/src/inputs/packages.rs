//! Models in botocore's packages: wheels (`.whl`) and source distributions (`.tar.gz`).
//!
//! Of the hundreds of services in a package, only those are unpacked that are asked for.
//! Never here: where packages come from ([`super::botocore`]), and what a package says about itself
//! ([`super::contents`]).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use smithwright_codegen::problem::{Problem, Problems};
use time::{Date, Month, OffsetDateTime};

use super::models::{LARGEST, Models, document_name, text};

/// What a package may hold.
struct Limits {
    /// The most bytes of a file that is taken out of it.
    file: u64,
    /// The most bytes of all of them.
    sum: u64,
    /// The most bytes that are unpacked to look at what it holds; botocore's own are some 200 MB.
    package: u64,
    /// The most files; botocore's own have some 5,000.
    entries: usize,
}

const LIMITS: Limits = Limits {
    file: LARGEST,
    sum: 3 * LARGEST,
    package: 20 * LARGEST,
    entries: 100_000,
};

/// What kind of package a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Package {
    /// <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>
    Wheel,
    /// <https://packaging.python.org/en/latest/specifications/source-distribution-format/>
    Sdist,
}

impl Package {
    /// The kind that the name of a file stands for.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        if path.extension().is_some_and(|ending| ending == "whl") {
            Some(Self::Wheel)
        } else if name.ends_with(".tar.gz") {
            Some(Self::Sdist)
        } else {
            None
        }
    }
}

/// The models of some services in a package. `path` is only named in problems.
pub(super) fn read(
    label: &str,
    path: &Path,
    package: Package,
    bytes: &[u8],
    wanted: &[String],
) -> Result<Models, Problems> {
    models(label, path, package, bytes, &|path| is_wanted(path, wanted))
}

/// The models of all services in a package.
pub(super) fn read_all(
    label: &str,
    path: &Path,
    package: Package,
    bytes: &[u8],
) -> Result<Models, Problems> {
    models(label, path, package, bytes, &|path| {
        document_name(path).is_some()
    })
}

fn models(
    label: &str,
    path: &Path,
    package: Package,
    bytes: &[u8],
    is_wanted: &dyn Fn(&Path) -> bool,
) -> Result<Models, Problems> {
    let found = unpack(path, package, bytes, is_wanted)?;
    let mut problems = Problems::default();
    let mut files = BTreeMap::new();
    for (inside, bytes) in found.files {
        let read = text(&inside, bytes);
        files.extend(problems.keep(read).map(|text| (inside, text)));
    }
    problems.finish(Models {
        label: label.to_owned(),
        files,
        is_alone: false,
        overlays: None,
    })
}

/// Whether a file of a package is of a service that is asked for: `botocore/data/SERVICE/DATE/FILE`.
fn is_wanted(path: &Path, wanted: &[String]) -> bool {
    let mut folders = path.iter().rev().skip(2);
    let service = folders.next().and_then(|name| name.to_str());
    document_name(path).is_some()
        && service.is_some_and(|service| wanted.iter().any(|name| name == service))
}

/// What was taken out of a package.
pub(super) struct Unpacked {
    /// The files that were asked for.
    pub(super) files: Vec<(PathBuf, Vec<u8>)>,
    /// Every file there is.
    pub(super) paths: Vec<PathBuf>,
    /// The day of the newest file, if the package says days.
    pub(super) newest: Option<Date>,
}

/// Unpacks the files that are asked for.
pub(super) fn unpack(
    path: &Path,
    package: Package,
    bytes: &[u8],
    is_wanted: &dyn Fn(&Path) -> bool,
) -> Result<Unpacked, Problem> {
    let unpacked = match package {
        Package::Wheel => wheel(bytes, is_wanted, &LIMITS),
        Package::Sdist => sdist(bytes, is_wanted, &LIMITS),
    };
    unpacked.map_err(|error| {
        let what = format!("it cannot be unpacked: {error}");
        Problem::new(path, "", what, "fetch the package again")
    })
}

/// A package as it is unpacked.
struct Unpacking<'w> {
    is_wanted: &'w dyn Fn(&Path) -> bool,
    limits: &'w Limits,
    found: Unpacked,
    known: BTreeSet<PathBuf>,
    /// How many bytes the files that were taken have.
    sum: u64,
}

impl<'w> Unpacking<'w> {
    fn new(is_wanted: &'w dyn Fn(&Path) -> bool, limits: &'w Limits) -> Self {
        Self {
            is_wanted,
            limits,
            found: Unpacked {
                files: Vec::new(),
                paths: Vec::new(),
                newest: None,
            },
            known: BTreeSet::new(),
            sum: 0,
        }
    }

    /// Takes a file, if it is wanted. Two of one path could be two models, one for each reader.
    fn file(&mut self, path: PathBuf, from: &mut dyn Read) -> io::Result<()> {
        let most = self.limits.entries;
        if self.known.len() == most {
            return Err(too_much(&format!("it has more than {most} files")));
        }
        if !self.known.insert(path.clone()) {
            return Err(too_much(&format!("it has {} twice", path.display())));
        }
        if (self.is_wanted)(&path) {
            let bytes = limited(from, self.limits.file)?;
            self.sum += bytes.len() as u64;
            if self.sum > self.limits.sum {
                return Err(too_much("its models are larger than all models there are"));
            }
            self.found.files.push((path.clone(), bytes));
        }
        self.found.paths.push(path);
        Ok(())
    }
}

impl Unpacked {
    fn date(&mut self, date: Option<Date>) {
        // What has no date is from 1980 in one form and from 1970 in the other.
        let date = date.filter(|date| date.year() > 2000);
        self.newest = self.newest.max(date);
    }
}

fn wheel(
    bytes: &[u8],
    is_wanted: &dyn Fn(&Path) -> bool,
    limits: &Limits,
) -> Result<Unpacked, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    // What is listed twice the library shows once.
    let start = usize::try_from(archive.central_directory_start())?;
    if listed(bytes.get(start..).unwrap_or_default()) != archive.len() {
        return Err(too_much("it has a file twice").into());
    }
    let mut unpacking = Unpacking::new(is_wanted, limits);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        if !entry.is_file() {
            continue;
        }
        unpacking.found.date(entry.last_modified().and_then(|date| {
            let month = Month::try_from(date.month()).ok()?;
            Date::from_calendar_date(date.year().into(), month, date.day()).ok()
        }));
        let path = PathBuf::from(entry.name()?.into_owned());
        unpacking.file(path, &mut entry)?;
    }
    Ok(unpacking.found)
}

/// How many entries the directory of a ZIP file lists:
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, 4.3.12.
fn listed(mut directory: &[u8]) -> usize {
    let mut count = 0;
    while let Some(rest) = directory.strip_prefix(b"PK\x01\x02") {
        let length = |at: usize| {
            let bytes = rest.get(at..at + 2).unwrap_or_default();
            bytes.try_into().map_or(0, u16::from_le_bytes)
        };
        let variable = [24, 26, 28].map(|at| usize::from(length(at)));
        directory = rest
            .get(42 + variable.iter().sum::<usize>()..)
            .unwrap_or_default();
        count += 1;
    }
    count
}

fn sdist(
    bytes: &[u8],
    is_wanted: &dyn Fn(&Path) -> bool,
    limits: &Limits,
) -> Result<Unpacked, Box<dyn std::error::Error>> {
    let unpacked = GzDecoder::new(bytes).take(limits.package);
    let mut archive = tar::Archive::new(unpacked);
    let mut unpacking = Unpacking::new(is_wanted, limits);
    for entry in archive.entries()? {
        let mut entry = entry?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let modified = entry.header().mtime().ok();
        unpacking.found.date(modified.and_then(|seconds| {
            let time = OffsetDateTime::from_unix_timestamp(seconds.try_into().ok()?);
            Some(time.ok()?.date())
        }));
        let path = entry.path()?.into_owned();
        unpacking.file(path, &mut entry)?;
    }
    if archive.into_inner().limit() == 0 {
        return Err(too_much("it holds more than any package of botocore").into());
    }
    Ok(unpacking.found)
}

fn limited(from: &mut dyn Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(too_much("a file in it is larger than any model"));
    }
    Ok(bytes)
}

fn too_much(what: &str) -> io::Error {
    io::Error::other(what)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const PATHS: [&str; 4] = [
        "botocore/data/gamelift/2015-10-01/service-2.json",
        "botocore/data/gamelift/2015-10-01/waiters-2.json.gz",
        "botocore/data/gamelift/2015-10-01/examples-1.json",
        "botocore/data/sqs/2012-11-05/service-2.json",
    ];

    fn content(path: &str) -> Vec<u8> {
        if Path::new(path)
            .extension()
            .is_none_or(|ending| ending != "gz")
        {
            return path.into();
        }
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(path.as_bytes()).expect("memory");
        packed.finish().expect("memory")
    }

    fn a_wheel() -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for path in PATHS {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(path, options).expect("a file");
            archive.write_all(&content(path)).expect("memory");
        }
        archive.finish().expect("an archive").into_inner()
    }

    fn an_sdist() -> Vec<u8> {
        let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut archive = tar::Builder::new(packed);
        for path in PATHS {
            let content = content(path);
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            let inside = format!("botocore-1.2.3/{path}");
            let added = archive.append_data(&mut header, inside, content.as_slice());
            added.expect("memory");
        }
        let packed = archive.into_inner().expect("an archive");
        packed.finish().expect("memory")
    }

    #[track_caller]
    fn check(package: Package, bytes: &[u8]) {
        let wanted = ["gamelift".to_owned()];
        let read = read("x", Path::new("x"), package, bytes, &wanted);
        let files = read.map(|models| models.files).unwrap_or_default();
        let names: Vec<_> = files.keys().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["service-2.json", "waiters-2.json.gz"]);
        for (path, text) in files {
            assert!(path.ends_with(text), "{}", path.display());
        }
    }

    #[test]
    fn packages_give_the_services_that_are_asked_for() {
        check(Package::Wheel, &a_wheel());
        check(Package::Sdist, &an_sdist());
    }

    /// A source distribution of these files, by their paths and sizes.
    fn sized(files: &[(&str, u64)]) -> Vec<u8> {
        let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut archive = tar::Builder::new(packed);
        for (path, size) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(*size);
            header.set_mode(0o644);
            header.set_cksum();
            let content = io::repeat(b' ').take(*size);
            archive
                .append_data(&mut header, path, content)
                .expect("memory");
        }
        archive
            .into_inner()
            .expect("an archive")
            .finish()
            .expect("memory")
    }

    #[track_caller]
    fn check_refused(unpacked: Result<Unpacked, Box<dyn std::error::Error>>, reason: &str) {
        let problem = unpacked.err().map(|error| error.to_string());
        assert!(
            problem.as_ref().is_some_and(|text| text.contains(reason)),
            "{problem:?}"
        );
    }

    #[test]
    fn a_package_that_holds_too_much_is_refused() {
        let limits = Limits {
            file: 1_000,
            sum: 3_000,
            package: 50_000,
            entries: 5,
        };
        let unpacked = |files: &[(&str, u64)]| {
            sdist(&sized(files), &|path| path.extension().is_none(), &limits)
        };
        let fits = [("a", 1_000), ("b", 1_000), ("c", 1_000), ("d.x", 2_000)];
        assert!(unpacked(&fits).is_ok());
        check_refused(unpacked(&[("a", 1_001)]), "larger than any model");
        let many = [("a", 1_000), ("b", 1_000), ("c", 1_000), ("d", 1)];
        check_refused(unpacked(&many), "larger than all models");
        let long = unpacked(&[("a", 1), ("b.x", 60_000)]);
        assert!(long.is_err(), "what is not taken is unpacked all the same");
        let names = ["a", "b", "c", "d", "e", "f"].map(|name| (name, 1));
        check_refused(unpacked(&names), "more than 5 files");
    }

    #[test]
    fn a_path_that_comes_twice_is_refused() {
        let twice = [
            ("b/data/a/1/service-2.json", 1),
            ("b/data/a/1/service-2.json", 2),
        ];
        let unpacked = sdist(&sized(&twice), &|_| true, &LIMITS);
        check_refused(unpacked, "it has b/data/a/1/service-2.json twice");
        // The library writes no file twice, so one gets the name of the other.
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for path in ["b/data/a/1/service-2.json", "b/data/a/1/service-3.json"] {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(path, options).expect("a file");
        }
        let mut wheel = archive.finish().expect("an archive").into_inner();
        let text = b"service-3";
        for at in 0..wheel.len() - text.len() {
            if wheel[at..].starts_with(text) {
                wheel[at + 8] = b'2';
            }
        }
        check_refused(super::wheel(&wheel, &|_| true, &LIMITS), "twice");
    }

    #[test]
    fn what_is_no_package_is_a_problem() {
        for (package, bytes) in [(Package::Wheel, a_wheel()), (Package::Sdist, an_sdist())] {
            for bytes in [&bytes[..bytes.len() / 2], b"", b"PK"] {
                let read = read("x", Path::new("x"), package, bytes, &[]);
                assert!(read.is_err(), "{package:?} of {} bytes", bytes.len());
            }
        }
    }

    #[test]
    fn the_name_says_what_a_package_is() {
        let of = |name: &str| Package::of(Path::new(name));
        assert_eq!(of("botocore-1.2.3-py3-none-any.whl"), Some(Package::Wheel));
        assert_eq!(of("botocore-1.2.3.tar.gz"), Some(Package::Sdist));
        assert_eq!(of("gamelift-1.2.3.json.gz"), None);
    }
}
