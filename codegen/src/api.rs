//! IR 2: what a Rust user sees, as plain data.
//!
//! An [`Api`] is one generated crate before it is text: every name is decided, every type chosen, every
//! piece of documentation is Markdown. [`crate::lower`] makes it from a [`crate::model::Model`];
//! [`crate::emit`] prints it and looks nothing up.
//!
//! Invariants:
//! - every identifier is a legal Rust identifier (raw where it must be), unique in its scope;
//! - every [`ShapeRef::Static`] names an entry of [`Api::shapes`], which stand after what they refer to by
//!   name only, so their order is the order of names;
//! - operations, types, errors and waiters are sorted by their Rust names; members stand in the order of
//!   the model;
//! - documentation is Markdown, wrapped, without a trailing newline; empty where there is none;
//! - what else somebody wrote is [`Text`]. A `String` is a name that has the form of names, a number, or
//!   Markdown.
//!
//! Never here: logic, HTML, JSON, tokens.

mod example;

use crate::text::Text;

pub use example::{ExampleCall, ExampleValue};

// The facts of a service that are the same to a Rust user as to the model. Emitters have them from here.
pub use crate::model::{
    AcceptorState, Decimal, EndpointCondition, EndpointExpression, EndpointOutcome,
    EndpointParameter, EndpointParameterKind, EndpointRule, EndpointRules, Location, Matcher,
    OperandKind, OutputPath, OutputTest, Partition, PathStep, Protocol, Retryable, TimestampFormat,
};

pub use crate::placement::Placement;

/// One generated crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The crate itself.
    pub package: Package,
    /// The service it calls.
    pub service: Service,
    /// Simple shapes, lists and maps: the tables members refer to. Sorted by [`Shape::name`].
    pub shapes: Vec<Shape>,
    /// Enums, in `types`.
    pub enums: Vec<Enumeration>,
    /// Structures that are neither input, output nor error, in `types`.
    pub structures: Vec<Structure>,
    /// Unions, in `types`.
    pub unions: Vec<Union>,
    /// Errors, in `types::error`.
    pub errors: Vec<Structure>,
    /// Operations, in `operation`.
    pub operations: Vec<Operation>,
    /// Waiters, in `waiters`.
    pub waiters: Vec<Waiter>,
    /// What operations filter and sort by, in `expression`. Sorted by [`Expressions::module`].
    pub expressions: Vec<Expressions>,
    /// The rules that choose an endpoint.
    pub endpoint_rules: EndpointRules,
    /// The partitions those rules refer to.
    pub partitions: Vec<Partition>,
}

/// What stands in the crate's `Cargo.toml` and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// The crate's name in Rust code.
    pub crate_name: String,
    /// The package's version.
    pub version: String,
    /// The model files it is made from, relative to the folder of models, each with its sha256.
    pub sources: Vec<(Text, Text)>,
    /// The sha256 of the one of them that holds the service's shapes and operations.
    pub model_sha256: Text,
    /// Where the models come from, such as `botocore 1.44.5`.
    pub origin: Text,
    /// When they were published, as `YYYY-MM-DD`, if that is known.
    pub model_date: Option<Text>,
    /// The hand-written examples that come with the models.
    pub examples: Vec<Example>,
    /// The changelog, if there is one.
    pub changelog: Option<String>,
    /// Where it is going to stand.
    pub placement: Placement,
}

/// A file of `examples/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The file's name, without its ending.
    pub name: String,
    /// The file.
    pub text: String,
}

/// The service as the crate states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The Rust type that stands for the service, such as `GameLift`.
    pub marker: String,
    /// The service id, such as `GameLift`.
    pub id: Text,
    /// The full name, such as `Amazon GameLift`.
    pub full_name: Text,
    /// The API version, such as `2015-10-01`.
    pub api_version: Text,
    /// The name requests are signed for.
    pub signing_name: Text,
    /// The name in the user agent and in metrics, such as `gamelift`.
    pub user_agent_name: Text,
    /// The official crate for the service, such as `aws-sdk-s3`.
    pub official_crate: Text,
    /// The name in `X-Amz-Target` and in RPC paths.
    pub target_prefix: Text,
    /// The protocols the crate speaks, the default first.
    pub protocols: Vec<Protocol>,
    /// Documentation.
    pub docs: String,
}

