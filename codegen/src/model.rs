//! IR 1: what the service says, in Smithy's terms and as plain data.
//!
//! A [`Model`] is the semantic model of one service: its shapes, members and traits, its operations,
//! paginators, waiters and endpoint rules. Every front-end in [`crate::load`] produces it, and nothing
//! in it depends on which one did, or on Rust. What a Rust user sees is the other IR, [`crate::api`].
//!
//! Invariants, which hold once [`crate::check`] has found no problem:
//! - every [`ShapeId`] in the model names a shape of the model, so `model[&id]` cannot fail;
//! - operation inputs, outputs and errors are structures; errors carry an [`ErrorTrait`];
//! - members stand in the order of the source document, shapes and operations in the order of names.
//!
//! Never here: logic beyond looking things up, Rust names, JSON.

mod endpoint_rules;
mod expressions;
mod waiters;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

pub use endpoint_rules::{
    EndpointCondition, EndpointExpression, EndpointOutcome, EndpointParameter,
    EndpointParameterKind, EndpointRule, EndpointRules, Partition, PartitionOutputs,
};
pub use expressions::{Expressions, OperandKind};
pub use waiters::{
    Acceptor, AcceptorState, Matcher, OutputPath, OutputTest, Overlaid, PathStep, Waiter,
};

/// One service, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Service-wide facts.
    pub service: Service,
    /// Every operation of the service, by name.
    pub operations: BTreeMap<String, Operation>,
    /// Every shape of the service, by name.
    pub shapes: BTreeMap<ShapeId, Shape>,
    /// The rules that choose an endpoint, when the service has them.
    pub endpoint_rules: Option<EndpointRules>,
}

/// The name of a shape, as the model spells it (without a namespace).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(pub String);

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ShapeId {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl Index<&ShapeId> for Model {
    type Output = Shape;

    /// The shape of that name. Legal only once [`crate::check`] has passed.
    fn index(&self, id: &ShapeId) -> &Shape {
        &self.shapes[id]
    }
}

impl Model {
    /// The member of that name, if the shape is a structure or union that has it.
    pub fn member(&self, owner: &ShapeId, name: &str) -> Option<&Member> {
        self.shapes.get(owner)?.kind.named_members()?.member(name)
    }
}

/// What a service says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The service id, such as `GameLift`: <https://smithy.io/2.0/aws/aws-core.html>.
    pub id: String,
    /// The full name, such as `Amazon GameLift`.
    pub full_name: String,
    /// The API version, such as `2015-10-01`.
    pub api_version: String,
    /// The prefix of the host name.
    pub endpoint_prefix: String,
    /// The name that requests are signed for (`sigv4`).
    pub signing_name: String,
    /// The protocols the service speaks, preferred one first.
    pub protocols: Vec<Protocol>,
    /// The service shape's name in `X-Amz-Target` and in RPC paths.
    pub target_prefix: Option<String>,
    /// How requests are signed, preferred way first. Never empty.
    pub auth: Vec<AuthScheme>,
    /// The settings of a client that endpoint rules take as parameters, by the parameter's name.
    pub client_context_params: BTreeMap<String, ClientContextParam>,
    /// Error codes of the service's former `query` protocol come in a header:
    /// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait>
    pub query_compatible: bool,
    /// Documentation, as HTML.
    pub documentation: Option<String>,
}

/// A way to prove who is calling: <https://smithy.io/2.0/spec/authentication-traits.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`
    SigV4a,
    /// `smithy.api#httpBearerAuth`
    HttpBearer,
    /// `smithy.api#noAuth`
    None,
}

/// <https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-clientcontextparams-trait>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientContextParam {
    /// The type of the parameter.
    pub kind: ContextKind,
    /// Documentation, as plain text.
    pub documentation: Option<String>,
}

/// The type of a parameter of endpoint rules that a client or an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextKind {
    /// Text.
    String,
    /// A truth value.
    Boolean,
    /// A list of texts.
    StringArray,
}

/// The value that an operation gives to a parameter of endpoint rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextValue {
    /// Text.
    String(String),
    /// A truth value.
    Boolean(bool),
    /// A list of texts.
    StringArray(Vec<String>),
}

/// How requests and responses look on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
    AwsJson1_0,
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>
    AwsJson1_1,
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>
    RestJson1,
    /// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>
    RpcV2Cbor,
}

