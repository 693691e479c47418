//! Endpoint resolution with the real rule sets, and through the official runtime's interfaces.
//!
//! Lives here: the services' own endpoint tests, the cache, the interceptors. Never here: single
//! functions and small rule sets, which are tested where they are implemented.

use std::fs;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointResolverParams, ResolveEndpoint as ResolveAnyEndpoint,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{Input, InterceptorContext};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;
use of_stages::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use serde_json::Value;
use smithwright_runtime::endpoint::prelude::*;
use smithwright_runtime::endpoint::rules::{Condition, Expression, Function, Outcome};
use smithwright_runtime::endpoint::{
    EndpointOverrideFeatureTrackerInterceptor, EndpointParamsInterceptor, ErasedParams, Resolver,
    shared,
};

/// Tables from the models' JSON, leaked: what the generator does, for tests only.
mod tables {
    use super::*;

    pub(super) fn read(path: impl AsRef<Path>) -> Value {
        let path = path.as_ref();
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    fn models() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../models"))
    }

    pub(super) fn resolver(service: &str) -> Resolver {
        let rule_set = models().join(service).join("endpoint-rule-set-1.json");
        let rule_set = Box::leak(Box::new(rule_set_of(&read(rule_set))));
        Resolver::new(rule_set, partitions())
    }

    pub(super) fn partitions() -> &'static [Partition] {
        let json = read(models().join("partitions.json"));
        leak(list(&json["partitions"]).iter().map(partition))
    }

    fn partition(json: &Value) -> Partition {
        let outputs = &json["outputs"];
        let regions = json["regions"].as_object().expect("regions");
        assert_eq!(outputs["name"], json["id"]);
        Partition {
            id: text(&json["id"]),
            region_regex: text(&json["regionRegex"]),
            regions: leak(regions.keys().map(|it| text_of(it))),
            dns_suffix: text(&outputs["dnsSuffix"]),
            dual_stack_dns_suffix: text(&outputs["dualStackDnsSuffix"]),
            supports_fips: truth(&outputs["supportsFIPS"]),
            supports_dual_stack: truth(&outputs["supportsDualStack"]),
            implicit_global_region: text(&outputs["implicitGlobalRegion"]),
        }
    }

    fn rule_set_of(json: &Value) -> RuleSet {
        let parameters = json["parameters"].as_object().expect("parameters");
        RuleSet {
            parameters: leak(parameters.iter().map(|(name, it)| parameter(name, it))),
            rules: rules(&json["rules"]),
        }
    }

    fn parameter(name: &str, json: &Value) -> Parameter {
        let (name, default) = (text_of(name), json.get("default"));
        let mut parameter = match (text(&json["type"]).to_lowercase().as_str(), default) {
            ("string", None) => Parameter::string(name),
            ("string", Some(default)) => Parameter::string_or(name, text(default)),
            ("boolean", None) => Parameter::boolean(name),
            ("boolean", Some(default)) => Parameter::boolean_or(name, truth(default)),
            (other, _) => panic!("a parameter of type {other}"),
        };
        parameter.built_in = json.get("builtIn").map(|it| {
            let built_in = BuiltIn::from_name(text(it));
            built_in.unwrap_or_else(|| panic!("unknown built-in {it}"))
        });
        parameter.required = truth(&json["required"]);
        parameter
    }

    fn rules(json: &Value) -> &'static [Rule] {
        leak(list(json).iter().map(|rule| Rule {
            conditions: leak(list(&rule["conditions"]).iter().map(condition)),
            outcome: outcome(rule),
        }))
    }

    fn outcome(json: &Value) -> Outcome {
        match text(&json["type"]) {
            "tree" => Outcome::Tree(rules(&json["rules"])),
            "error" => Outcome::Error(expression(&json["error"])),
            "endpoint" => Outcome::Endpoint {
                url: expression(&json["endpoint"]["url"]),
                headers: leak(members(&json["endpoint"]["headers"]).map(|(name, values)| {
                    (text_of(name), leak(list(values).iter().map(expression)))
                })),
                properties: record(&json["endpoint"]["properties"]),
            },
            other => panic!("a rule of type {other}"),
        }
    }

    fn condition(json: &Value) -> Condition {
        let (function, arguments) = call_of(json);
        Condition {
            assign: json.get("assign").map(text),
            ..when(function, arguments)
        }
    }

    fn call_of(json: &Value) -> (Function, &'static [Expression]) {
        let function = Function::from_name(text(&json["fn"]));
        let function = function.unwrap_or_else(|| panic!("unknown function {}", json["fn"]));
        (function, leak(list(&json["argv"]).iter().map(expression)))
    }

    fn expression(json: &Value) -> Expression {
        match json {
            Value::String(template) => Template(text_of(template)),
            Value::Bool(value) => Boolean(*value),
            Value::Number(value) => Integer(value.as_i64().expect("an integer")),
            Value::Array(items) => List(leak(items.iter().map(expression))),
            Value::Object(it) if it.contains_key("ref") => Reference(text(&json["ref"])),
            Value::Object(it) if it.contains_key("fn") => {
                let (function, arguments) = call_of(json);
                call(function, arguments)
            }
            Value::Object(_) => Record(record(json)),
            Value::Null => panic!("null in a rule set"),
        }
    }

    fn record(json: &Value) -> &'static [(&'static str, Expression)] {
        leak(members(json).map(|(name, value)| (text_of(name), expression(value))))
    }

    fn members(json: &Value) -> impl Iterator<Item = (&String, &Value)> {
        json.as_object().into_iter().flatten()
    }

    pub(super) fn list(json: &Value) -> &[Value] {
        json.as_array().expect("a list")
    }

    fn truth(json: &Value) -> bool {
        json.as_bool().expect("a truth value")
    }

    fn text(json: &Value) -> &'static str {
        text_of(json.as_str().expect("text"))
    }

    fn text_of(text: &str) -> &'static str {
        text.to_owned().leak()
    }

    fn leak<T>(items: impl Iterator<Item = T>) -> &'static [T] {
        items.collect::<Vec<_>>().leak()
    }
}

