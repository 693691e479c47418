//! Packages of botocore, made up: wheels and source distributions.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A package in the making.
#[derive(Clone)]
pub(crate) struct Package {
    version: String,
    /// Files by their paths in the wheel.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// A package with these models, by their paths in its folder of models. Those of services are packed.
    pub(crate) fn new(version: &str, models: &[(&str, String)]) -> Self {
        let mut package = Self {
            version: version.to_owned(),
            files: BTreeMap::new(),
        };
        for (path, text) in models {
            package.put(path, text);
        }
        for (name, text) in [
            ("LICENSE.txt", "The licence.\n"),
            ("NOTICE", "The notice.\n"),
        ] {
            let path = format!("{}/{name}", package.info());
            package.files.insert(path, text.into());
        }
        package.put("others/2020-01-01/service-2.json", "{}");
        package
    }

    /// Adds a model.
    pub(crate) fn put(&mut self, path: &str, text: &str) {
        let path = format!("botocore/data/{path}");
        let is_packed = path.ends_with("service-2.json");
        let (path, bytes) = if is_packed {
            let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            (format!("{path}.gz"), finish(packed, text.as_bytes()))
        } else {
            (path, text.as_bytes().to_vec())
        };
        self.files.insert(path, bytes);
    }

    /// Leaves out a file, by the end of its path.
    pub(crate) fn without(mut self, ending: &str) -> Self {
        let before = self.files.len();
        self.files.retain(|path, _| !path.ends_with(ending));
        assert!(self.files.len() < before, "{ending} was there");
        self
    }

    fn info(&self) -> String {
        format!("botocore-{}.dist-info", self.version)
    }

    /// The list of a wheel's files.
    pub(crate) fn record(&self) -> String {
        let lines = self.files.iter().map(|(path, bytes)| {
            let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
            format!("{path},sha256={digest},{}\n", bytes.len())
        });
        let record = format!("{}/RECORD,,\n", self.info());
        lines.chain([record]).collect()
    }

    /// The wheel, with this list of its files.
    pub(crate) fn wheel_with(&self, record: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let date = zip::DateTime::from_date_and_time(2026, 11, 20, 19, 0, 0).expect("a date");
        let options = zip::write::SimpleFileOptions::default().last_modified_time(date);
        let record = (
            format!("{}/RECORD", self.info()),
            record.as_bytes().to_vec(),
        );
        for (path, bytes) in self.files.clone().into_iter().chain([record]) {
            archive.start_file(path, options).expect("a file");
            archive.write_all(&bytes).expect("memory");
        }
        archive.finish().expect("an archive").into_inner()
    }

    /// The wheel.
    pub(crate) fn wheel(&self) -> Vec<u8> {
        self.wheel_with(&self.record())
    }

    /// The source distribution.
    pub(crate) fn sdist(&self) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        let info = self.info();
        for (path, bytes) in &self.files {
            let path = path
                .strip_prefix(&info)
                .map_or(path.as_str(), |name| &name[1..]);
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            // 2026-11-20
            header.set_mtime(1_795_201_200);
            header.set_cksum();
            let inside = format!("botocore-{}/{path}", self.version);
            archive
                .append_data(&mut header, inside, bytes.as_slice())
                .expect("memory");
        }
        let tar = archive.into_inner().expect("an archive");
        finish(
            flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()),
            &tar,
        )
    }

    /// Puts the wheel into a cache of packages.
    pub(crate) fn cache(&self, cache: &Path) -> PathBuf {
        let name = format!("botocore-{}-py3-none-any.whl", self.version);
        self.cache_bytes(cache, &name, &self.wheel())
    }

    /// Puts some bytes into a cache of packages, as those of this version.
    pub(crate) fn cache_bytes(&self, cache: &Path, name: &str, bytes: &[u8]) -> PathBuf {
        fs::create_dir_all(cache).expect("a folder");
        let sha256 = format!("{:x}", Sha256::digest(bytes));
        let note = format!("{sha256}  {name}\n");
        fs::write(
            cache.join(format!("botocore-{}.sha256", self.version)),
            note,
        )
        .expect("a note");
        let path = cache.join(sha256);
        fs::write(&path, bytes).expect("a package");
        path
    }
}

fn finish(mut packed: flate2::write::GzEncoder<Vec<u8>>, bytes: &[u8]) -> Vec<u8> {
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}
