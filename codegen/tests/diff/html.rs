//! The page: complete, the same every time, and safe whatever a model says.

use std::collections::BTreeSet;
use std::path::Path;

use smithwright_codegen::diff::{Revision, Verdict, diff, view};
use smithwright_codegen::load::Documents;

use crate::model_files::{PAIRS, history, old};

fn page(old: &Revision, new: &Revision) -> String {
    view::html(&[(diff(old, new), old, new)])
}

#[test]
fn every_operation_is_there_once() {
    let Some(history) = history("every_operation_is_there_once") else {
        return;
    };
    for (was, is) in PAIRS {
        let (was, is) = (old(&history, was), old(&history, is));
        let page = page(&was, &is);
        assert_eq!(page, self::page(&was, &is));
        let changes = diff(&was, &is);
        let facts = changes.facts.iter().filter(|f| f.verdict != Verdict::None);
        let names: BTreeSet<_> = facts
            .flat_map(|fact| &fact.reach)
            .map(|reach| reach.operation.as_str())
            .collect();
        assert_eq!(page.matches("data-operation=").count(), names.len());
        for name in names {
            let entry = format!("data-operation=\"{name}\"");
            assert_eq!(page.matches(&entry).count(), 1, "{name}");
        }
    }
}

#[test]
fn what_a_model_says_stays_text() {
    let text = |docs: &str, member: &str| {
        let text = r#"{"metadata": {"apiVersion": "1", "endpointPrefix": "zoo", "protocol": "json",
            "jsonVersion": "1.1", "serviceFullName": "</title><script>zoo</script>",
            "serviceId": "Zoo", "signatureVersion": "v4"},
            "operations": {"Feed": {"name": "Feed", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "Food"}, "documentation": "DOCS"}},
            "shapes": {"Food": {"type": "structure", "members": {"MEMBER": {"shape": "S"}}},
            "S": {"type": "string"}}}"#;
        text.replace("DOCS", docs).replace("MEMBER", member)
    };
    let read = |text: &str| {
        let read = Revision::read("<script>1", &Documents::of(Path::new("m.json"), text));
        read.unwrap_or_else(|problems| panic!("{problems}"))
    };
    let was = read(&text("<p>Feeds.</p>", "Name"));
    let is = read(&text(
        "<p>Feeds.</p><script>docs</script>",
        "<script>member</script>",
    ));
    let page = page(&was, &is);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("</title").count(), 1);
    assert!(page.contains("&lt;script&gt;member&lt;/script&gt;"));
}
