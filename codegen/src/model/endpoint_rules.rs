//! The rules that choose an endpoint, and the partitions of AWS.
//!
//! Never here: what the rules mean; the runtime interprets them.

use std::collections::BTreeMap;

/// <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointRules {
    /// The parameters, in the order of the document.
    pub parameters: Vec<EndpointParameter>,
    /// The rules, tried in order.
    pub rules: Vec<EndpointRule>,
}

/// One parameter of the endpoint rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointParameter {
    /// The name that rules refer to.
    pub name: String,
    /// Text or a truth value.
    pub kind: EndpointParameterKind,
    /// Where the value comes from, such as `AWS::Region`.
    pub built_in: Option<String>,
    /// There is no endpoint without it.
    pub required: bool,
    /// Documentation, as plain text.
    pub documentation: Option<String>,
}

/// The type and default of an [`EndpointParameter`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndpointParameterKind {
    /// Text, with its default.
    String(Option<String>),
    /// A truth value, with its default.
    Boolean(Option<bool>),
}

/// One rule: what it asks, and what follows.
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointRule {
    /// All of these must hold.
    pub conditions: Vec<EndpointCondition>,
    /// What follows when they do.
    pub outcome: EndpointOutcome,
}

/// A call that must give something other than nothing and false.
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointCondition {
    /// The function called.
    pub function: String,
    /// Its arguments.
    pub arguments: Vec<EndpointExpression>,
    /// The name its result is kept under.
    pub assign: Option<String>,
}

/// What follows from an [`EndpointRule`].
#[derive(Debug, Clone, PartialEq)]
pub enum EndpointOutcome {
    /// This endpoint.
    Endpoint {
        /// The URL, a template or a reference.
        url: EndpointExpression,
        /// Headers to add: names and values.
        headers: Vec<(String, Vec<EndpointExpression>)>,
        /// Properties, such as auth schemes.
        properties: Vec<(String, EndpointExpression)>,
    },
    /// No endpoint, and why: a template.
    Error(EndpointExpression),
    /// More rules, of which one must match.
    Tree(Vec<EndpointRule>),
}

/// A value in endpoint rules.
#[derive(Debug, Clone, PartialEq)]
pub enum EndpointExpression {
    /// Text, with `{Reference}` and `{Reference#attribute}` in it.
    Template(String),
    /// A truth value.
    Boolean(bool),
    /// A number.
    Integer(i64),
    /// The value of a parameter or of an earlier condition.
    Reference(String),
    /// A call.
    Call {
        /// The function called.
        function: String,
        /// Its arguments.
        arguments: Vec<EndpointExpression>,
    },
    /// Several values.
    List(Vec<EndpointExpression>),
    /// Named values.
    Record(Vec<(String, EndpointExpression)>),
}

/// A partition of AWS: <https://smithy.io/2.0/aws/rules-engine/library-functions.html#aws-partition-function>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// The name, such as `aws-cn`.
    pub id: String,
    /// The pattern of the regions in it, known ones and future ones.
    pub region_regex: String,
    /// What endpoint rules learn about its regions.
    pub outputs: PartitionOutputs,
    /// The regions known by name; with outputs of their own where those differ.
    pub regions: BTreeMap<String, Option<PartitionOutputs>>,
}

/// What endpoint rules learn about a region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartitionOutputs {
    /// The name of the partition.
    pub name: String,
    /// The end of host names.
    pub dns_suffix: String,
    /// The end of host names that are reached by IPv4 and IPv6.
    pub dual_stack_dns_suffix: String,
    /// The region that stands for all when a service has but one.
    pub implicit_global_region: String,
    /// There are endpoints that keep to FIPS 140.
    pub supports_fips: bool,
    /// There are endpoints that are reached by IPv4 and IPv6.
    pub supports_dual_stack: bool,
}