/// The table of a simple shape, a list or a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The name of the static, such as `GAME_SESSION_NAME`.
    pub static_name: String,
    /// The name in the model.
    pub name: String,
    /// The type.
    pub kind: ShapeKind,
    /// May not be shown.
    pub sensitive: bool,
    /// The least length.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// The least value.
    pub min: Option<Decimal>,
    /// The greatest value.
    pub max: Option<Decimal>,
    /// The regular expression that text must match.
    pub pattern: Option<Pattern>,
    /// No two items are equal.
    pub unique_items: bool,
    /// How a timestamp is written, where it is not the protocol's way.
    pub timestamp_format: Option<TimestampFormat>,
}

/// A regular expression that text must match somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As the model has it.
    pub model: Text,
    /// As Rust has it, or in Markdown why it cannot be said there.
    pub regex: Result<Text, String>,
}

/// The type of a [`Shape`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeKind {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A floating-point number.
    Float,
    /// Text.
    String,
    /// Text out of a list: the Rust enum in `types`.
    Enum(String),
    /// Bytes.
    Blob,
    /// A point in time.
    Timestamp,
    /// A value of any form that JSON can have.
    Document,
    /// A list.
    List(ShapeRef),
    /// A map.
    Map {
        /// The keys.
        keys: ShapeRef,
        /// The values.
        values: ShapeRef,
    },
}

/// What a member, an item, a key or a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeRef {
    /// The shape with this static.
    Static(String),
    /// A structure, which states its own table.
    Structure,
    /// A union, which states its own table.
    Union,
}

/// `#[deprecated]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Since when.
    pub since: Option<Text>,
    /// Why, and what to use instead.
    pub note: Option<Text>,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// The type's name.
    pub name: String,
    /// The module and file it stands in, below `types`.
    pub module: String,
    /// The name in the model.
    pub model_name: String,
    /// Documentation.
    pub docs: String,
    /// `#[deprecated]`, if it is.
    pub deprecated: Option<Deprecated>,
    /// May not be shown.
    pub sensitive: bool,
    /// Some map has it as its keys.
    pub is_key: bool,
    /// The variants, in the order of their values, which is also how they compare; `Unknown` is not among
    /// them.
    pub variants: Vec<Variant>,
}

/// A variant of an [`Enumeration`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The variant's name.
    pub name: String,
    /// The text on the wire.
    pub value: Text,
    /// Documentation.
    pub docs: String,
}

/// A structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// The type's name.
    pub name: String,
    /// The name of its builder; of the input's builder for inputs.
    pub builder: String,
    /// The module and file it stands in, below `types` or `types::error`; empty for inputs and outputs,
    /// which stand in their operation's file.
    pub module: String,
    /// The name in the model.
    pub model_name: String,
    /// Documentation.
    pub docs: String,
    /// `#[deprecated]`, if it is.
    pub deprecated: Option<Deprecated>,
    /// May not be shown, whatever its members say.
    pub sensitive: bool,
    /// Its builder can fail, because a member is a plain value, or because the structure is an input.
    pub fallible: bool,
    /// Some member holds it in a `Box`.
    pub boxed: bool,
    /// Set on errors.
    pub error: Option<ErrorFacts>,
    /// The members.
    pub members: Vec<Member>,
}

/// What makes a [`Structure`] an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The code on the wire.
    pub code: Text,
    /// The field that holds the message, if there is one.
    pub message_field: Option<String>,
    /// Whether and how to retry, where the model says so.
    pub retryable: Option<Retryable>,
    /// The HTTP status, where the model gives one.
    pub http_status: Option<u16>,
    /// The service is at fault rather than the caller.
    pub server_fault: bool,
    /// The client tries again by itself.
    pub retried: bool,
}

