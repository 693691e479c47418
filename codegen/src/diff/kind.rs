//! The kinds of difference: one table, from which names, titles and explanations come.
//!
//! Never here: how a difference is found or judged.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($kind:ident $name:literal $title:literal $explanation:literal)*) => {
        /// A kind of difference. What each means stands in [`Kind::explain`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $explanation] $kind,)*
        }

        impl Kind {
            /// All of them, in the order in which facts are listed.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name, as fact ids and the command line have it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// What it is called in a sentence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title,)* }
            }

            /// What it means and what it does to callers.
            pub fn explain(self) -> &'static str {
                match self { $(Self::$kind => $explanation,)* }
            }
        }
    };
}

kinds! {
    // Operations.
    OperationRemoved "operation-removed" "operation removed"
        "The service no longer has the operation. Major: the client's method, the builder, the input, the output and the error are gone."
    OperationAdded "operation-added" "operation added"
        "The service has a new operation. Minor: there is a new method on the client."
    OperationNameChanged "operation-name-changed" "name of operation changed"
        "The model calls an operation otherwise, and the crate does not. Behaviour where the protocol has the name on the wire; none for REST. Major where a type keeps the capitals of the name."
    InputChanged "input-changed" "input changed"
        "The operation takes another structure. Major where a setter is gone or has another type; otherwise as grave as what differs between the two structures."
    OutputChanged "output-changed" "output changed"
        "The operation gives another structure. Major where an accessor is gone or has another type; otherwise as grave as what differs between the two structures."
    ErrorRemoved "error-removed" "error removed"
        "The operation no longer fails with this error. Major where no other operation does: the variant, its `is_..` method and the type of the error are gone. Patch otherwise."
    ErrorAdded "error-added" "error added"
        "The operation can fail with another error. Behaviour: the enums are non-exhaustive, so everything compiles, and callers meet an error that they do not know."
    ErrorsReordered "errors-reordered" "errors reordered"
        "The operation lists its errors in another order. None: the generated enum is sorted."
    HttpMethodChanged "http-method-changed" "HTTP method changed"
        "Requests are sent with another HTTP method. Behaviour."
    HttpUriChanged "http-uri-changed" "HTTP path changed"
        "Requests are sent to another path. Behaviour; none where only a label is called otherwise."
    HttpStatusChanged "http-status-changed" "HTTP status changed"
        "Success has another HTTP status. Behaviour."
    IdempotencyChanged "idempotency-changed" "idempotency changed"
        "The service says otherwise whether calling the operation twice does what calling it once does. Behaviour: whoever retries has to know."
    ReadonlyChanged "readonly-changed" "readonly changed"
        "The service says otherwise whether calling the operation changes anything. Behaviour."
    AuthChanged "auth-changed" "auth changed"
        "The service or an operation proves otherwise who is calling. Behaviour: who may call, and with which credentials, may be another matter."
    UnsignedPayloadChanged "unsigned-payload-changed" "unsigned payload changed"
        "The body of a request is, or is no longer, part of what is signed. Behaviour."
    HostPrefixChanged "host-prefix-changed" "host prefix changed"
        "Something else, or nothing, stands before the host name of an operation. Behaviour: requests go to another host."
    ChecksumRequiredChanged "checksum-required-changed" "required checksum changed"
        "Requests of an operation must, or need no longer, carry a checksum of their body. Behaviour."
    CompressionChanged "compression-changed" "compression changed"
        "The bodies of an operation may be compressed otherwise, or no longer. Behaviour."
    ContextParameterChanged "context-parameter-changed" "context parameter changed"
        "A client, an operation or a member gives other values to the parameters of the endpoint rules. Behaviour: requests may go to another host. Major where a setting of the client is gone."
    EndpointDiscoveryChanged "endpoint-discovery-changed" "endpoint discovery changed"
        "The endpoint of an operation can, must or need no longer be asked for first. Behaviour."
    // Members.
    MemberRemoved "member-removed" "member removed"
        "A structure has lost a member. Major: its field, accessor and setters are gone."
    MemberAdded "member-added" "member added"
        "A structure has a new member. Minor: it has a new field, accessor and setters. Behaviour when requests are refused without it, which they are not without an idempotency token."
    MemberNameChanged "member-name-changed" "name of member changed"
        "The model calls a member otherwise; neither the field nor the name in the body is another. None; behaviour where the feature `serde` knows it by that name."
    MemberTargetChanged "member-target-changed" "type of member changed"
        "A member, item, key or value holds another shape. Major where the Rust type is another; none where two shapes are the same Rust type under the same constraints."
    MemberConstraintsChanged "member-constraints-changed" "constraints of member changed"
        "A member, item, key or value holds another shape of the same type, which accepts something else, or is shown or written otherwise. Behaviour where values that callers send may be refused, and where it is shown or written otherwise; patch where more are accepted; docs where callers only receive it; none where that is no difference."
    MembersReordered "members-reordered" "members reordered"
        "A structure lists its members in another order. None: members are known by name."
    RequiredAdded "required-added" "became required"
        "A member has become required. Behaviour where callers send it: requests without it are refused before they are sent. None where it is an idempotency token, which is filled in. Major where the field becomes a plain value."
    RequiredRemoved "required-removed" "became optional"
        "A member is no longer required. Patch where callers send it; none where it is an idempotency token. Major where the field becomes an `Option`."
    ClientOptionalChanged "client-optional-changed" "client optional changed"
        "A required member is, or is no longer, optional for clients. Major where the type of the field changes."
    IdempotencyTokenChanged "idempotency-token-changed" "idempotency token changed"
        "A member is, or is no longer, filled in with a random token when it is absent. Behaviour where callers send it."
    LocationChanged "location-changed" "place in the message changed"
        "A member stands elsewhere in the HTTP message: body, path, query, header, status. Behaviour."
    WireNameChanged "wire-name-changed" "name on the wire changed"
        "A member has another name on the wire, perhaps because the model spells it otherwise: `Key` and `key` are one field. Behaviour; none for labels, which are not on the wire, and for headers of other capitals."
    HostLabelChanged "host-label-changed" "host label changed"
        "A member is, or is no longer, part of the host name. Behaviour: requests go to another host."
    DefaultChanged "default-changed" "default changed"
        "A member has another value where the wire has none. Major where the field becomes an `Option` or is one no longer; behaviour otherwise."
    // Shapes.
    ShapeRemoved "shape-removed" "shape removed"
        "The model no longer has the shape. Major where it was a Rust type; none where it was an alias of a simple type."
    ShapeAdded "shape-added" "shape added"
        "The model has a new shape. Minor where it is a Rust type; none where it is an alias of a simple type."
    ShapeNameChanged "shape-name-changed" "name of shape changed"
        "The model calls a shape otherwise, and the crate does not. None: names of shapes are not on the wire. What an error is called there is its code."
    ShapeTypeChanged "shape-type-changed" "type of shape changed"
        "A shape is of another type: a structure became a list, a string an enum, an integer a long. Major: every field that holds it has another type."
    EnumValueRemoved "enum-value-removed" "enum value removed"
        "An enum has lost a value. Major: the variant is gone."
    EnumValueAdded "enum-value-added" "enum value added"
        "An enum has a new value. Minor: there is a new variant; the enums are non-exhaustive. Behaviour where it takes over the variant of another value, which is spelled alike: `variants` in services.toml gives either a name of its own."
    EnumValueChanged "enum-value-changed" "value of variant changed"
        "A variant stands for another value, which is spelled alike. Behaviour: another text is on the wire."
    EnumValueNameChanged "enum-value-name-changed" "name of enum value changed"
        "The model gives the value of an enum another name. Major where the variant is called otherwise; behaviour where the variant of that name stood for another value."
    EnumValuesReordered "enum-values-reordered" "enum values reordered"
        "An enum lists its values in another order. None: variants are sorted by value. Behaviour where values are spelled alike and exchange their variants."
    // Constraints and traits, of shapes and of members.
    MinimumLengthChanged "minimum-length-changed" "minimum length changed"
        "The least number of characters, items, entries or bytes is another. Behaviour where it grows and callers send the value; patch where it shrinks; docs where callers only receive it; none between 0 and none."
    MaximumLengthChanged "maximum-length-changed" "maximum length changed"
        "The greatest number of characters, items, entries or bytes is another. Behaviour where it shrinks and callers send the value; patch where it grows; docs where callers only receive it."
    MinimumValueChanged "minimum-value-changed" "minimum value changed"
        "The least value of a number is another. Behaviour where it grows and callers send the value; patch where it shrinks; docs where callers only receive it."
    MaximumValueChanged "maximum-value-changed" "maximum value changed"
        "The greatest value of a number is another. Behaviour where it shrinks and callers send the value; patch where it grows; docs where callers only receive it."
    PatternChanged "pattern-changed" "pattern changed"
        "The regular expression of a text is another. None where only the anchors `^` and `$` at its ends moved; behaviour where callers send the value, because what was accepted may be refused; patch where it is gone or accepts all that it did; docs where callers only receive it."
    UniqueItemsChanged "unique-items-changed" "unique items changed"
        "The items of a list must, or need no longer, differ from each other. Behaviour where callers send the list and they must; patch where they need not."
    SparseChanged "sparse-changed" "sparse changed"
        "A list or map may, or may no longer, hold nulls. Major: the type of what is in it changes."
    SensitiveChanged "sensitive-changed" "sensitive changed"
        "A value must not, or may again, be shown. Behaviour: `Debug` and error messages show it, or no longer do."
    DeprecationAdded "deprecation-added" "deprecated"
        "Something should no longer be used. Minor: its users are warned by the compiler."
    DeprecationChanged "deprecation-changed" "deprecation reworded"
        "A deprecation gives another reason or date. Docs."
    DeprecationRemoved "deprecation-removed" "no longer deprecated"
        "Something may be used again. Patch: the warning is gone."
    TimestampFormatChanged "timestamp-format-changed" "timestamp format changed"
        "A point in time is written in another form. Behaviour; none where the form is the one that it had by default."
    MediaTypeChanged "media-type-changed" "media type changed"
        "What is in a text or blob is of another media type. Docs."
    // Errors as shapes.
    ErrorTraitAdded "error-trait-added" "structure became an error"
        "A structure has become an error. Major where it was a Rust type: it stands in another module."
    ErrorTraitRemoved "error-trait-removed" "structure is no longer an error"
        "A structure is no longer an error. Major where it was a Rust type: it stands in another module."
    ErrorFaultChanged "error-fault-changed" "fault of error changed"
        "The other side is at fault in an error. Behaviour: it decides whether a call is retried."
    ErrorStatusChanged "error-status-changed" "HTTP status of error changed"
        "An error comes with another HTTP status. Behaviour."
    ErrorCodeChanged "error-code-changed" "code of error changed"
        "An error has another code on the wire. Behaviour; none where it is the name of the shape."
    RetryableChanged "retryable-changed" "retryable changed"
        "The service says otherwise whether the same call may succeed later. Behaviour."
    // Pages and waiters.
    PaginatorRemoved "paginator-removed" "paginator removed"
        "An operation no longer comes in pages. Major where `into_paginator()` is gone."
    PaginatorAdded "paginator-added" "paginator added"
        "An operation comes in pages. Minor: there is an `into_paginator()`."
    PaginatorChanged "paginator-changed" "paginator changed"
        "The pages of an operation are asked for otherwise, or hold other items. Behaviour; major where `items()` gives another type, or `page_size()` is gone."
    WaiterRemoved "waiter-removed" "waiter removed"
        "Something can no longer be waited for. Major: `wait_until_..()` is gone."
    WaiterAdded "waiter-added" "waiter added"
        "Something can be waited for. Minor: there is a new `wait_until_..()`."
    WaiterNameChanged "waiter-name-changed" "name of waiter changed"
        "The model calls a waiter otherwise, and the crate does not. None."
    WaiterChanged "waiter-changed" "waiter changed"
        "A waiter asks at other intervals or another operation, or understands the answers otherwise. Behaviour."
    // The service.
    ProtocolsChanged "protocols-changed" "protocols changed"
        "The service speaks other protocols, or prefers another one. Behaviour: requests look different on the wire."
    QueryCompatibleChanged "query-compatible-changed" "query compatibility changed"
        "The service gives error codes, or gives them no longer, as its former `query` protocol did. Behaviour: callers may know an error by another code."
    ServiceIdChanged "service-id-changed" "service id changed"
        "The service calls itself otherwise. Major: the type that stands for it is named after the id."
    ServiceNameChanged "service-name-changed" "service name changed"
        "The full name of the service is another. Docs."
    ApiVersionChanged "api-version-changed" "API version changed"
        "The service has another API version. Behaviour."
    EndpointPrefixChanged "endpoint-prefix-changed" "endpoint prefix changed"
        "The prefix of the host name is another. Behaviour."
    SigningNameChanged "signing-name-changed" "signing name changed"
        "Requests are signed for another name. Behaviour: policies and proxies may care."
    TargetPrefixChanged "target-prefix-changed" "target prefix changed"
        "The name of the service in `X-Amz-Target` and in paths is another. Behaviour."
    EndpointParameterRemoved "endpoint-parameter-removed" "endpoint parameter removed"
        "The endpoint rules no longer take a parameter. Behaviour."
    EndpointParameterAdded "endpoint-parameter-added" "endpoint parameter added"
        "The endpoint rules take a new parameter. Behaviour."
    EndpointParameterChanged "endpoint-parameter-changed" "endpoint parameter changed"
        "A parameter of the endpoint rules has another type, default or source. Behaviour."
    EndpointRulesChanged "endpoint-rules-changed" "endpoint rules changed"
        "The endpoint is chosen otherwise. Behaviour: requests may go to another host."
    // Texts, and what the model has no place for.
    DocumentationChanged "documentation-changed" "documentation changed"
        "A text says something else. Docs; none where only the markup or the white space differs."
    KeyRemoved "key-removed" "other key removed"
        "A key that the generated crate does not depend on is gone. None."
    KeyAdded "key-added" "other key added"
        "There is a new key that the generated crate does not depend on. None."
    KeyChanged "key-changed" "other key changed"
        "A key that the generated crate does not depend on has another value. None."
}

impl Kind {
    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