const GAMELIFT: &str = "gamelift/2015-10-01";
const GAMELIFTSTREAMS: &str = "gameliftstreams/2018-05-10";

/// The URL, or the error as people see it.
fn url_for(resolver: &Resolver, params: &Params) -> Result<String, String> {
    let endpoint = resolver
        .resolve(params)
        .map_err(|error| error.to_string())?;
    Ok(endpoint.url().to_owned())
}

fn in_region(region: &str) -> Params {
    let params = Params::builder().region(region).build();
    params.expect("a valid region")
}

/// The result of a future that is ready.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("not ready"),
    }
}

fn official_cases(test: &str, file: &str) -> Option<Vec<Value>> {
    let Ok(data) = std::env::var("SMITHWRIGHT_DATA") else {
        println!("skipped: {test}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    let cases = tables::read(Path::new(&data).join("endpoint-tests").join(file));
    Some(tables::list(&cases["testCases"]).to_vec())
}

/// The parameters of a case. Not those that its service does not know: there are none.
fn params_of(case: &Value) -> Params {
    let given = |name: &str| case.get("params").and_then(|it| it.get(name));
    let text = |name| given(name).and_then(Value::as_str).map(str::to_owned);
    let known = ["Region", "UseDualStack", "UseFIPS", "Endpoint"];
    for name in case["params"]
        .as_object()
        .into_iter()
        .flat_map(|it| it.keys())
    {
        assert!(known.contains(&name.as_str()), "unknown parameter {name}");
    }
    Params::builder()
        .set_region(text("Region"))
        .set_use_dual_stack(given("UseDualStack").and_then(Value::as_bool))
        .set_use_fips(given("UseFIPS").and_then(Value::as_bool))
        .set_endpoint(text("Endpoint"))
        .build()
        .expect("valid parameters")
}

#[track_caller]
fn check_official_case(resolver: &Resolver, case: &Value) {
    let name = &case["documentation"];
    let found = resolver.resolve(&params_of(case));
    let expected = &case["expect"];
    if let Some(message) = expected["error"].as_str() {
        let error = found.expect_err("an error");
        assert_eq!(error.to_string(), message, "{name}");
        return;
    }
    let expected = &expected["endpoint"];
    assert!(
        expected.get("headers").is_none(),
        "{name}: headers are not compared"
    );
    assert!(
        expected.get("properties").is_none(),
        "{name}: properties are not compared"
    );
    let url = expected["url"].as_str().expect("a URL");
    let plain = Endpoint::builder().url(url.to_owned()).build();
    assert_eq!(found.expect("an endpoint"), plain, "{name}");
}

#[track_caller]
fn check_official_cases(test: &str, service: &str, file: &str, count: usize) {
    let Some(cases) = official_cases(test, file) else {
        return;
    };
    assert_eq!(cases.len(), count);
    let shared = tables::resolver(service);
    for case in &cases {
        check_official_case(&tables::resolver(service), case);
        check_official_case(&shared, case);
        check_official_case(&shared, case);
    }
}

#[test]
fn gamelift_passes_its_endpoint_tests() {
    let test = "gamelift_passes_its_endpoint_tests";
    check_official_cases(test, GAMELIFT, "gamelift.json", 42);
}

#[test]
fn gameliftstreams_passes_its_endpoint_tests() {
    let test = "gameliftstreams_passes_its_endpoint_tests";
    check_official_cases(test, GAMELIFTSTREAMS, "gameliftstreams.json", 9);
}

#[test]
fn regions_that_are_not_known_yet_have_endpoints() {
    let resolver = tables::resolver(GAMELIFT);
    let cases = [
        ("eu-north-9", "https://gamelift.eu-north-9.amazonaws.com"),
        ("cn-east-1", "https://gamelift.cn-east-1.amazonaws.com.cn"),
        (
            "us-iso-south-1",
            "https://gamelift.us-iso-south-1.c2s.ic.gov",
        ),
        (
            "us-isob-south-1",
            "https://gamelift.us-isob-south-1.sc2s.sgov.gov",
        ),
        (
            "us-gov-south-1",
            "https://gamelift.us-gov-south-1.amazonaws.com",
        ),
        (
            "eusc-de-west-7",
            "https://gamelift.eusc-de-west-7.amazonaws.eu",
        ),
        ("mars", "https://gamelift.mars.amazonaws.com"),
    ];
    for (region, url) in cases {
        assert_eq!(url_for(&resolver, &in_region(region)).as_deref(), Ok(url));
    }
}

#[test]
fn every_region_pattern_compiles_and_matches_its_regions() {
    for partition in tables::partitions() {
        let alone = [*partition].map(|it| Partition {
            id: "alone",
            regions: &[],
            ..it
        });
        let resolver = Resolver::new(&BY_PARTITION, alone.to_vec().leak());
        let regions = partition
            .regions
            .iter()
            .filter(|it| !it.ends_with("-global"));
        for region in regions {
            assert_eq!(
                url_for(&resolver, &in_region(region)).as_deref(),
                Ok("https://alone"),
                "{region}"
            );
        }
    }
}

static BY_PARTITION: RuleSet = RuleSet {
    parameters: &[Parameter::string("Region").built_in(BuiltIn::Region)],
    rules: &[Rule::endpoint(
        &[when(AwsPartition, &[Reference("Region")]).assign("partition")],
        Template("https://{partition#name}"),
    )],
};

#[test]
fn the_last_endpoint_is_kept_and_only_for_its_params() {
    let resolver = Resolver::new(&BY_PARTITION, tables::partitions());
    let at = |region| url_for(&resolver, &in_region(region));
    for region in ["us-east-1", "us-east-1", "cn-north-1", "us-east-1"] {
        let partition = if region == "cn-north-1" {
            "https://aws-cn"
        } else {
            "https://aws"
        };
        assert_eq!(at(region).as_deref(), Ok(partition));
    }
    let nowhere = Params::builder().build().expect("valid parameters");
    let no_match = Err("No endpoint rule matched".to_owned());
    assert_eq!(url_for(&resolver, &nowhere), no_match);
    assert_eq!(at("us-east-1").as_deref(), Ok("https://aws"));
    assert_eq!(url_for(&resolver, &nowhere), no_match);
}

/// The error of an endpoint that is this text.
fn url_error(url: &str) -> String {
    static AS_GIVEN: RuleSet = RuleSet {
        parameters: &[Parameter::string("Endpoint").built_in(BuiltIn::Endpoint)],
        rules: &[Rule::endpoint(
            &[when(IsSet, &[Reference("Endpoint")])],
            Reference("Endpoint"),
        )],
    };
    let resolver = Resolver::new(&AS_GIVEN, &[]);
    let params = Params::builder().endpoint(url).build();
    url_for(&resolver, &params.expect("valid parameters")).expect_err("no URL")
}

#[test]
fn rules_that_make_no_url_are_an_error_that_says_so() {
    for url in [
        "localhost:9080",
        "localhost",
        "10.0.0.1:80/path",
        "/path",
        "://host",
    ] {
        let needed = format!("the endpoint URL {url:?} needs a scheme");
        assert!(url_error(url).starts_with(&needed), "{}", url_error(url));
    }
    for url in ["https://", "http://a b", "ht tp://a", "http:///path"] {
        let wrong = format!("the endpoint URL {url:?} is no URL: ");
        assert!(url_error(url).starts_with(&wrong), "{}", url_error(url));
    }
    // Who has a password has it there.
    let error = url_error("user:hunter2@host");
    assert!(error.contains("\"...@host\" needs a scheme"), "{error}");
}

#[test]
fn a_resolver_is_shared_between_threads() {
    let resolver = tables::resolver(GAMELIFT);
    std::thread::scope(|scope| {
        for region in ["us-east-1", "eu-west-1"] {
            let resolver = &resolver;
            scope.spawn(move || {
                let expected = format!("https://gamelift.{region}.amazonaws.com");
                for _ in 0..1000 {
                    assert_eq!(
                        url_for(resolver, &in_region(region)).as_ref(),
                        Ok(&expected)
                    );
                }
            });
        }
    });
}

#[test]
fn an_empty_endpoint_url_is_an_error_not_a_panic() {
    let params = Params::builder().endpoint("").build().expect("valid");
    let found = url_for(&tables::resolver(GAMELIFT), &params);
    assert_eq!(found, Err("the endpoint's URL is empty".to_owned()));
}

fn by_rules<'a>(resolver: &'a Resolver, params: &'a Params) -> EndpointFuture<'a> {
    EndpointFuture::ready(resolver.resolve(params).map_err(Into::into))
}

#[test]
fn a_resolver_serves_the_official_runtime() {
    let shared = shared(tables::resolver(GAMELIFTSTREAMS), by_rules);
    let params = EndpointResolverParams::new(in_region("us-west-2"));
    let endpoint = now(shared.resolve_endpoint(&params)).expect("an endpoint");
    assert_eq!(endpoint.url(), "https://gameliftstreams.us-west-2.api.aws");

    let others = EndpointResolverParams::new("something else");
    let error = now(shared.resolve_endpoint(&others)).expect_err("an error");
    assert_eq!(error.to_string(), "params of expected type was not present");
}

#[test]
fn errors_of_the_rules_are_the_official_type() {
    let params = Params::builder().build().expect("valid parameters");
    let resolver = tables::resolver(GAMELIFT);
    let error = now(by_rules(&resolver, &params)).expect_err("an error");
    assert_eq!(error.to_string(), "Invalid Configuration: Missing Region");
    assert!(error.is::<aws_smithy_http::endpoint::ResolveEndpointError>());
}

/// A service with resolvers of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stages;

mod of_stages {
    smithwright_runtime::endpoint!(super::Stages);
}

/// What the official crate's documentation shows people to write.
#[derive(Debug)]
struct StageResolver {
    stage: String,
}

impl ResolveEndpoint for StageResolver {
    fn resolve_endpoint(&self, params: &Params) -> EndpointFuture<'_> {
        let region = params.region().unwrap_or("nowhere");
        let url = format!("https://{}.{region}.myservice.com", self.stage);
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

#[test]
fn people_write_resolvers_of_their_own() {
    let stage = String::from("beta");
    let shared = StageResolver { stage }.into_shared_resolver();
    let params = EndpointResolverParams::new(in_region("us-west-2"));
    let endpoint = now(shared.resolve_endpoint(&params)).expect("an endpoint");
    assert_eq!(endpoint.url(), "https://beta.us-west-2.myservice.com");
}

#[test]
fn params_have_their_defaults() {
    let params = Params::builder().build().expect("valid parameters");
    assert_eq!(params.region(), None);
    assert_eq!(params.use_dual_stack(), Some(false));
    assert_eq!(params.use_fips(), Some(false));
    assert_eq!(params.endpoint(), None);
}

#[test]
fn params_keep_what_is_set() {
    let builder = Params::builder().region("a").use_dual_stack(true);
    let params = builder.clone().use_fips(true).endpoint("b").build();
    let params = params.expect("valid parameters");
    assert_eq!(params.region(), Some("a"));
    assert_eq!(params.use_dual_stack(), Some(true));
    assert_eq!(params.use_fips(), Some(true));
    assert_eq!(params.endpoint(), Some("b"));
    let unset = builder.set_region(None).set_use_dual_stack(None).build();
    assert_eq!(unset.ok(), Params::builder().build().ok());
}

#[test]
fn a_region_must_be_a_host_label() {
    for region in ["", "a/b", "evil.com#", "us_east_1", "-a", "user@host"] {
        let error = Params::builder().region(region).build();
        let error = error.expect_err(region).to_string();
        let expected = "invalid value for field: `region` - must be a valid host label";
        assert_eq!(error, expected);
    }
}

/// Runs an interceptor on a bag with this configuration.
fn intercept(interceptor: &impl Intercept, config: Layer) -> (ConfigBag, Result<(), String>) {
    let context = InterceptorContext::new(Input::erase(()));
    let mut bag = ConfigBag::of_layers(vec![config]);
    let result = interceptor.read_before_execution(&(&context).into(), &mut bag);
    (bag, result.map_err(|error| error.to_string()))
}

#[test]
fn params_come_from_the_configuration() {
    let mut config = Layer::new("test");
    config.store_put(Region::new("eu-west-1"));
    config.store_put(UseDualStack(true));
    config.store_put(UseFips(true));
    config.store_put(EndpointUrl("http://localhost".to_owned()));
    let (bag, result) = intercept(
        &EndpointParamsInterceptor::new(ErasedParams::of::<Stages>()),
        config,
    );
    assert_eq!(result, Ok(()));
    let found = bag.load::<EndpointResolverParams>().expect("params");
    let expected = Params::builder()
        .region("eu-west-1")
        .use_dual_stack(true)
        .use_fips(true)
        .endpoint("http://localhost")
        .build();
    assert_eq!(found.get::<Params>(), expected.ok().as_ref());
}

#[test]
fn an_empty_configuration_gives_default_params() {
    let (bag, result) = intercept(
        &EndpointParamsInterceptor::new(ErasedParams::of::<Stages>()),
        Layer::new("test"),
    );
    assert_eq!(result, Ok(()));
    let found = bag.load::<EndpointResolverParams>().expect("params");
    assert_eq!(
        found.get::<Params>(),
        Params::builder().build().ok().as_ref()
    );
}

#[test]
fn an_unusable_region_stops_the_call() {
    let mut config = Layer::new("test");
    config.store_put(Region::new("a/b"));
    let (bag, result) = intercept(
        &EndpointParamsInterceptor::new(ErasedParams::of::<Stages>()),
        config,
    );
    assert_eq!(result, Err("endpoint params could not be built".to_owned()));
    assert!(bag.load::<EndpointResolverParams>().is_none());
}

#[test]
fn an_overridden_endpoint_is_noted_for_the_user_agent() {
    let interceptor = EndpointOverrideFeatureTrackerInterceptor::new();
    let (bag, result) = intercept(&interceptor, Layer::new("test"));
    assert_eq!((result, bag.load::<AwsSdkFeature>().count()), (Ok(()), 0));

    let mut config = Layer::new("test");
    config.store_put(EndpointUrl("http://localhost".to_owned()));
    let (bag, result) = intercept(&interceptor, config);
    let noted: Vec<_> = bag.load::<AwsSdkFeature>().collect();
    assert_eq!(result, Ok(()));
    assert!(matches!(noted[..], [AwsSdkFeature::EndpointOverride]));
}
