//! Rules, scopes, templates and limits.
//!
//! Lives here: tests of whole, small rule sets. Never here: single functions, real services.

use super::super::params::ParamsBuilder;
use super::super::prelude::*;
use super::*;

static PARTITIONS: &[Partition] = &[Partition {
    id: "aws",
    region_regex: "^$",
    regions: &[],
    dns_suffix: "example.com",
    dual_stack_dns_suffix: "example.org",
    supports_fips: true,
    supports_dual_stack: true,
    implicit_global_region: "there",
}];

static PARAMETERS: &[Parameter] = &[
    Parameter::string("Region").built_in(BuiltIn::Region),
    Parameter::boolean_or("UseFIPS", false).built_in(BuiltIn::UseFips),
    Parameter::boolean("UseDualStack").built_in(BuiltIn::UseDualStack),
    Parameter::string("Endpoint").built_in(BuiltIn::Endpoint),
    Parameter::string_or("Stage", "prod"),
    Parameter::boolean_or("Verbose", true),
    Parameter::string("Unset"),
];

fn ask(rules: &'static [Rule]) -> Result<Endpoint, String> {
    let params = ParamsBuilder::<()>::default().region("here").build();
    let params = params.expect("valid parameters");
    let rule_set = RuleSet {
        parameters: PARAMETERS,
        rules,
    };
    let partitions = Partitions::new(PARTITIONS);
    evaluate(&rule_set, &partitions, &params.values).map_err(|error| error.to_string())
}

#[track_caller]
fn check(rules: &'static [Rule], expected: Result<&str, &str>) {
    let found = ask(rules);
    let found = found.as_ref().map(Endpoint::url).map_err(String::as_str);
    assert_eq!(found, expected);
}

/// What a template renders to, or the error.
#[track_caller]
fn check_template(template: &'static str, expected: Result<&str, &str>) {
    check(
        Vec::leak(vec![Rule::endpoint(&[], Template(template))]),
        expected,
    );
}

const NO_URL: Result<&str, &str> = Err("the endpoint rules gave no value for the URL");
const NO_MATCH: Result<&str, &str> = Err("No endpoint rule matched");
const ENDLESS: Result<&str, &str> = Err("the endpoint rules are nested too deep or never end");

#[test]
fn templates_take_references_paths_and_braces() {
    check_template("https://a.b", Ok("https://a.b"));
    check_template("{Region}", Ok("here"));
    check_template("{Stage}.{Region}/", Ok("prod.here/"));
    check_template("{{{Region}}}{{}}", Ok("{here}{}"));
}

#[test]
fn a_template_with_something_other_than_text_gives_nothing() {
    for template in [
        "x{Unset}",
        "{Unknown}",
        "{UseFIPS}",
        "{Region#name}",
        "{Region#[0]}",
    ] {
        check_template(template, NO_URL);
    }
}

#[test]
fn a_malformed_template_is_an_error() {
    check_template("a{b", Err("malformed template: `a{b`"));
    check_template("a}b", Err("malformed template: `a}b`"));
}

#[test]
fn an_empty_url_is_an_error() {
    check_template("", Err("the endpoint's URL is empty"));
}

#[test]
fn a_url_is_text() {
    static COMPUTED: &[Rule] = &[Rule::endpoint(
        &[],
        call(UriEncode, &[Template("{Region}/{Stage}")]),
    )];
    check(const { &[Rule::endpoint(&[], Boolean(true))] }, NO_URL);
    check(const { &[Rule::endpoint(&[], Reference("Unset"))] }, NO_URL);
    check(
        const { &[Rule::endpoint(&[], Reference("Stage"))] },
        Ok("prod"),
    );
    check(COMPUTED, Ok("here%2Fprod"));
}

#[test]
fn rules_are_tried_in_order() {
    static RULES: &[Rule] = &[
        Rule::endpoint(&[when(IsSet, &[Reference("Unset")])], Template("unset")),
        Rule::endpoint(
            &[when(BooleanEquals, &[Reference("UseFIPS"), Boolean(true)])],
            Template("fips"),
        ),
        Rule::endpoint(
            &[when(StringEquals, &[Reference("Unset"), Template("a")])],
            Template("a"),
        ),
        Rule::endpoint(
            &[when(Coalesce, &[Reference("Verbose")])],
            Template("verbose"),
        ),
        Rule::endpoint(&[], Template("last")),
    ];
    check(RULES, Ok("verbose"));
}

#[test]
fn all_conditions_must_hold() {
    static RULES: &[Rule] = &[
        Rule::endpoint(
            &[
                when(IsSet, &[Reference("Region")]),
                when(IsSet, &[Reference("Unset")]),
            ],
            Template("both"),
        ),
        Rule::error(&[], Template("no {Region} in {Stage}")),
    ];
    check(RULES, Err("no here in prod"));
}

#[test]
fn nothing_matching_is_an_error() {
    check(&[], NO_MATCH);
    check(const { &[Rule::tree(&[], &[])] }, NO_MATCH);
}

#[test]
fn a_tree_is_a_decision() {
    static RULES: &[Rule] = &[
        Rule::tree(
            &[when(IsSet, &[Reference("Region")])],
            &[Rule::endpoint(
                &[when(IsSet, &[Reference("Unset")])],
                Template("inner"),
            )],
        ),
        Rule::endpoint(&[], Template("after")),
    ];
    check(RULES, NO_MATCH);
}

