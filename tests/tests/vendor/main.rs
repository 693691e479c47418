//! Vendored folders: what is asked for, what is written, what is noticed.
//!
//! Most tests vendor a small service from a checkout that is made up, so that they are quick; [`subsets`] takes the real
//! ones.

mod library;
mod requests;
mod statement;
mod subsets;
mod tampering;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::vendor::{
    Asked, Checkout, Finding, Package, Packages, Plan, Request, plan, verify,
};
use tempfile::TempDir;
use tests::workspace;

/// What the made-up package of models is called.
const FILE: &str = "botocore-1.0.0.tar.gz";

/// A checkout with one service of three operations, and a folder to vendor into.
struct Scene {
    folder: TempDir,
}

/// The package that the models of a scene are from, and others by their versions.
struct AtHand {
    packages: BTreeMap<String, Package>,
}

impl Packages for AtHand {
    fn package(&mut self, version: &str, _: &[String]) -> Result<Package, Problems> {
        let package = self.packages.get(version).cloned();
        package.ok_or_else(|| Problem::new(version, "", "it is not at hand", "none").into())
    }
}

const METADATA: &str = r#""apiVersion": "2020-01-01", "endpointPrefix": "arcade", "protocol": "rest-json",
    "serviceFullName": "Arcade", "serviceId": "Arcade", "signatureVersion": "v4""#;

/// A service in which each operation has a structure of its own, and two share one.
fn service(operations: &[&str]) -> String {
    let of = |name: &&str| {
        format!(
            r#""{name}": {{ "name": "{name}", "http": {{ "method": "POST", "requestUri": "/{name}" }},
                "input": {{ "shape": "{name}Request" }}, "output": {{ "shape": "{name}Response" }} }}"#
        )
    };
    let shapes = |name: &&str| {
        format!(
            r#""{name}Request": {{ "type": "structure", "members": {{ "Name": {{ "shape": "Text" }} }} }},
               "{name}Response": {{ "type": "structure", "members": {{ "Part": {{ "shape": "{name}Part" }} }} }},
               "{name}Part": {{ "type": "structure", "members": {{ "Id": {{ "shape": "Text" }} }} }}"#
        )
    };
    let operations_text = operations.iter().map(of).collect::<Vec<_>>().join(", ");
    let shapes = operations.iter().map(shapes).collect::<Vec<_>>().join(", ");
    format!(
        r#"{{ "version": "2.0", "metadata": {{ {METADATA} }}, "operations": {{ {operations_text} }},
            "shapes": {{ {shapes}, "Text": {{ "type": "string" }} }} }}"#
    )
}

const OPERATIONS: [&str; 3] = ["CloseDoor", "OpenDoor", "RingBell"];

impl Scene {
    fn new() -> Self {
        let scene = Self {
            folder: TempDir::new().expect("a folder"),
        };
        for path in [
            "Cargo.lock",
            "LICENSE",
            "runtime/Cargo.toml",
            "runtime/vendored-rustls-testing.lock",
            "runtime/vendored-rustls.lock",
            "runtime/vendored-testing.lock",
            "runtime/vendored.lock",
        ] {
            scene.put(&format!("smith/{path}"), &workspace::read(path));
        }
        scene.put(
            "smith/runtime/src/lib.rs",
            "//! Reads and writes.\n\npub mod a;\n",
        );
        scene.put(
            "smith/runtime/src/a.rs",
            "//! A.\n\n#[cfg(test)]\nmod tests;\n",
        );
        scene.put("smith/runtime/src/a/tests.rs", "//! Tests.\n");
        scene.put("smith/codegen/Cargo.toml", "[package]\n");
        scene.put("smith/codegen/src/lib.rs", "//! Generates.\n");
        scene.put("smith/models/NOTICE", "A notice.\n");
        scene.put("smith/models/examples/none.md", "None.\n");
        let services = "[arcade]\nfolder = \"arcade/1\"\ncrate = \"arcade\"\nversion = \"0.1.0\"\n\
            protocol = \"rest-json\"\nnullability = \"all-optional\"\n";
        scene.put("smith/models/services.toml", services);
        let rules = workspace::read("tests/fixtures/endpoint-rule-set-1.json");
        scene.put("smith/models/arcade/1/endpoint-rule-set-1.json", &rules);
        scene.put(
            "smith/models/partitions.json",
            r#"{ "version": "1.1", "partitions": [] }"#,
        );
        scene.models("1.0.0", &service(&OPERATIONS));
        scene
    }

