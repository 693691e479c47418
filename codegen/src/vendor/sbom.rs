//! The bill of materials of a crate, as `CycloneDX` 1.6: <https://cyclonedx.org/docs/1.6/json/>.
//!
//! A crate states ranges of versions, and the lock file of whoever builds it decides. What is listed is what this
//! repository tests with: `runtime/vendored.lock`, what of `Cargo.lock` is built for the vendored runtime alone, on any
//! platform. It is one lock for each set of features that bring dependencies of their own, so nothing is listed that only
//! our tests or somebody else's features need. No serial number and no date, because the same request makes the same
//! bytes on any day.
//! Never here: which dependencies a crate has (its manifest says that).

use std::collections::{BTreeMap, BTreeSet};

use cargo_lock::{Lockfile, Package};
use serde_cyclonedx::cyclonedx::v_1_6::{
    Component, ComponentBuilder, CycloneDx, CycloneDxBuilder, Dependency, Hash, HashAlg,
    LicenseChoiceUrl, LicenseChoiceUrlVariant1ItemLicenseBuilder, MetadataBuilder,
};

use super::{Checkout, RUNTIME};
use crate::problem::Problem;

/// The name of the file.
pub(super) const SBOM: &str = "sbom.cdx.json";

/// What the checkout was tested with.
pub(super) struct Tested {
    lock: Lockfile,
}

impl Tested {
    /// Reads the lock of the runtime with these features beyond those that are always there.
    pub(super) fn read(checkout: &Checkout, features: &[String]) -> Result<Self, Problem> {
        let features = features.iter().map(|name| format!("-{name}"));
        let path = format!("runtime/vendored{}.lock", features.collect::<String>());
        let text = checkout.text(&path)?;
        let lock = text.parse().map_err(|error| {
            let what = format!("this is no lock of cargo: {error}");
            let file = checkout.root().join(&path);
            Problem::new(file, "", what, "restore the checkout of the generator")
        })?;
        Ok(Self { lock })
    }

    /// The bill of the crate. `runtime` are the names that the vendored runtime depends on.
    pub(super) fn bill(&self, name: &str, version: &str, runtime: &BTreeSet<String>) -> String {
        // Every field that must be there is given, so nothing is missing.
        let text = self
            .document(name, version, runtime)
            .and_then(|bom| serde_json::to_string_pretty(&bom).ok());
        format!("{}\n", text.unwrap_or_default())
    }

    fn document(&self, name: &str, version: &str, needed: &BTreeSet<String>) -> Option<CycloneDx> {
        let direct = self.direct(needed);
        let reached = self.reached(&direct);
        let packages = reached.values();
        let mut components: Vec<_> = packages
            .clone()
            .filter_map(|one| third_party(one))
            .collect();
        let mut dependencies: Vec<_> = packages.map(|one| of_package(one)).collect();
        let runtime_version = self.version_of_runtime();
        let runtime = purl(RUNTIME, &runtime_version);
        dependencies.push(depends(
            &runtime,
            direct.iter().map(|package| purl_of(package)),
        ));
        if name != RUNTIME {
            dependencies.push(depends(&purl(name, version), [runtime].into_iter()));
            components.extend(ours(RUNTIME, &runtime_version));
        }
        dependencies.sort_by(|a, b| a.ref_.cmp(&b.ref_));
        components.sort_by(|a, b| a.purl.cmp(&b.purl));
        let own = ours(name, version)?;
        let metadata = MetadataBuilder::default().component(own).build().ok()?;
        let mut bom = CycloneDxBuilder::default();
        bom.bom_format("CycloneDX").spec_version("1.6").version(1);
        bom.metadata(metadata);
        bom.components(components).dependencies(dependencies);
        bom.build().ok()
    }

    /// The packages that the runtime names.
    fn direct(&self, names: &BTreeSet<String>) -> Vec<&Package> {
        let packages = self.lock.packages.iter();
        let runtime = packages
            .clone()
            .find(|package| package.name.as_str() == RUNTIME);
        let dependencies = runtime.map_or(&[][..], |package| &package.dependencies);
        let dependencies = dependencies
            .iter()
            .filter(|one| names.contains(one.name.as_str()));
        let found =
            dependencies.filter_map(|one| packages.clone().find(|package| one.matches(package)));
        found.collect()
    }

    fn reached<'t>(&'t self, direct: &[&'t Package]) -> BTreeMap<String, &'t Package> {
        let mut reached = BTreeMap::new();
        let mut open = direct.to_vec();
        while let Some(package) = open.pop() {
            if reached.insert(purl_of(package), package).is_none() {
                let needed = package.dependencies.iter().filter_map(|dependency| {
                    let mut packages = self.lock.packages.iter();
                    packages.find(|package| dependency.matches(package))
                });
                open.extend(needed);
            }
        }
        reached
    }

    fn version_of_runtime(&self) -> String {
        let mut packages = self.lock.packages.iter();
        let runtime = packages.find(|package| package.name.as_str() == RUNTIME);
        runtime.map_or_else(String::new, |package| package.version.to_string())
    }
}

fn third_party(package: &Package) -> Option<Component> {
    let mut component = component(package.name.as_str(), &package.version.to_string());
    if let Some(checksum) = &package.checksum {
        component.hashes(vec![Hash {
            alg: HashAlg::Sha256,
            content: checksum.to_string(),
        }]);
    }
    component.build().ok()
}

/// One of the crates that are vendored.
fn ours(name: &str, version: &str) -> Option<Component> {
    let mut licence = LicenseChoiceUrlVariant1ItemLicenseBuilder::default();
    let licence = licence.expression("Apache-2.0").build().ok()?;
    let mut component = component(name, version);
    component.licenses(LicenseChoiceUrl::Variant1(vec![licence]));
    component.build().ok()
}

fn component(name: &str, version: &str) -> ComponentBuilder {
    let mut component = ComponentBuilder::default();
    let purl = purl(name, version);
    component
        .type_("library")
        .name(name)
        .version(version.to_owned());
    component.bom_ref(purl.clone()).purl(purl);
    component
}

fn of_package(package: &Package) -> Dependency {
    let needed = package.dependencies.iter();
    let needed = needed.map(|one| purl(one.name.as_str(), &one.version.to_string()));
    depends(&purl_of(package), needed)
}

fn depends(on: &str, needed: impl Iterator<Item = String>) -> Dependency {
    let needed: BTreeSet<String> = needed.collect();
    let needed: Vec<String> = needed.into_iter().collect();
    Dependency {
        depends_on: (!needed.is_empty()).then_some(needed),
        provides: None,
        ref_: on.to_owned(),
    }
}

fn purl_of(package: &Package) -> String {
    purl(package.name.as_str(), &package.version.to_string())
}

/// <https://github.com/package-url/purl-spec/blob/main/types-doc/cargo-definition.md>
fn purl(name: &str, version: &str) -> String {
    // Of what a version may have, only `+` has a meaning of its own in a URL.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}
