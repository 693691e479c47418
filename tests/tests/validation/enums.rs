//! Enums, and required members of outputs.

use gamelift::types::{ComparisonOperatorType, MatchmakingRuleSet};

#[test]
fn a_text_that_no_value_has() {
    let error = ComparisonOperatorType::try_parse("GreaterThanTreshold").expect_err("a typo");
    assert_eq!(error.value(), Some("GreaterThanTreshold"));
    assert_eq!(error.enum_name(), "ComparisonOperatorType");
    assert_eq!(error.nearest(), ["GreaterThanThreshold"]);
    assert_eq!(
        error.to_string(),
        "unknown ComparisonOperatorType: \"GreaterThanTreshold\"; did you mean \"GreaterThanThreshold\"?"
    );
    let error = ComparisonOperatorType::try_parse("x").expect_err("no value");
    assert_eq!(error.to_string(), "unknown ComparisonOperatorType: \"x\"");
}

#[test]
fn values_and_variants() {
    let all = ComparisonOperatorType::ALL;
    let texts: Vec<_> = all.iter().map(ComparisonOperatorType::as_str).collect();
    assert_eq!(texts, ComparisonOperatorType::values());
    assert!(all.iter().all(ComparisonOperatorType::is_known));
    for one in all {
        assert_eq!(
            ComparisonOperatorType::try_parse(one.as_str())
                .ok()
                .as_ref(),
            Some(one)
        );
    }
    let unknown = ComparisonOperatorType::from("Newer");
    assert!(!unknown.is_known());
    assert_eq!(unknown.as_str(), "Newer");
    assert_eq!(ComparisonOperatorType::from(unknown.as_str()), unknown);
}

#[test]
fn what_an_output_has_to_have() {
    let full = MatchmakingRuleSet::builder().rule_set_body("{}").build();
    assert_eq!(full.require_rule_set_body(), Ok("{}"));
    let empty = MatchmakingRuleSet::builder().build();
    let error = empty.require_rule_set_body().expect_err("nothing");
    assert_eq!(
        (error.structure(), error.member()),
        ("MatchmakingRuleSet", "rule_set_body")
    );
    assert_eq!(
        error.to_string(),
        "MatchmakingRuleSet has no rule_set_body, which the model calls required"
    );
}
