//! The statement and the bill of materials, read with the libraries of those who define these formats.

use in_toto_attestation::predicates::provenance::v1::provenance::Provenance;
use in_toto_attestation::v1::statement::Statement;
use in_toto_attestation::validator::MetadataValidator as _;
use protobuf_json_mapping::{parse_from_str, print_to_string};
use serde_cyclonedx::cyclonedx::v_1_6::CycloneDx;

use super::{Scene, asking};

#[test]
fn the_statement_is_one_and_names_every_file() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    for name in ["arcade", "smithwright-runtime"] {
        let text = scene.read(&format!("vendor/{name}/provenance.intoto.json"));
        let statement: Statement = parse_from_str(&text).expect("a statement");
        assert_eq!(statement.validate_fields().ok(), Some(true));
        assert_eq!(statement.predicate_type, "https://slsa.dev/provenance/v1");
        let folder = scene.path("vendor").join(name);
        let mut files = tests::workspace::files_below(&folder);
        files.retain(|path| !path.ends_with("provenance.intoto.json"));
        let mut subjects: Vec<_> = statement
            .subject
            .iter()
            .map(|one| one.name.clone())
            .collect();
        subjects.sort();
        let files = files.iter();
        let mut files: Vec<_> = files
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(subjects, files);
        for subject in &statement.subject {
            let digest = tests::workspace::sha256(&folder.join(&subject.name));
            assert_eq!(
                subject.digest.get("sha256"),
                Some(&digest),
                "{}",
                subject.name
            );
        }
        let predicate = print_to_string(&*statement.predicate).expect("a predicate");
        let provenance: Provenance = parse_from_str(&predicate).expect("SLSA provenance");
        let definition = provenance.build_definition.as_ref().expect("a definition");
        assert!(!definition.build_type.is_empty());
        let models = definition.resolved_dependencies.iter();
        let models = models.filter(|one| one.uri == "pkg:pypi/botocore@1.0.0");
        assert_eq!(models.count(), usize::from(name == "arcade"));
    }
}

#[test]
fn the_bill_of_materials_is_one() {
    let scene = Scene::new();
    scene.vendor(asking(&["OpenDoor"]));
    let text = scene.read("vendor/arcade/sbom.cdx.json");
    let bill: CycloneDx = serde_json::from_str(&text).expect("CycloneDX 1.6");
    assert_eq!(
        (bill.bom_format.as_str(), bill.spec_version.as_str()),
        ("CycloneDX", "1.6")
    );
    let purls: Vec<_> = bill
        .components
        .iter()
        .flatten()
        .filter_map(|one| one.purl.clone())
        .collect();
    assert!(
        purls
            .iter()
            .any(|purl| purl.starts_with("pkg:cargo/aws-runtime@")),
        "{purls:?}"
    );
    let known: std::collections::BTreeSet<_> = purls.iter().collect();
    assert_eq!(known.len(), purls.len(), "each of them once");
    let own = bill
        .metadata
        .and_then(|metadata| metadata.component?.purl)
        .expect("itself");
    for dependency in bill.dependencies.iter().flatten() {
        assert!(known.contains(&dependency.ref_) || dependency.ref_ == own);
        for needed in dependency.depends_on.iter().flatten() {
            assert!(known.contains(needed), "{needed}");
        }
    }
}