/// One operation.
#[allow(
    clippy::struct_excessive_bools,
    reason = "the facts of the model are true or false"
)]
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The HTTP binding.
    pub http: HttpBinding,
    /// The input structure; `None` where the model gives none.
    pub input: Option<ShapeId>,
    /// The output structure; `None` where the model gives none (`smithy.api#Unit`).
    pub output: Option<ShapeId>,
    /// The modelled errors, in the order of the source document.
    pub errors: Vec<ShapeId>,
    /// Calling it twice does what calling it once does.
    pub idempotent: bool,
    /// Calling it changes nothing.
    pub readonly: bool,
    /// How its requests are signed, preferred way first, where that is not the service's way.
    pub auth: Option<Vec<AuthScheme>>,
    /// The body is not part of what is signed.
    pub unsigned_payload: bool,
    /// What is put before the host name, with `{Label}`s:
    /// <https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait>
    pub host_prefix: Option<String>,
    /// The request has to carry a checksum of its body:
    /// <https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait>
    pub checksum_required: bool,
    /// The encodings that the body may be compressed with, preferred one first:
    /// <https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait>
    pub compression: Vec<String>,
    /// What it gives to parameters of endpoint rules, by the parameter's name.
    pub static_context_params: BTreeMap<String, ContextValue>,
    /// What endpoint rules take from its input: a `JMESPath` expression for each parameter.
    pub operation_context_params: BTreeMap<String, String>,
    /// Its endpoint can be asked for first, and whether it has to be:
    /// <https://smithy.io/2.0/aws/aws-core.html#aws-api-clientdiscoveredendpoint-trait>
    pub endpoint_discovery: Option<bool>,
    /// The operation should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// How its results come in pages.
    pub pagination: Option<Pagination>,
    /// What can be waited for with it, by the waiter's name.
    pub waiters: BTreeMap<String, Waiter>,
    /// What it filters and sorts by, where an overlay says so.
    pub expressions: Option<Expressions>,
    /// Documentation, as HTML.
    pub documentation: Option<String>,
}

/// <https://smithy.io/2.0/spec/http-bindings.html#http-trait>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpBinding {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path with `{Label}` and `{Label+}`, and optionally a constant query string.
    pub uri: String,
    /// The status of success; 200 where the model says nothing.
    pub code: u16,
}

/// <https://smithy.io/2.0/spec/behavior-traits.html#deprecated-trait>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Why, and what to use instead.
    pub message: Option<String>,
    /// Since when.
    pub since: Option<String>,
}

/// <https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// The input member that takes the token.
    pub input_token: String,
    /// The output member that holds the next token, as a path of member names.
    pub output_token: Vec<String>,
    /// The output member that says whether there are more pages, as a path of member names. botocore's; in
    /// Smithy the last page is always the one without a token.
    pub more_results: Option<Vec<String>>,
    /// The input member that limits a page.
    pub limit_key: Option<String>,
    /// The output member that holds the items, as a path of member names.
    pub result_key: Option<Vec<String>>,
}

/// One shape: its type, its traits and its documentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The type, with what belongs to that type alone.
    pub kind: ShapeKind,
    /// The traits any shape may carry.
    pub traits: Traits,
    /// Documentation, as HTML.
    pub documentation: Option<String>,
}

/// The type of a [`Shape`].
#[allow(
    clippy::large_enum_variant,
    reason = "a model holds hundreds of shapes, not millions"
)]
#[derive(Debug, Clone, PartialEq)]
pub enum ShapeKind {
    /// True or false.
    Boolean,
    /// 8 bits.
    Byte,
    /// 16 bits.
    Short,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Long,
    /// 32-bit floating point.
    Float,
    /// 64-bit floating point.
    Double,
    /// Text.
    String,
    /// Text out of a list of values, in the order of the model.
    Enum(Vec<EnumValue>),
    /// Bytes.
    Blob,
    /// A point in time.
    Timestamp,
    /// A list.
    List(Member),
    /// A map from text to values.
    Map {
        /// The keys.
        key: Member,
        /// The values.
        value: Member,
    },
    /// A structure, its members in the order of the model.
    Structure(Structure),
    /// A value of one of its members, which stand in the order of the model. It is never an error.
    Union(Structure),
    /// A value of any form that JSON can have.
    Document,
}

impl ShapeKind {
    /// The members with names of their own: those of a structure or a union.
    pub fn named_members(&self) -> Option<&Structure> {
        match self {
            Self::Structure(structure) | Self::Union(structure) => Some(structure),
            _ => None,
        }
    }

    /// The same, to change them.
    pub fn named_members_mut(&mut self) -> Option<&mut Structure> {
        match self {
            Self::Structure(structure) | Self::Union(structure) => Some(structure),
            _ => None,
        }
    }

