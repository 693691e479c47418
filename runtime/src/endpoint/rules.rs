//! The tables of endpoint rules: plain data that `const` code can build.
//!
//! Lives here: the types of the [rule set][spec], and the short `const fn`s that build them. They correspond one to
//! one to the specification; [`endpoint`](super) shows an example.
//! Never here: evaluation, anything that allocates.
//!
//! [spec]: https://smithy.io/2.0/additional-specs/rules-engine/specification.html

/// The rules that choose a service's endpoint.
///
/// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointruleset-trait).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleSet {
    /// The parameters.
    pub parameters: &'static [Parameter],
    /// The rules, tried in order.
    pub rules: &'static [Rule],
}

/// One parameter of a rule set.
///
/// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#parameter-object).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// The name that rules refer to.
    pub name: &'static str,
    /// Its type, and its default if it has one.
    pub kind: ParameterKind,
    /// The source of the value; `None` for the default.
    pub built_in: Option<BuiltIn>,
    /// Whether a value is required.
    pub required: bool,
}

impl Parameter {
    /// A string parameter.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, ParameterKind::String(None))
    }

    /// A string parameter with a default.
    pub const fn string_or(name: &'static str, default: &'static str) -> Self {
        Self::new(name, ParameterKind::String(Some(default)))
    }

    /// A Boolean parameter.
    pub const fn boolean(name: &'static str) -> Self {
        Self::new(name, ParameterKind::Boolean(None))
    }

    /// A Boolean parameter with a default.
    pub const fn boolean_or(name: &'static str, default: bool) -> Self {
        Self::new(name, ParameterKind::Boolean(Some(default)))
    }

    /// Takes the value from the client's configuration.
    pub const fn built_in(mut self, built_in: BuiltIn) -> Self {
        self.built_in = Some(built_in);
        self
    }

    /// Makes the parameter required. One with a default is always set.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn new(name: &'static str, kind: ParameterKind) -> Self {
        Self {
            name,
            kind,
            built_in: None,
            required: false,
        }
    }
}

/// The type and default of a [`Parameter`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// A string, with its default.
    String(Option<&'static str>),
    /// A Boolean, with its default.
    Boolean(Option<bool>),
}

/// A value that comes from the client's settings.
///
/// See the [specification](https://smithy.io/2.0/aws/rules-engine/built-ins.html). These four are all
/// that [`Params`](super::Params) carries; the generator rejects rule sets that need others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// `AWS::Region`.
    Region,
    /// `AWS::UseDualStack`.
    UseDualStack,
    /// `AWS::UseFIPS`.
    UseFips,
    /// `SDK::Endpoint`.
    Endpoint,
}

impl BuiltIn {
    /// Every built-in.
    pub const ALL: &[Self] = &[
        Self::Region,
        Self::UseDualStack,
        Self::UseFips,
        Self::Endpoint,
    ];

    /// The name in the model.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Region => "AWS::Region",
            Self::UseDualStack => "AWS::UseDualStack",
            Self::UseFips => "AWS::UseFIPS",
            Self::Endpoint => "SDK::Endpoint",
        }
    }

    /// The built-in with this name in the model.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.as_str() == name)
    }
}

/// A rule: its conditions, and its outcome if they hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The conditions, evaluated in order. All must hold.
    pub conditions: &'static [Condition],
    /// The outcome if they hold.
    pub outcome: Outcome,
}

impl Rule {
    /// A rule with more rules below it, one of which must match.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#tree-rule-object).
    pub const fn tree(conditions: &'static [Condition], rules: &'static [Rule]) -> Self {
        Self {
            conditions,
            outcome: Outcome::Tree(rules),
        }
    }

    /// A rule with an endpoint that is only a URL.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#endpoint-rule-object).
    pub const fn endpoint(conditions: &'static [Condition], url: Expression) -> Self {
        Self::endpoint_with(conditions, url, &[], &[])
    }

    /// A rule with an endpoint that has headers and properties.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#endpoint-object).
    pub const fn endpoint_with(
        conditions: &'static [Condition],
        url: Expression,
        headers: &'static [(&'static str, &'static [Expression])],
        properties: &'static [(&'static str, Expression)],
    ) -> Self {
        Self {
            conditions,
            outcome: Outcome::Endpoint {
                url,
                headers,
                properties,
            },
        }
    }

    /// A rule with an error.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#error-rule-object).
    pub const fn error(conditions: &'static [Condition], message: Expression) -> Self {
        Self {
            conditions,
            outcome: Outcome::Error(message),
        }
    }
}