#[test]
fn variables_reach_into_trees_and_later_conditions() {
    static RULES: &[Rule] = &[Rule::tree(
        &[
            when(AwsPartition, &[Reference("Region")]).assign("Partition"),
            when(GetAttr, &[Reference("Partition"), Template("dnsSuffix")]).assign("suffix"),
        ],
        &[Rule::endpoint(
            &[when(
                BooleanEquals,
                &[
                    call(GetAttr, &[Reference("Partition"), Template("supportsFIPS")]),
                    Boolean(true),
                ],
            )],
            Template("https://{Region}.{suffix}/{Partition#name}"),
        )],
    )];
    check(RULES, Ok("https://here.example.com/aws"));
}

#[test]
fn variables_end_with_their_rule() {
    static RULES: &[Rule] = &[
        Rule::endpoint(
            &[
                when(Coalesce, &[Template("first")]).assign("word"),
                when(IsSet, &[Reference("Unset")]),
            ],
            Reference("word"),
        ),
        Rule::endpoint(&[when(IsSet, &[Reference("word")])], Template("leaked")),
        Rule::endpoint(
            &[when(Coalesce, &[Template("second")]).assign("word")],
            Reference("word"),
        ),
    ];
    check(RULES, Ok("second"));
}

#[test]
fn a_variable_that_is_false_fails_its_condition() {
    static RULES: &[Rule] = &[
        Rule::endpoint(
            &[when(IsValidHostLabel, &[Template("a.b"), Boolean(false)]).assign("valid")],
            Template("valid"),
        ),
        Rule::endpoint(
            &[when(Not, &[call(IsSet, &[Reference("valid")])])],
            Template("invalid"),
        ),
    ];
    check(RULES, Ok("invalid"));
}

#[test]
fn a_required_parameter_must_be_set() {
    static RULES: RuleSet = RuleSet {
        parameters: &[Parameter::string("Endpoint")
            .built_in(BuiltIn::Endpoint)
            .required()],
        rules: &[Rule::endpoint(&[], Reference("Endpoint"))],
    };
    let partitions = Partitions::new(PARTITIONS);
    let ask = |params: ParamsBuilder| {
        let params = params.build().expect("valid parameters");
        let endpoint = evaluate(&RULES, &partitions, &params.values);
        endpoint
            .map(|it| it.url().to_owned())
            .map_err(|error| error.to_string())
    };
    let missing = "a required field was missing: `Endpoint`".to_owned();
    assert_eq!(ask(ParamsBuilder::<()>::default()), Err(missing));
    let given = ParamsBuilder::<()>::default().endpoint("http://localhost:1/a");
    assert_eq!(ask(given), Ok("http://localhost:1/a".to_owned()));
}

#[test]
fn headers_and_properties_are_rendered() {
    static RULES: &[Rule] = &[Rule::endpoint_with(
        &[],
        Template("https://a.b"),
        &[("x-one", &[Template("{Region}"), Reference("Stage")])],
        &[
            (
                "authSchemes",
                List(&[Record(&[
                    ("name", Template("sigv4")),
                    ("signingRegion", Template("{Region}")),
                    ("disableDoubleEncoding", Reference("Verbose")),
                ])]),
            ),
            ("number", Integer(-1)),
        ],
    )];
    let endpoint = ask(RULES).expect("an endpoint");
    let scheme = [
        ("name".to_owned(), "sigv4".into()),
        ("signingRegion".to_owned(), "here".into()),
        ("disableDoubleEncoding".to_owned(), true.into()),
    ];
    let schemes: Vec<aws_smithy_types::Document> =
        vec![std::collections::HashMap::from(scheme).into()];
    let expected = Endpoint::builder()
        .url("https://a.b")
        .header("x-one", "here")
        .header("x-one", "prod")
        .property("authSchemes", schemes)
        .property("number", aws_smithy_types::Number::NegInt(-1))
        .build();
    assert_eq!(endpoint, expected);
}

#[test]
fn headers_and_properties_need_values() {
    static PROPERTY: &[Rule] = &[Rule::endpoint_with(
        &[],
        Template("a"),
        &[],
        &[("list", List(&[Template("a"), Template("{Unset}")]))],
    )];
    static HEADER: &[Rule] = &[Rule::endpoint_with(
        &[],
        Template("a"),
        &[("x-one", &[Reference("UseFIPS")])],
        &[],
    )];
    check(HEADER, Err("the endpoint rules gave no value for x-one"));
    check(PROPERTY, Err("the endpoint rules gave no value for list"));
}

#[test]
fn rules_that_never_end_are_an_error() {
    static RULES: [Rule; 1] = [Rule::tree(&[], &RULES)];
    check(&RULES, ENDLESS);
}

#[test]
fn expressions_that_never_end_are_an_error() {
    static DEEP: [Expression; 1] = [call(Coalesce, &DEEP)];
    static DEEPLY: &[Rule] = &[Rule::endpoint(&[when(Coalesce, &DEEP)], Template("a"))];
    check(DEEPLY, ENDLESS);
}

#[test]
fn expressions_that_share_too_much_are_an_error() {
    let mut wide = Boolean(true);
    for _ in 0..40 {
        wide = List(Vec::leak(vec![wide, wide]));
    }
    let arguments = Vec::leak(vec![wide]);
    let conditions = Vec::leak(vec![when(Coalesce, arguments)]);
    let rules = Vec::leak(vec![Rule::endpoint(conditions, Template("a"))]);
    check(rules, ENDLESS);
}

#[test]
fn many_calls_at_one_level_do_not_count_as_depth() {
    const SET: Condition = when(Not, &[call(IsSet, &[Reference("Unset")])]);
    static RULES: &[Rule] = &[Rule::endpoint(&[SET; 200], Template("a"))];
    check(RULES, Ok("a"));
}