    /// The same once more, elsewhere.
    fn copy(&self) -> Self {
        let folder = TempDir::new().expect("a folder");
        workspace::copy_folder(self.folder.path(), folder.path());
        Self { folder }
    }

    /// Gives the checkout another model of the service.
    fn models(&self, version: &str, service: &str) {
        self.put("smith/models/arcade/1/service-2.json", service);
        let files = [
            "arcade/1/endpoint-rule-set-1.json",
            "arcade/1/service-2.json",
            "partitions.json",
        ];
        let lines = files.map(|path| {
            let sha256 = workspace::sha256(&self.path("smith/models").join(path));
            format!("\"{path}\" = \"{sha256}\"\n")
        });
        let (file, sha256) = named(version);
        let head = format!(
            "package = \"botocore\"\nversion = \"{version}\"\nfile = \"{file}\"\nfile-sha256 = \"{sha256}\"\n[sha256]\n"
        );
        self.put(
            "smith/models/models.lock",
            &format!("{head}{}", lines.concat()),
        );
    }

    /// The package that the checkout's models are from.
    fn package(&self) -> (String, Package) {
        let lock = self.read("smith/models/models.lock");
        let version = lock
            .lines()
            .find_map(|line| line.strip_prefix("version = "));
        let version = version.expect("a version").trim_matches('"').to_owned();
        let models = self.path("smith/models");
        let files = workspace::files_below(&models).into_iter();
        let files = files.filter(|path| path.extension().is_some_and(|it| it == "json"));
        let files = files.map(|path| {
            let bytes = fs::read(models.join(&path)).expect("a file");
            (path.to_string_lossy().into_owned(), bytes)
        });
        let (file, sha256) = named(&version);
        let files = files.collect();
        (
            version,
            Package {
                file,
                sha256,
                files,
            },
        )
    }

    fn at_hand(&self) -> AtHand {
        AtHand {
            packages: BTreeMap::from([self.package()]),
        }
    }

    fn checkout(&self) -> Checkout {
        Checkout::at(self.path("smith"))
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[track_caller]
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Compares the folder with what is asked for.
    fn plan(&self, request: impl Into<Option<Request>>) -> Result<Plan, Problems> {
        let mut packages = self.at_hand();
        plan(
            &self.checkout(),
            &self.path("vendor"),
            request.into(),
            &mut packages,
        )
    }

    /// Brings the folder up to date.
    #[track_caller]
    fn vendor(&self, request: impl Into<Option<Request>>) -> Plan {
        let plan = self
            .plan(request)
            .unwrap_or_else(|problems| panic!("{problems}"));
        let written = plan.write(false, &mut |_| {});
        written.unwrap_or_else(|problems| panic!("{problems}"));
        plan
    }

    fn verify(&self) -> Result<Vec<Finding>, Problems> {
        let work = TempDir::new().expect("a folder");
        let mut packages = self.at_hand();
        verify(
            &self.checkout(),
            &self.path("vendor"),
            work.path(),
            &mut packages,
        )
    }

    /// The files of the vendored folder.
    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.path("vendor"))
    }
}

fn named(version: &str) -> (String, String) {
    let digit = version.replace('.', "");
    (FILE.replace("1.0.0", version), format!("{digit:0>64}"))
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = workspace::files_below(folder).into_iter();
    files
        .map(|path| {
            let bytes = fs::read(folder.join(&path)).expect("a file");
            (path, bytes)
        })
        .collect()
}

/// A request for these operations of the service.
fn asking(operations: &[&str]) -> Request {
    let asked = Asked {
        operations: operations.iter().map(ToString::to_string).collect(),
        used_by: Vec::new(),
    };
    Request {
        path: "vendor".to_owned(),
        features: Vec::new(),
        services: BTreeMap::from([("arcade".to_owned(), asked)]),
    }
}
