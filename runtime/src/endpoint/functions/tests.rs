//! Every function at its edges. The cases follow the specification's examples and its wording.
//!
//! Lives here: tests of single calls. Never here: rules, templates.

use super::*;

static PARTITIONS: &[Partition] = &[Partition {
    id: "aws",
    region_regex: r"^eu\-\w+\-\d+$",
    regions: &["eu-west-1"],
    dns_suffix: "amazonaws.com",
    dual_stack_dns_suffix: "api.aws",
    supports_fips: true,
    supports_dual_stack: false,
    implicit_global_region: "us-east-1",
}];

fn apply_to(function: Function, arguments: &[Option<Value<'static>>]) -> Option<Value<'static>> {
    apply(function, arguments, &Partitions::new(PARTITIONS))
}

#[track_caller]
fn check<'a>(
    function: Function,
    arguments: impl IntoIterator<Item = Value<'static>>,
    expected: impl Into<Option<Value<'a>>>,
) {
    let arguments: Vec<_> = arguments.into_iter().map(Some).collect();
    let found = apply_to(function, &arguments);
    assert_eq!(found, expected.into(), "{function:?}{arguments:?}");
}

fn text(text: &'static str) -> Value<'static> {
    text.into()
}

fn texts(texts: &[&'static str]) -> Value<'static> {
    List(texts.iter().map(|it| (*it).into()).collect())
}

fn yes_or_no(value: bool) -> Value<'static> {
    Boolean(value)
}

#[test]
fn is_set_asks_for_a_value_not_for_truth() {
    check(Function::IsSet, [yes_or_no(false)], yes_or_no(true));
    check(Function::IsSet, [text("")], yes_or_no(true));
    let unset = apply_to(Function::IsSet, &[None]);
    assert_eq!(unset, Some(yes_or_no(false)));
}

#[test]
fn not_negates_truth_values_only() {
    check(Function::Not, [yes_or_no(false)], yes_or_no(true));
    check(Function::Not, [yes_or_no(true)], yes_or_no(false));
    check(Function::Not, [text("true")], None);
    assert_eq!(apply_to(Function::Not, &[None]), None);
}

#[test]
fn equality_wants_two_values_of_the_type() {
    let texts = [text("a"), text("a")];
    check(Function::StringEquals, texts.clone(), yes_or_no(true));
    check(
        Function::StringEquals,
        [text("a"), text("A")],
        yes_or_no(false),
    );
    check(Function::BooleanEquals, texts, None);
    let truths = [yes_or_no(true), yes_or_no(false)];
    check(Function::BooleanEquals, truths.clone(), yes_or_no(false));
    check(Function::StringEquals, truths, None);
    check(Function::StringEquals, [text("a")], None);
}

#[test]
fn a_missing_or_surplus_argument_gives_nothing() {
    for function in Function::ALL {
        if *function != Function::Coalesce {
            check(*function, [], None);
            check(*function, vec![text("a"); 9], None);
        }
    }
}

#[test]
fn get_attr_follows_paths() {
    let arn = parse_arn("arn:aws:iam::1:user/jo").expect("an ARN");
    check(
        Function::GetAttr,
        [arn.clone(), text("resourceId[0]")],
        text("user"),
    );
    check(
        Function::GetAttr,
        [arn.clone(), text("resourceId[2]")],
        None,
    );
    check(Function::GetAttr, [arn, text("service")], text("iam"));
    check(Function::GetAttr, [text("iam"), text("service")], None);
}

#[test]
fn coalesce_takes_the_first_value_even_a_false_one() {
    let arguments = [None, Some(yes_or_no(false)), Some(yes_or_no(true))];
    assert_eq!(
        apply_to(Function::Coalesce, &arguments),
        Some(yes_or_no(false))
    );
    assert_eq!(apply_to(Function::Coalesce, &[None, None]), None);
    assert_eq!(apply_to(Function::Coalesce, &[]), None);
}

#[test]
fn ite_chooses() {
    let choose = |condition: bool| [yes_or_no(condition), text("-fips"), text("")];
    check(Function::Ite, choose(true), text("-fips"));
    check(Function::Ite, choose(false), text(""));
    let unset_branch = [Some(yes_or_no(true)), None, Some(text("a"))];
    assert_eq!(apply_to(Function::Ite, &unset_branch), None);
    let unset_condition = [None, Some(text("a")), Some(text("b"))];
    assert_eq!(apply_to(Function::Ite, &unset_condition), None);
}

#[track_caller]
fn check_substring(input: &'static str, range: (i64, i64), reverse: bool, expected: Option<&str>) {
    let (from, to) = range;
    let arguments = [text(input), Integer(from), Integer(to), yes_or_no(reverse)];
    check(Function::Substring, arguments, expected.map(Value::from));
}

#[test]
fn substring_counts_from_either_end() {
    check_substring("abcdefg", (0, 4), false, Some("abcd"));
    check_substring("abcdefg", (0, 4), true, Some("defg"));
    check_substring("abcdefg", (1, 3), false, Some("bc"));
    check_substring("abcdefg", (1, 3), true, Some("ef"));
    check_substring("abc", (0, 3), false, Some("abc"));
    check_substring("abc", (0, 3), true, Some("abc"));
}

#[test]
fn substring_is_whole_or_nothing() {
    for reverse in [false, true] {
        check_substring("abc", (0, 4), reverse, None);
        check_substring("abc", (3, 4), reverse, None);
        check_substring("abc", (2, 2), reverse, None);
        check_substring("abc", (2, 1), reverse, None);
        check_substring("abc", (-1, 2), reverse, None);
        check_substring("abc", (0, -1), reverse, None);
        check_substring("abc", (0, i64::MAX), reverse, None);
        check_substring("abc", (i64::MIN, i64::MAX), reverse, None);
        check_substring("", (0, 1), reverse, None);
    }
}

#[test]
fn substring_of_other_than_ascii_is_nothing() {
    check_substring("größe", (0, 2), false, None);
    check_substring("größe", (0, 1), true, None);
    check_substring("\u{7f}\0", (0, 2), false, Some("\u{7f}\0"));
}

#[test]
fn split_follows_the_specifications_table() {
    let cases: &[(&str, &str, i64, &[&'static str])] = &[
        ("a--b--c", "--", 0, &["a", "b", "c"]),
        ("a--b--c", "--", 2, &["a", "b--c"]),
        ("a--b--c", "--", 1, &["a--b--c"]),
        ("", "--", 0, &[""]),
        ("--", "--", 0, &["", ""]),
        ("----", "--", 0, &["", "", ""]),
        ("--b--", "--", 0, &["", "b", ""]),
        (
            "--x-s3--azid--suffix",
            "--",
            0,
            &["", "x-s3", "azid", "suffix"],
        ),
        ("--x-s3--azid--suffix", "--", 2, &["", "x-s3--azid--suffix"]),
        ("abc", "x", 0, &["abc"]),
        ("mybucket", "--", 1, &["mybucket"]),
    ];
    for (input, delimiter, limit, expected) in cases {
        let arguments = [text(input), text(delimiter), Integer(*limit)];
        check(Function::Split, arguments, texts(expected));
    }
}

#[test]
fn split_wants_a_delimiter_and_a_limit_it_can_keep() {
    check(Function::Split, [text("abc"), text(""), Integer(0)], None);
    check(Function::Split, [text("abc"), text("b"), Integer(-1)], None);
    check(
        Function::Split,
        [text("abc"), text("b"), Integer(i64::MAX)],
        texts(&["a", "c"]),
    );
}

#[test]
fn uri_encode_keeps_only_unreserved_characters() {
    let unreserved = "ABCXYZabcxyz0189-_.~";
    check(Function::UriEncode, [text(unreserved)], text(unreserved));
    check(Function::UriEncode, [text("")], text(""));
    check(
        Function::UriEncode,
        [text("/:,?#[]{}|@! $&'()*+;=%<>\"^`\\")],
        text(
            "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C",
        ),
    );
    check(Function::UriEncode, [text("ü\0\n")], text("%C3%BC%00%0A"));
}

#[track_caller]
fn check_url(input: &'static str, [scheme, authority, path, normalized]: [&str; 4], is_ip: bool) {
    let expected = Record(vec![
        ("scheme", scheme.into()),
        ("authority", authority.into()),
        ("path", path.into()),
        ("normalizedPath", normalized.into()),
        ("isIp", is_ip.into()),
    ]);
    check(Function::ParseUrl, [text(input)], Some(expected));
}

#[test]
fn parse_url_follows_the_specifications_table() {
    check_url(
        "https://example.com",
        ["https", "example.com", "/", "/"],
        false,
    );
    check(
        Function::ParseUrl,
        [text("https://example.com:8443?foo=bar&faz=baz")],
        None,
    );
    check_url(
        "http://example.com:80/foo/bar",
        ["http", "example.com:80", "/foo/bar", "/foo/bar/"],
        false,
    );
    check_url("https://127.0.0.1", ["https", "127.0.0.1", "/", "/"], true);
    check_url("https://[fe80::1]", ["https", "[fe80::1]", "/", "/"], true);
}

#[test]
fn parse_url_takes_ports_paths_and_odd_hosts() {
    check_url(
        "http://1.2.3.4:1234/a/",
        ["http", "1.2.3.4:1234", "/a/", "/a/"],
        true,
    );
    check_url("https://[::1]:443", ["https", "[::1]:443", "/", "/"], true);
    check_url("https://1.2.3", ["https", "1.2.3", "/", "/"], false);
    check_url(
        "https://999.999.a.b",
        ["https", "999.999.a.b", "/", "/"],
        false,
    );
    check_url("http://9_a-.com", ["http", "9_a-.com", "/", "/"], false);
    check_url(
        "https://a.b//c%20d",
        ["https", "a.b", "//c%20d", "//c%20d/"],
        false,
    );
    check_url(
        "https://me:pw@a.b:1/c",
        ["https", "a.b:1", "/c", "/c/"],
        false,
    );
    check_url("HTTPS://a.b", ["https", "a.b", "/", "/"], false);
}

#[test]
fn parse_url_rejects_what_is_no_endpoint() {
    let inputs = [
        "",
        "/",
        "example.com",
        "example.com:80",
        "https:",
        "https://",
        "https:///a",
        "abcd://example.com",
        "ftp://a.b",
        "https://a.b?",
        "https://a.b/c?d",
        "http://a.b:x/c",
        "http://a.b:",
        "http://a.b:99999",
        "http://a b",
        "http://ü.com",
        "https://[::1",
        "//a.b",
        "https://a.b/c d",
    ];
    for input in inputs {
        check(Function::ParseUrl, [text(input)], None);
    }
}

#[test]
fn host_labels_are_those_of_rfc_1123() {
    let check = |label: &str, alone: bool, with_sub_domains: bool| {
        assert_eq!(is_valid_host_label(label, false), alone, "{label}");
        assert_eq!(
            is_valid_host_label(label, true),
            with_sub_domains,
            "{label}"
        );
    };
    let longest = "a".repeat(63);
    for label in ["a", "9", "A", "us-east-1", "a-", "x--y", &longest] {
        check(label, true, true);
    }
    for label in ["a.b", "a.b.c", "1.2.3.4", &format!("{longest}.{longest}")] {
        check(label, false, true);
    }
    let wrong = [
        "", ".", "a.", ".a", "a..b", "-a", "a.-b", "a_b", "a b", "a:b", "a/b", "ü", "a@b",
    ];
    for label in wrong {
        check(label, false, false);
    }
    check(&"a".repeat(64), false, false);
    check(&format!("a.{}", "a".repeat(64)), false, false);
}

#[test]
fn partition_is_a_record() {
    let partition = apply_to(Function::AwsPartition, &[Some(text("eu-west-1"))]);
    let partition = partition.expect("a partition");
    let expected: [(&str, Value<'_>); 6] = [
        ("name", text("aws")),
        ("dnsSuffix", text("amazonaws.com")),
        ("dualStackDnsSuffix", text("api.aws")),
        ("supportsFIPS", yes_or_no(true)),
        ("supportsDualStack", yes_or_no(false)),
        ("implicitGlobalRegion", text("us-east-1")),
    ];
    for (name, value) in expected {
        assert_eq!(partition.at_path(name), Some(value), "{name}");
    }
}

#[track_caller]
fn check_arn(input: &'static str, parts: [&'static str; 4], resource: &[&'static str]) {
    let [partition, service, region, account] = parts;
    let expected = Record(vec![
        ("partition", text(partition)),
        ("service", text(service)),
        ("region", text(region)),
        ("accountId", text(account)),
        ("resourceId", texts(resource)),
    ]);
    check(Function::AwsParseArn, [text(input)], Some(expected));
}

#[test]
fn parse_arn_follows_the_specifications_table() {
    check_arn(
        "arn:aws:sns:us-west-2:012345678910:example-sns-topic-name",
        ["aws", "sns", "us-west-2", "012345678910"],
        &["example-sns-topic-name"],
    );
    check_arn(
        "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE",
        ["aws", "ec2", "us-east-1", "012345678910"],
        &["vpc", "vpc-0e9801d129EXAMPLE"],
    );
    check_arn(
        "arn:aws:iam::012345678910:user/johndoe",
        ["aws", "iam", "", "012345678910"],
        &["user", "johndoe"],
    );
    check_arn(
        "arn:aws:s3:::bucket_name",
        ["aws", "s3", "", ""],
        &["bucket_name"],
    );
    check(
        Function::AwsParseArn,
        [text("11111111-2222-3333-4444-555555555555")],
        None,
    );
}

#[test]
fn parse_arn_splits_the_whole_resource() {
    check_arn(
        "arn:a:b:::c:d/e::",
        ["a", "b", "", ""],
        &["c", "d", "e", "", ""],
    );
    check_arn("arn:a:b:::/", ["a", "b", "", ""], &["", ""]);
}

#[test]
fn parse_arn_wants_six_parts_and_three_of_them_filled() {
    let inputs = [
        "",
        "arn",
        "arn:a:b:c:d",
        "arn:a:b:c:d:",
        "arn::b:c:d:e",
        "arn:a::c:d:e",
        "nra:a:b:c:d:e",
        "ARN:a:b:c:d:e",
        ":::::",
        " arn:a:b:c:d:e",
    ];
    for input in inputs {
        check(Function::AwsParseArn, [text(input)], None);
    }
}

#[test]
fn buckets_can_be_hosts() {
    let check = |name: &str, alone: bool, with_sub_domains: bool| {
        assert_eq!(is_virtual_hostable_s3_bucket(name, false), alone, "{name}");
        let found = is_virtual_hostable_s3_bucket(name, true);
        assert_eq!(found, with_sub_domains, "{name}");
    };
    check("abc123-", true, true);
    check("abc.123-", false, true);
    check(&"a".repeat(63), true, true);
    let wrong = [
        "",
        "a",
        "ab",
        "Abc",
        "-abc",
        "abc_d",
        "abc.",
        "abc.de",
        "192.168.100.101",
        "größe",
    ];
    for name in wrong {
        check(name, false, false);
    }
    check(&"a".repeat(64), false, false);
}

#[test]
fn every_function_has_its_name() {
    for function in Function::ALL {
        assert_eq!(Function::from_name(function.as_str()), Some(*function));
    }
    assert_eq!(Function::from_name("aws.unknown"), None);
}