    /// The members, by the names that Smithy gives them: those of a structure or union, the `member` of a list,
    /// the `key` and `value` of a map.
    pub fn members(&self) -> Vec<(&str, &Member)> {
        match self {
            Self::List(member) => vec![("member", member)],
            Self::Map { key, value } => vec![("key", key), ("value", value)],
            Self::Structure(structure) | Self::Union(structure) => {
                let members = structure.members.iter();
                members
                    .map(|(name, member)| (name.as_str(), member))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The text on the wire.
    pub value: String,
    /// The name a model gives the value, where it does (Smithy models).
    pub name: Option<String>,
    /// Documentation, as HTML.
    pub documentation: Option<String>,
}

/// The part of a [`Shape`] that only structures and unions have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    /// The members, by name.
    pub members: Vec<(String, Member)>,
    /// Set on structures that are errors.
    pub error: Option<ErrorTrait>,
}

impl Structure {
    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        let mut members = self.members.iter();
        members
            .find(|(known, _)| known == name)
            .map(|(_, member)| member)
    }
}

/// <https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorTrait {
    /// Who is at fault.
    pub fault: Fault,
    /// The HTTP status, where the model gives one.
    pub http_status: Option<u16>,
    /// The code on the wire, where it is not the shape's name.
    pub code: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: Option<Retryable>,
}

/// Who is at fault in an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The caller.
    Client,
    /// The service.
    Server,
}

/// <https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retryable {
    /// The service asks for fewer calls.
    pub throttling: bool,
}

/// A member of a structure, list or map.
#[allow(
    clippy::struct_excessive_bools,
    reason = "the facts of the model are true or false"
)]
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The shape it holds.
    pub target: ShapeId,
    /// The member must be present.
    pub required: bool,
    /// The client may treat it as optional although it is required (`clientOptional`).
    pub client_optional: bool,
    /// Filled in with a random UUID when absent.
    pub idempotency_token: bool,
    /// A label of the operation's host prefix.
    pub host_label: bool,
    /// The parameter of endpoint rules that it gives a value to.
    pub context_param: Option<String>,
    /// Its value where the wire has none, where the model gives one.
    pub default: Option<DefaultValue>,
    /// Where in the HTTP message it stands.
    pub location: Location,
    /// Its name on the wire, where it is not the member's name.
    pub wire_name: Option<String>,
    /// The traits any shape may carry, as this member overrides them.
    pub traits: Traits,
    /// Documentation, as HTML.
    pub documentation: Option<String>,
}

impl Member {
    /// A member without any trait.
    pub fn new(target: ShapeId) -> Self {
        Self {
            target,
            required: false,
            client_optional: false,
            idempotency_token: false,
            host_label: false,
            context_param: None,
            default: None,
            location: Location::Body,
            wire_name: None,
            traits: Traits::default(),
            documentation: None,
        }
    }
}

/// <https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// A truth value.
    Boolean(bool),
    /// A number.
    Number(Decimal),
    /// Text, the value of an enum, a blob in base64, or a point in time.
    String(String),
    /// A list without items.
    EmptyList,
    /// A map without entries.
    EmptyMap,
}

/// <https://smithy.io/2.0/spec/http-bindings.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In the body's structure.
    Body,
    /// It is the body (`httpPayload`).
    Payload,
    /// In the path.
    Label,
    /// In the query string, under this name.
    Query(String),
    /// A map of which every entry is a query parameter.
    QueryParams,
    /// A header of this name.
    Header(String),
    /// A map of which every entry is a header with this prefix.
    PrefixHeaders(String),
    /// The status of the response.
    StatusCode,
}

/// Traits that shapes and members share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traits {
    /// Must not be shown in logs.
    pub sensitive: bool,
    /// Should no longer be used.
    pub deprecated: Option<Deprecated>,
    /// The least and greatest number of characters, items, entries or bytes.
    pub length: Option<Bounds<u64>>,
    /// The least and greatest value.
    pub range: Option<Bounds<Decimal>>,
    /// The regular expression that text must match (ECMA-262).
    pub pattern: Option<String>,
    /// No two items are equal.
    pub unique_items: bool,
    /// A list or map may hold nulls.
    pub sparse: bool,
    /// How a timestamp is written, where it is not the protocol's way.
    pub timestamp_format: Option<TimestampFormat>,
    /// The media type of a string or blob.
    pub media_type: Option<String>,
}

/// A least and a greatest value, both inclusive, either of them open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least value.
    pub min: Option<T>,
    /// The greatest value.
    pub max: Option<T>,
}

/// A number exactly as the model writes it: `0.125`, `1`, `-9007199254740993`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub String);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `1985-04-12T23:20:50.52Z`
    DateTime,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`
    HttpDate,
    /// Seconds since 1970 as a number.
    EpochSeconds,
}