/// A member of a [`Structure`].
#[allow(
    clippy::struct_excessive_bools,
    reason = "the facts of the model are true or false"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The field, the accessor and the setter of a value, such as `r#type`.
    pub field: String,
    /// The setter of an option, such as `set_type`.
    pub setter: String,
    /// The builder's getter, such as `get_type`.
    pub getter: String,
    /// The name in the model.
    pub model_name: String,
    /// The name on the wire.
    pub wire_name: Text,
    /// The method that gives the value of a required member or an error, such as `require_type`; where
    /// the field is an option that a caller reads.
    pub require: Option<String>,
    /// The type of its value.
    pub value: RustType,
    /// The field is `Option<value>`; a plain value otherwise.
    pub optional: bool,
    /// The value is boxed because the structure contains itself.
    pub boxed: bool,
    /// The table of its value.
    pub shape: ShapeRef,
    /// Where in the HTTP message it stands; query and header names in lower case where they are headers.
    pub location: Location,
    /// The service refuses a request without it.
    pub required: bool,
    /// Filled in with a random UUID when absent.
    pub idempotency_token: bool,
    /// May not be shown: by its own trait, or because its value is a sensitive structure. The table of its value may
    /// say so too.
    pub sensitive: bool,
    /// `#[deprecated]`, if it is.
    pub deprecated: Option<Deprecated>,
    /// Documentation, in full.
    pub docs: String,
    /// Its constraints, a line each, as the AWS reference words them.
    pub constraints: Vec<String>,
}

/// A union: an enum whose variants hold values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// The type's name.
    pub name: String,
    /// The module and file it stands in, below `types`.
    pub module: String,
    /// The name in the model.
    pub model_name: String,
    /// Documentation.
    pub docs: String,
    /// `#[deprecated]`, if it is.
    pub deprecated: Option<Deprecated>,
    /// May not be shown, whatever its members say.
    pub sensitive: bool,
    /// Some member holds it in a `Box`.
    pub boxed: bool,
    /// The variants, in the order of the model.
    pub variants: Vec<UnionVariant>,
}

/// A variant of a [`Union`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnionVariant {
    /// The variant's name, such as `Bool`.
    pub name: String,
    /// The method that asks for it, such as `is_bool`.
    pub predicate: String,
    /// The method that gives what it holds, such as `as_bool`.
    pub accessor: String,
    /// It holds nothing: its member is a unit.
    pub is_unit: bool,
    /// What the model says of it. The names of a structure's methods are without meaning.
    pub member: Member,
}

/// A Rust type that can hold a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// `i8`, `i16`, `i32` or `i64`: the number of bits.
    Integer(u8),
    /// `f32` or `f64`: the number of bits.
    Float(u8),
    /// `Blob`
    Blob,
    /// `DateTime`
    DateTime,
    /// An enum of `types`.
    Enum(String),
    /// A structure or union of `types`.
    Structure(String),
    /// `Document`
    Document,
    /// `Vec` of it; of `Option` of it if sparse.
    List {
        /// The items.
        item: Box<RustType>,
        /// Items may be null.
        sparse: bool,
    },
    /// `HashMap` to it from `String` or an enum; to `Option` of it if sparse.
    Map {
        /// The enum of its keys, which are strings otherwise.
        key: Option<String>,
        /// The values.
        value: Box<RustType>,
        /// Values may be null.
        sparse: bool,
    },
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The type's name, and the stem of its companions'.
    pub name: String,
    /// The module and the file.
    pub module: String,
    /// The client's method; `r#move` where the module is `move_`.
    pub method: String,
    /// The name in the model and on the wire.
    pub model_name: String,
    /// The HTTP method.
    pub http_method: Text,
    /// The path, with labels by wire name.
    pub uri: Text,
    /// The status of success.
    pub http_code: u16,
    /// What is put before the host name, with labels by wire name.
    pub host_prefix: Option<Text>,
    /// Its requests are signed.
    pub is_signed: bool,
    /// The model gives it an input.
    pub has_input: bool,
    /// The input.
    pub input: Structure,
    /// The output.
    pub output: Structure,
    /// The name of its error.
    pub error: String,
    /// The name of its fluent builder.
    pub fluent_builder: String,
    /// The errors it can return, by the names of their types, which are the variants too. Sorted.
    pub errors: Vec<ErrorVariant>,
    /// How its results come in pages.
    pub paginator: Option<Paginator>,
    /// `#[deprecated]`, if it is.
    pub deprecated: Option<Deprecated>,
    /// One line of documentation.
    pub summary: String,
    /// The documentation that follows it.
    pub docs: String,
    /// The page of the operation in the AWS reference.
    pub reference: String,
    /// The methods of the client that wait with it, such as `wait_until_application_ready`.
    pub waiters: Vec<String>,
    /// The setters of a valid call, for an example.
    pub example: Vec<ExampleCall>,
}

