//! Models of any size, one kind of growth each.
//!
//! Never here: what they may cost.

use std::fmt::Write as _;

/// The documents of a model of size `n`.
pub(crate) struct Texts {
    pub(crate) service: String,
    pub(crate) paginators: Option<String>,
    pub(crate) waiters: Option<String>,
    pub(crate) rules: String,
}

/// A kind of growth.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// The smaller of the two sizes: as small as lets a square show.
    pub(crate) least: usize,
    pub(crate) texts: fn(usize) -> Texts,
}

/// All of them. What grows is in the name.
pub(crate) const FAMILIES: &[Family] = &[
    family("chain of structures", 100, |n| {
        let next = |i| {
            format!(
                r#""S{i}": {}"#,
                structure("", &[("N", &format!("S{}", i + 1))])
            )
        };
        shapes(
            "S0",
            &format!("{}, \"S{n}\": {}", list(n, next), structure("", &[])),
        )
    }),
    family("cycle of structures", 100, |n| {
        let next = |i| structure("", &[("N", &format!("S{}", (i + 1) % n))]);
        shapes("S0", &list(n, |i| format!(r#""S{i}": {}"#, next(i))))
    }),
    family("dense cycle of structures", 60, |n| {
        let next = |i| {
            let members = list(6, |m| {
                format!(r#""M{m}": {{"shape": "S{}"}}"#, (i + m + 1) % n)
            });
            format!(r#""S{i}": {{"type": "structure", "members": {{{members}}}}}"#)
        };
        shapes("S0", &list(n, next))
    }),
    family("structures that require two of the next", 40, |n| {
        let next = |i| {
            let target = format!("S{}", i + 1);
            let required = r#""required": ["A", "B"],"#;
            format!(
                r#""S{i}": {}"#,
                structure(required, &[("A", &target), ("B", &target)])
            )
        };
        shapes(
            "S0",
            &format!("{}, \"S{n}\": {}", list(n, next), structure("", &[])),
        )
    }),
    family("structures that hold themselves", 100, |n| {
        let own = |i| format!(r#""S{i}": {}"#, structure("", &[("N", &format!("S{i}"))]));
        shapes(
            "All",
            &format!("{}, \"All\": {}", list(n, own), all(n, "S")),
        )
    }),
    family("lists in lists", 128, |n| {
        // As deep as they may be, and as many as it takes.
        let next = |i: usize| {
            let item = if i % 32 == 31 {
                "Text".to_owned()
            } else {
                format!("L{}", i + 1)
            };
            format!(r#""L{i}": {{"type": "list", "member": {{"shape": "{item}"}}}}"#)
        };
        shapes(
            "All",
            &format!("{}, \"All\": {}", list(n, next), all(n, "L")),
        )
    }),
    family("lists that are too deep", 500, |n| {
        let next = |i| {
            format!(
                r#""L{i}": {{"type": "list", "member": {{"shape": "L{}"}}}}"#,
                i + 1
            )
        };
        let last = format!(r#""L{n}": {{"type": "list", "member": {{"shape": "Text"}}}}"#);
        let top = structure("", &[("L", "L0")]);
        shapes("All", &format!("{}, {last}, \"All\": {top}", list(n, next)))
    }),
    family("maps in maps", 128, |n| {
        let next = |i: usize| {
            let value = if i % 32 == 31 {
                "Text".to_owned()
            } else {
                format!("L{}", i + 1)
            };
            let key = r#""key": {"shape": "Text"}"#;
            format!(r#""L{i}": {{"type": "map", {key}, "value": {{"shape": "{value}"}}}}"#)
        };
        shapes(
            "All",
            &format!("{}, \"All\": {}", list(n, next), all(n, "L")),
        )
    }),
    family("members", 300, |n| {
        shapes(
            "All",
            &format!("\"All\": {}", members(n, "", |_| "Text".to_owned())),
        )
    }),
    family("required members", 200, |n| {
        let required = format!(r#""required": [{}],"#, list(n, |i| format!("\"M{i}\"")));
        shapes(
            "All",
            &format!("\"All\": {}", members(n, &required, |_| "Text".to_owned())),
        )
    }),
    family("members in queries", 300, |n| {
        let query = |i| format!(r#""M{i}": {{"shape": "Text", "location": "querystring"}}"#);
        let members = list(n, query);
        shapes(
            "All",
            &format!(r#""All": {{"type": "structure", "members": {{{members}}}}}"#),
        )
    }),
    family("operations", 40, |n| {
        let name = |i| format!("Play{i}");
        let of_name = |i| structure("", &[("Id", &format!("Id{i}"))]);
        let shape = |i| {
            format!(
                r#""In{i}": {}, "Out{i}": {}, "Id{i}": {{"type": "string"}}"#,
                of_name(i),
                of_name(i)
            )
        };
        let operations = list(n, |i| {
            operation(&name(i), &format!("In{i}"), &format!("Out{i}"), "")
        });
        service(&operations, &list(n, shape))
    }),
    family("errors", 60, |n| {
        let error = |i| {
            format!(
                r#""E{i}": {}"#,
                structure("\"exception\": true,", &[("M", "Text")])
            )
        };
        let errors = list(n, |i| format!(r#"{{"shape": "E{i}"}}"#));
        let errors = format!(r#", "errors": [{errors}]"#);
        let operations = operation("Play", "In", "In", &errors);
        let input = structure("", &[]);
        service(&operations, &format!("\"In\": {input}, {}", list(n, error)))
    }),
    family("enums", 150, |n| {
        let one = |i| format!(r#""E{i}": {{"type": "string", "enum": ["a", "b"]}}"#);
        shapes(
            "All",
            &format!("{}, \"All\": {}", list(n, one), all(n, "E")),
        )
    }),
    family("values of an enum", 500, |n| {
        of_enum(&list(n, |i| format!("\"VALUE_{i}\"")))
    }),
    family("values that differ in case alone", 250, |n| {
        of_enum(&list(n, |i| format!("\"value-{i}\", \"VALUE_{i}\"")))
    }),
    family("values of one name", 250, |n| {
        // Twelve characters that no name has, a bit each.
        let bits = |i| format!("{i:012b}").replace('0', "-").replace('1', "+");
        of_enum(&list(n, |i| format!("\"a{}\"", bits(i))))
    }),
    family("constraints", 200, |n| {
        let text = |i| {
            format!(
                r#""T{i}": {{"type": "string", "min": 1, "max": {}, "pattern": "^[a-z]{{{}}}$"}}"#,
                i + 9,
                i % 10
            )
        };
        shapes(
            "All",
            &format!("{}, \"All\": {}", list(n, text), all(n, "T")),
        )
    }),
    family("words of documentation", 4_000, |n| {
        documented(&"fleet ".repeat(n))
    }),
    family("tags of documentation", 1_000, |n| {
        documented(&"a<i>b</i><b>.</b><code>c</code> <a href='https://x/?&a&b'>d</a>".repeat(n))
    }),
    family("emphasis that is none without its neighbour", 1_000, |n| {
        documented(&format!("a<i>b</i>{}", "<b>.c.</b><i>.d.</i>".repeat(n)))
    }),
    family("open tags of documentation", 500, |n| {
        documented(&"<ul><li><b>a ".repeat(n))
    }),
    family("tables of documentation", 60, |n| {
        let row = "<tr><td>a</td></tr>".repeat(n);
        documented(&format!(
            "<table><tr>{}</tr>{row}</table>",
            "<td>a</td>".repeat(n)
        ))
    }),
    family(
        "backticks, references and stops of documentation",
        500,
        |n| {
            let runs: String = (1..40).map(|i| format!("`{}a", "`".repeat(i))).collect();
            let code = format!("<code>{}</code>", runs.repeat(n / 40 + 1));
            let link = format!("<a href='https://x/?{}'>y</a>", "&".repeat(n));
            documented(&format!("{code} {link} {}", "i.e.".repeat(n)))
        },
    ),
    family("unknown tags", 400, |n| {
        documented(&list(n, |i| format!("a <zoo{i}>b</zoo{i}> c")))
    }),
    family("templates of addresses", 1_000, |n| {
        documented(&"https://&lt;x ".repeat(n))
    }),
    family("paginators", 40, |n| {
        let operations = list(n, |i| operation(&format!("Play{i}"), "In", "In", ""));
        let pages = r#"{"input_token": "T", "output_token": "T", "result_key": "L"}"#;
        let input = structure("", &[("T", "Text"), ("L", "Texts")]);
        let texts = r#""Texts": {"type": "list", "member": {"shape": "Text"}}"#;
        let pages = list(n, |i| format!(r#""Play{i}": {pages}"#));
        Texts {
            paginators: Some(format!(r#"{{"pagination": {{{pages}}}}}"#)),
            ..service(&operations, &format!("\"In\": {input}, {texts}"))
        }
    }),
    family("paginators of nothing", 500, |n| {
        let pages = r#"{"input_token": "T", "output_token": "T"}"#;
        let pages = list(n, |i| format!(r#""Playing{i}": {pages}"#));
        let operations = list(n, |i| operation(&format!("Play{i}"), "In", "In", ""));
        Texts {
            paginators: Some(format!(r#"{{"pagination": {{{pages}}}}}"#)),
            ..service(&operations, &format!("\"In\": {}", structure("", &[])))
        }
    }),
    family("waiters", 100, |n| {
        let state = |i| {
            format!(
                r#"{{"matcher": "path", "argument": "S", "expected": "V{i}", "state": "success"}}"#
            )
        };
        let waiter = |i| {
            format!(
                r#""Wait{i}": {{"operation": "Play", "delay": 5, "acceptors": [{}]}}"#,
                state(i)
            )
        };
        let waiters = list(n, waiter);
        let values = list(n, |i| format!("\"V{i}\""));
        Texts {
            waiters: Some(format!(r#"{{"version": 2, "waiters": {{{waiters}}}}}"#)),
            ..service(
                &operation("Play", "In", "In", ""),
                &format!(
                    r#""In": {}, "State": {{"type": "string", "enum": [{values}]}}"#,
                    structure("", &[("S", "State")])
                ),
            )
        }
    }),
    family("endpoint rules", 200, |n| {
        let condition =
            |i| format!(r#"{{"fn": "parseURL", "argv": [{{"ref": "P{i}"}}], "assign": "u{i}"}}"#);
        let rule = |i| {
            format!(
                r#"{{"type": "endpoint", "conditions": [{}], "endpoint": {{"url": "https://{{u{i}#authority}}"}}}}"#,
                condition(i)
            )
        };
        let parameter = |i| format!(r#""P{i}": {{"type": "string", "required": true}}"#);
        ruled(&list(n, parameter), &list(n, rule))
    }),
    family("endpoint rules in each other", 10, |n| {
        let open = r#"{"type": "tree", "conditions": [], "rules": ["#.repeat(n);
        let inner = r#"{"type": "error", "conditions": [], "error": "x"}"#;
        ruled("", &format!("{open}{inner}{}", "]}".repeat(n)))
    }),
    family("references to nothing", 500, |n| {
        let members = members(n, "", |i| format!("Missing{i}"));
        shapes("All", &format!("\"All\": {members}"))
    }),
    family("keys that nobody knows", 500, |n| {
        let keys = list(n, |i| format!(r#""key{i}": {{"a": [1, 2]}}"#));
        shapes(
            "All",
            &format!(r#""All": {{"type": "structure", "members": {{}}, {keys}}}"#),
        )
    }),
];

const fn family(name: &'static str, least: usize, texts: fn(usize) -> Texts) -> Family {
    Family { name, least, texts }
}

fn list(n: usize, one: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for i in 0..n {
        let comma = if i == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}{}", one(i));
    }
    text
}

fn structure(more: &str, members: &[(&str, &str)]) -> String {
    let members = list(members.len(), |i| {
        let (name, target) = members[i];
        format!(r#""{name}": {{"shape": "{target}"}}"#)
    });
    format!(r#"{{"type": "structure", {more} "members": {{{members}}}}}"#)
}

/// A structure of `n` members.
fn members(n: usize, more: &str, target: impl Fn(usize) -> String) -> String {
    let members = list(n, |i| format!(r#""M{i}": {{"shape": "{}"}}"#, target(i)));
    format!(r#"{{"type": "structure", {more} "members": {{{members}}}}}"#)
}

/// A structure that holds the shapes `prefix` 0 to `n`.
fn all(n: usize, prefix: &str) -> String {
    members(n, "", |i| format!("{prefix}{i}"))
}

fn operation(name: &str, input: &str, output: &str, more: &str) -> String {
    format!(
        r#""{name}": {{"name": "{name}", "http": {{"method": "POST", "requestUri": "/"}},
            "input": {{"shape": "{input}"}}, "output": {{"shape": "{output}"}}{more}}}"#
    )
}

/// A service whose one operation takes a structure that holds `top`.
fn shapes(top: &str, shapes: &str) -> Texts {
    let input = structure("\"required\": [\"Top\"],", &[("Top", top)]);
    service(
        &operation("Play", "In", "Out", ""),
        &format!(
            "\"In\": {input}, \"Out\": {}, {shapes}",
            structure("", &[("Top", top)])
        ),
    )
}

fn of_enum(values: &str) -> Texts {
    shapes(
        "E",
        &format!(r#""E": {{"type": "string", "enum": [{values}]}}"#),
    )
}

/// A service with a structure of this documentation.
fn documented(html: &str) -> Texts {
    let docs = serde_json::Value::from(html);
    shapes(
        "D",
        &format!(
            "\"D\": {}",
            structure(&format!("\"documentation\": {docs},"), &[])
        ),
    )
}

fn ruled(parameters: &str, rules: &str) -> Texts {
    Texts {
        rules: format!(
            r#"{{"version": "1.0", "parameters": {{{parameters}}}, "rules": [{rules}]}}"#
        ),
        ..shapes("Text", r#""Nothing": {"type": "string"}"#)
    }
}

fn service(operations: &str, shapes: &str) -> Texts {
    let rules = r#"{"version": "1.0", "parameters": {}, "rules": [
        {"type": "error", "conditions": [], "error": "nowhere"}]}"#;
    let service = format!(
        r#"{{"version": "2.0", "metadata": {{"apiVersion": "2020-01-01", "endpointPrefix": "arcade",
            "protocol": "rest-json", "serviceFullName": "Arcade", "serviceId": "Arcade", "signatureVersion": "v4"}},
            "operations": {{{operations}}}, "shapes": {{"Text": {{"type": "string"}}, {shapes}}}}}"#
    );
    Texts {
        service,
        paginators: None,
        waiters: None,
        rules: rules.to_owned(),
    }
}
