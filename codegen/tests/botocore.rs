//! The ledger against every service of AWS: no model of botocore has a key that the project does not
//! know, and a model that can be loaded passes the check.

use std::path::{Path, PathBuf};

use smithwright_codegen::check::check;
use smithwright_codegen::load::{Document, Documents, parse_service};
use smithwright_codegen::problem::Problem;

/// What is wrong with the services of one `data/SERVICE/VERSION` folder.
fn problems(folder: &Path) -> (usize, Vec<Problem>) {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).ok().map(|text| (path, text))
    };
    let service = read("service-2.json");
    let others = [
        "paginators-1.json",
        "waiters-2.json",
        "endpoint-rule-set-1.json",
    ]
    .map(read);
    let Some((file, text)) = &service else {
        return (0, Vec::new());
    };
    let [paginators, waiters, endpoint_rules] = others.each_ref().map(|other| {
        let (file, text) = other.as_ref()?;
        Some(Document { file, text })
    });
    let service = Document { file, text };
    match parse_service(&Documents {
        service,
        paginators,
        waiters,
        endpoint_rules,
    }) {
        Ok(model) => (1, check(file, &model)),
        Err(problems) => (0, problems.0),
    }
}

#[test]
#[ignore = "needs SMITHWRIGHT_BOTOCORE, botocore's `data` folder with every .gz unpacked"]
fn every_key_of_every_service_is_known() {
    let data = std::env::var_os("SMITHWRIGHT_BOTOCORE")
        .map(PathBuf::from)
        .expect("the variable");
    let (mut loaded, mut surprises) = (0, Vec::new());
    for service in std::fs::read_dir(data).expect("a folder") {
        let service = service.expect("an entry").path();
        for version in std::fs::read_dir(service).into_iter().flatten() {
            let (good, found) = problems(&version.expect("an entry").path());
            loaded += good;
            surprises.extend(found.into_iter().filter(|problem| !is_decided(problem)));
        }
    }
    let surprises: Vec<String> = surprises.iter().map(ToString::to_string).collect();
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
    assert!(loaded > 100, "only {loaded} services were loaded");
}

/// Whether the problem is something that the project has decided not to support.
fn is_decided(problem: &Problem) -> bool {
    let decided = [
        "not supported",
        "is supported",
        "are supported",
        "can be generated",
    ];
    decided.iter().any(|words| problem.what.contains(words))
}