/// A variant of the service's error enums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorVariant {
    /// The variant's and the type's name.
    pub name: String,
    /// The name in the model.
    pub model_name: String,
    /// The method that asks for it, such as `is_not_found_exception`.
    pub predicate: String,
    /// One line of documentation.
    pub summary: String,
    /// Whether to try again, in a line.
    pub retry_advice: String,
}

/// How an operation's results come in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paginator {
    /// The paginator's name.
    pub name: String,
    /// The name of the paginator over items.
    pub items_name: String,
    /// The input's field for the token.
    pub input_token: String,
    /// The output's fields that lead to the next token.
    pub output_token: Vec<String>,
    /// The output's fields that lead to whether there are more pages.
    pub more: Option<Vec<String>>,
    /// The input's field that limits a page.
    pub limit: Option<String>,
    /// The output's fields that lead to the items, and the items' type.
    pub items: Option<(Vec<String>, RustType)>,
}

/// A waiter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiter {
    /// The type that stands for it, such as `ApplicationReady`.
    pub name: String,
    /// The name in the model.
    pub model_name: String,
    /// The module below `waiters`, such as `application_ready`.
    pub module: String,
    /// The client's method, such as `wait_until_application_ready`.
    pub method: String,
    /// The name of its fluent builder.
    pub fluent_builder: String,
    /// The name of the result of a wait that ended well.
    pub final_poll: String,
    /// The name of its error.
    pub error: String,
    /// The operation it calls, by the type's name.
    pub operation: String,
    /// The operation's module.
    pub operation_module: String,
    /// The operation's fluent builder.
    pub operation_builder: String,
    /// The client's method that calls the operation.
    pub operation_method: String,
    /// One line of documentation.
    pub summary: String,
    /// The documentation that follows it.
    pub docs: String,
    /// What each answer means, a line of Markdown each.
    pub ends: Vec<String>,
    /// The setters of a valid call, for an example.
    pub example: Vec<ExampleCall>,
    /// The shortest time between two calls, in seconds.
    pub min_delay: u32,
    /// The longest time between two calls, in seconds.
    pub max_delay: u32,
    /// What each answer means, tried in order; paths by wire names.
    pub acceptors: Vec<(AcceptorState, Matcher)>,
}

/// What an operation filters and sorts by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expressions {
    /// The module below `expression`, which is called like the operation's.
    pub module: String,
    /// The name of the operation in the model.
    pub operation: String,
    /// The client's method that calls the operation.
    pub operation_method: String,
    /// The input's field that takes a filter expression.
    pub filter: String,
    /// What that is in the model: the structure, the member.
    pub filter_member: (String, String),
    /// The input's field that takes a sort expression.
    pub sort: String,
    /// What can be compared and sorted by. Sorted by the names in expressions.
    pub operands: Vec<Operand>,
    /// The page that says what the grammar is, as a link in Markdown.
    pub source: String,
    /// The setters of a valid call, for an example.
    pub example: Vec<ExampleCall>,
}

/// What can be compared and sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The function that begins a condition or an order with it.
    pub function: String,
    /// The name in expressions.
    pub name: Text,
    /// Its values.
    pub kind: OperandKind,
}