/// The outcome of a [`Rule`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// An endpoint.
    Endpoint {
        /// The URL.
        url: Expression,
        /// Headers to add, each with its values.
        headers: &'static [(&'static str, &'static [Expression])],
        /// Properties, such as `authSchemes`.
        properties: &'static [(&'static str, Expression)],
    },
    /// An error, with its message.
    Error(Expression),
    /// More rules, of which one must match.
    Tree(&'static [Rule]),
}

/// A call that must give something other than nothing and false.
///
/// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#condition-object).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    /// The function called.
    pub function: Function,
    /// Its arguments.
    pub arguments: &'static [Expression],
    /// The name its result is kept under, for what follows in the same rule.
    pub assign: Option<&'static str>,
}

impl Condition {
    /// Keeps the result under this name.
    pub const fn assign(mut self, name: &'static str) -> Self {
        self.assign = Some(name);
        self
    }
}

/// The condition that this call gives something other than nothing and false.
pub const fn when(function: Function, arguments: &'static [Expression]) -> Condition {
    Condition {
        function,
        arguments,
        assign: None,
    }
}

/// A value in endpoint rules.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Expression {
    /// Text, with `{Reference}` and `{Reference#attribute}` in it, and `{{` and `}}` for braces.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#template-string).
    Template(&'static str),
    /// A truth value.
    Boolean(bool),
    /// A number.
    Integer(i64),
    /// The value of a parameter or of an earlier condition.
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#reference-object).
    Reference(&'static str),
    /// The result of a call; written with [`call`].
    ///
    /// See the [specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#function-object).
    Call {
        /// The function called.
        function: Function,
        /// Its arguments.
        arguments: &'static [Expression],
    },
    /// Several values.
    List(&'static [Expression]),
    /// Named values.
    Record(&'static [(&'static str, Expression)]),
}

/// The result of a call, as a value.
pub const fn call(function: Function, arguments: &'static [Expression]) -> Expression {
    Expression::Call {
        function,
        arguments,
    }
}

/// A function of the rules engine's [standard library][standard] or of its [AWS library][aws].
///
/// [standard]: https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html
/// [aws]: https://smithy.io/2.0/aws/rules-engine/library-functions.html
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// `isSet(value)`: whether there is a value.
    IsSet,
    /// `not(value)`: the opposite truth value.
    Not,
    /// `getAttr(value, path)`: the part of a record or list at that path.
    GetAttr,
    /// `stringEquals(value1, value2)`: whether two texts are the same.
    StringEquals,
    /// `booleanEquals(value1, value2)`: whether two truth values are the same.
    BooleanEquals,
    /// `substring(input, startIndex, endIndex, reverse)`: a piece of an ASCII text.
    Substring,
    /// `uriEncode(value)`: the text, percent-encoded.
    UriEncode,
    /// `parseURL(value)`: the parts of a URL.
    ParseUrl,
    /// `isValidHostLabel(value, allowSubDomains)`: whether the text can stand in a host name.
    IsValidHostLabel,
    /// `coalesce(value, ...)`: the first value that is there.
    Coalesce,
    /// `ite(condition, trueValue, falseValue)`: one value or the other.
    Ite,
    /// `split(value, delimiter, limit)`: the pieces of a text.
    Split,
    /// `aws.partition(region)`: the partition of a region.
    AwsPartition,
    /// `aws.parseArn(value)`: the parts of an ARN.
    AwsParseArn,
    /// `aws.isVirtualHostableS3Bucket(value, allowSubDomains)`: whether a bucket's name can stand in
    /// a host name.
    AwsIsVirtualHostableS3Bucket,
}

impl Function {
    /// Every function.
    pub const ALL: &[Self] = &[
        Self::IsSet,
        Self::Not,
        Self::GetAttr,
        Self::StringEquals,
        Self::BooleanEquals,
        Self::Substring,
        Self::UriEncode,
        Self::ParseUrl,
        Self::IsValidHostLabel,
        Self::Coalesce,
        Self::Ite,
        Self::Split,
        Self::AwsPartition,
        Self::AwsParseArn,
        Self::AwsIsVirtualHostableS3Bucket,
    ];

    /// The name in the model.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IsSet => "isSet",
            Self::Not => "not",
            Self::GetAttr => "getAttr",
            Self::StringEquals => "stringEquals",
            Self::BooleanEquals => "booleanEquals",
            Self::Substring => "substring",
            Self::UriEncode => "uriEncode",
            Self::ParseUrl => "parseURL",
            Self::IsValidHostLabel => "isValidHostLabel",
            Self::Coalesce => "coalesce",
            Self::Ite => "ite",
            Self::Split => "split",
            Self::AwsPartition => "aws.partition",
            Self::AwsParseArn => "aws.parseArn",
            Self::AwsIsVirtualHostableS3Bucket => "aws.isVirtualHostableS3Bucket",
        }
    }

    /// The function of that name in the model.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.as_str() == name)
    }
}
