//! The rules of `bench/parity/rules`: which differences one accounts for, and that none is left over.

use tests::differences::{Difference, Rules};

fn rules(rule: &str) -> Rules {
    Rules::read("rules.toml", &format!("[[rule]]\n{rule}")).unwrap()
}

fn difference(place: &str, official: &str, ours: &str) -> Difference {
    let [place, official, ours] = [place, official, ours].map(str::to_owned);
    Difference {
        place,
        official,
        ours,
    }
}

#[test]
fn a_rule_accounts_for_what_it_matches_as_a_whole() {
    let mut rules =
        rules("place = 'a \\d'\nofficial = 'x+'\nours = 'y'\nright = 'ours'\nreason = 'It is.'");
    assert!(!rules.account_for(&difference("a 12", "x", "y")));
    assert!(!rules.account_for(&difference("a 1", "x.", "y")));
    assert!(!rules.account_for(&difference("a 1", "x", "z")));
    assert_eq!(
        rules.unused(),
        ["rules.toml: no difference is left at `a \\d`: remove the rule"]
    );
    assert!(rules.account_for(&difference("a 1", "xx", "y")));
    assert!(rules.unused().is_empty());
    assert_eq!(
        rules.summary(),
        ["     1 as expected, ours is right: It is."]
    );
}

#[test]
fn the_rest_of_a_difference_is_equal() {
    let mut rules =
        rules("place = '.*'\napart_from = '[.]\\d+Z'\nright = 'both'\nreason = 'Milliseconds.'");
    assert!(rules.account_for(&difference("a", "1 .563Z 2 .1Z", "1 .564Z 2 ")));
    assert!(!rules.account_for(&difference("a", "1 .563Z 2", "1 .564Z 3")));
}

#[test]
fn a_rule_has_a_reason() {
    let text = "[[rule]]\nplace = 'a'\nright = 'both'\nreason = ' '";
    assert_eq!(
        Rules::read("rules.toml", text).unwrap_err(),
        "rules.toml: the rule for a has no reason"
    );
}
