//! The ledger: every key that a source document may have, and what is done about it.
//!
//! A key is read into the [`Model`](crate::model::Model), ignored for a stated reason, or fatal for a
//! stated reason. A key that is not listed stops the run, so that a model update which brings something
//! new is noticed on the day it arrives. The lists cover all 472 service models of botocore 1.44.5.
//!
//! Never here: reading the values. Each `Handled` key is read by the module named after its document.

/// What is done about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It reaches the model, or decides how something else does.
    Handled,
    /// It says nothing that a generated client would do differently, and why.
    Ignored(&'static str),
    /// A client that ignored it would be wrong, and why.
    Unsupported(&'static str),
}

/// A key and what is done about it.
pub(super) type Entry = (&'static str, Verdict);

/// The kinds of object that occur in source documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `service-2.json` itself.
    Service,
    /// The service's metadata.
    Metadata,
    /// An operation.
    Operation,
    /// The HTTP binding of an operation.
    Http,
    /// What an operation puts before the host name.
    HostPrefix,
    /// Whether the endpoint of an operation has to be asked for.
    EndpointDiscovery,
    /// How the body of an operation may be compressed.
    Compression,
    /// The parameter of endpoint rules that a member gives a value to.
    ContextParam,
    /// The value that an operation gives to a parameter of endpoint rules.
    StaticContextParam,
    /// Where in the input the value of a parameter of endpoint rules is.
    OperationContextParam,
    /// A setting of the client that endpoint rules take as a parameter.
    ClientContextParam,
    /// How error codes of the `query` protocol come.
    QueryCompatible,
    /// The reference from an operation to its input.
    Input,
    /// The reference from an operation to its output.
    Output,
    /// The reference from an operation to one of its errors.
    OperationError,
    /// A structure shape, error shapes included.
    Structure,
    /// A list shape.
    List,
    /// A map shape.
    Map,
    /// A string shape, enums included.
    String,
    /// A shape of whole or fractional numbers.
    Number,
    /// A boolean shape.
    Boolean,
    /// A timestamp shape.
    Timestamp,
    /// A blob shape.
    Blob,
    /// A member of a structure.
    Member,
    /// The member of a list, the key or the value of a map.
    Element,
    /// The error trait of a structure.
    Error,
    /// The retryable trait of a structure.
    Retryable,
    /// `paginators-1.json` itself.
    Paginators,
    /// One paginator.
    Paginator,
    /// `waiters-2.json` itself.
    Waiters,
    /// One waiter.
    Waiter,
    /// An overlay itself.
    Overlay,
    /// One waiter of an overlay.
    OverlayWaiter,
    /// The expressions of one operation in an overlay.
    OverlayExpressions,
    /// One acceptor of a waiter.
    Acceptor,
    /// `endpoint-rule-set-1.json` itself.
    EndpointRules,
    /// One parameter of the endpoint rules.
    EndpointParameter,
    /// An endpoint rule that ends in an endpoint.
    EndpointRule,
    /// An endpoint rule that ends in an error.
    ErrorRule,
    /// An endpoint rule that holds more rules.
    TreeRule,
    /// One condition of an endpoint rule.
    Condition,
    /// The endpoint of an endpoint rule.
    Endpoint,
    /// A call in an endpoint rule.
    Call,
    /// A reference in an endpoint rule.
    Reference,
    /// `partitions.json` itself.
    Partitions,
    /// One partition.
    Partition,
    /// The outputs of a partition.
    PartitionOutputs,
    /// One region of a partition.
    Region,
}

use Verdict::{Handled, Ignored, Unsupported};

/// Every key that an object of this kind may have.
pub(super) fn entries(place: Place) -> &'static [Entry] {
    match place {
        Place::Service => SERVICE,
        Place::Metadata => METADATA,
        Place::Operation => OPERATION,
        Place::Http => HTTP,
        Place::HostPrefix => HOST_PREFIX,
        Place::EndpointDiscovery => ENDPOINT_DISCOVERY,
        Place::Compression => COMPRESSION,
        Place::ContextParam => CONTEXT_PARAM,
        Place::StaticContextParam => STATIC_CONTEXT_PARAM,
        Place::OperationContextParam => OPERATION_CONTEXT_PARAM,
        Place::ClientContextParam => CLIENT_CONTEXT_PARAM,
        Place::QueryCompatible => QUERY_COMPATIBLE,
        Place::Input => INPUT,
        Place::Output => OUTPUT,
        Place::OperationError => OPERATION_ERROR,
        Place::Structure => STRUCTURE,
        Place::List => LIST,
        Place::Map => MAP,
        Place::String => STRING,
        Place::Number => NUMBER,
        Place::Boolean => BOOLEAN,
        Place::Timestamp => TIMESTAMP,
        Place::Blob => BLOB,
        Place::Member => MEMBER,
        Place::Element => ELEMENT,
        Place::Error => ERROR,
        Place::Retryable => RETRYABLE,
        Place::Paginators => PAGINATORS,
        Place::Paginator => PAGINATOR,
        Place::Waiters => WAITERS,
        Place::Waiter => WAITER,
        Place::Overlay => OVERLAY,
        Place::OverlayWaiter => OVERLAY_WAITER,
        Place::OverlayExpressions => OVERLAY_EXPRESSIONS,
        Place::Acceptor => ACCEPTOR,
        Place::EndpointRules => ENDPOINT_RULES,
        Place::EndpointParameter => ENDPOINT_PARAMETER,
        Place::EndpointRule => ENDPOINT_RULE,
        Place::ErrorRule => ERROR_RULE,
        Place::TreeRule => TREE_RULE,
        Place::Condition => CONDITION,
        Place::Endpoint => ENDPOINT,
        Place::Call => CALL,
        Place::Reference => REFERENCE,
        Place::Partitions => PARTITIONS,
        Place::Partition => PARTITION,
        Place::PartitionOutputs => PARTITION_OUTPUTS,
        Place::Region => REGION,
    }
}

/// What is done about `key` in an object of this kind; `None` when the project does not know the key.
pub(super) fn verdict(place: Place, key: &str) -> Option<Verdict> {
    entries(place)
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, verdict)| *verdict)
}

/// How messages call an object of this kind.
pub(super) fn name(place: Place) -> &'static str {
    match place {
        Place::Service => "the service document",
        Place::Metadata => "the metadata",
        Place::Operation => "an operation",
        Place::Http => "an HTTP binding",
        Place::HostPrefix => "an operation's endpoint",
        Place::EndpointDiscovery => "an operation's endpoint discovery",
        Place::Compression => "an operation's compression",
        Place::ContextParam => "a member's context parameter",
        Place::StaticContextParam => "an operation's static context parameter",
        Place::OperationContextParam => "an operation's context parameter",
        Place::ClientContextParam => "a client context parameter",
        Place::QueryCompatible => "the query compatibility",
        Place::Input => "an operation's input",
        Place::Output => "an operation's output",
        Place::OperationError => "an operation's error",
        Place::Structure => "a structure",
        Place::List => "a list",
        Place::Map => "a map",
        Place::String => "a string shape",
        Place::Number => "a number shape",
        Place::Boolean => "a boolean shape",
        Place::Timestamp => "a timestamp shape",
        Place::Blob => "a blob shape",
        Place::Member => "a structure's member",
        Place::Element => "a list's member or a map's key or value",
        Place::Error => "an error trait",
        Place::Retryable => "a retryable trait",
        Place::Paginators => "the paginators document",
        Place::Paginator => "a paginator",
        Place::Waiters => "the waiters document",
        Place::Waiter => "a waiter",
        Place::Overlay => "an overlay",
        Place::OverlayWaiter => "a waiter of an overlay",
        Place::OverlayExpressions => "the expressions of an operation in an overlay",
        Place::Acceptor => "an acceptor",
        Place::EndpointRules => "the endpoint rules document",
        Place::EndpointParameter => "an endpoint parameter",
        Place::EndpointRule => "an endpoint rule",
        Place::ErrorRule => "an error rule",
        Place::TreeRule => "a tree rule",
        Place::Condition => "a condition",
        Place::Endpoint => "an endpoint",
        Place::Call => "a call",
        Place::Reference => "a reference",
        Place::Partitions => "the partitions document",
        Place::Partition => "a partition",
        Place::PartitionOutputs => "a partition's outputs",
        Place::Region => "a region",
    }
}

// Reasons that several keys share.
const XML_ONLY: &str =
    "only the XML, Query and EC2 protocols read it, and none of them is generated";
const EVENT_STREAMS: &str =
    "event streams need a streaming protocol that the runtime does not have";
const STREAMING: &str = "streamed bodies are not held in memory, which the runtime's blobs are";
const CHECKSUMS: &str =
    "the request would need a checksum header that the runtime does not compute";
const NULLABILITY: &str = "which members are optional is chosen per service, in services.toml";
const USE_DOCUMENTED: &str =
    "it documents this use of the shape; operation and shape have their own";
const SAID_BY_SHAPE: &str = "the error's own shape says it, and counts";

const SERVICE: &[Entry] = &[
    ("clientContextParams", Handled),
    (
        "deprecated",
        Ignored("a client that works is generated for a deprecated service too"),
    ),
    (
        "deprecatedMessage",
        Ignored("a client that works is generated for a deprecated service too"),
    ),
    ("documentation", Handled),
    (
        "examples",
        Ignored("the examples are written from the shapes, so that they always compile"),
    ),
    ("metadata", Handled),
    ("operations", Handled),
    ("shapes", Handled),
    ("version", Handled),
];

const METADATA: &[Entry] = &[
    ("apiVersion", Handled),
    ("auth", Handled),
    ("awsQueryCompatible", Handled),
    ("checksumFormat", Unsupported(CHECKSUMS)),
    ("endpointPrefix", Handled),
    (
        "globalEndpoint",
        Ignored("the endpoint rules say the same, and more exactly"),
    ),
    ("jsonVersion", Handled),
    ("protocol", Handled),
    (
        "protocolSettings",
        Ignored("client and service agree on HTTP/2 while connecting"),
    ),
    ("protocols", Handled),
    (
        "ripServiceName",
        Ignored("a name for the service's own bookkeeping"),
    ),
    ("serviceAbbreviation", Handled),
    ("serviceFullName", Handled),
    ("serviceId", Handled),
    ("signatureVersion", Handled),
    ("signingName", Handled),
    ("targetPrefix", Handled),
    (
        "uid",
        Ignored("the endpoint prefix and the API version, joined"),
    ),
    ("xmlNamespace", Ignored(XML_ONLY)),
];

const OPERATION: &[Entry] = &[
    ("auth", Handled),
    ("authtype", Handled),
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("documentation", Handled),
    ("endpoint", Handled),
    ("endpointdiscovery", Handled),
    (
        "endpointoperation",
        Ignored(
            "it marks what endpoint discovery calls; on its own it is an operation as any other",
        ),
    ),
    ("errors", Handled),
    ("http", Handled),
    ("httpChecksum", Unsupported(CHECKSUMS)),
    ("httpChecksumRequired", Handled),
    ("idempotent", Handled),
    ("input", Handled),
    ("name", Handled),
    ("operationContextParams", Handled),
    ("output", Handled),
    ("readonly", Handled),
    ("requestcompression", Handled),
    ("staticContextParams", Handled),
    ("unsignedPayload", Handled),
];

const HTTP: &[Entry] = &[
    ("method", Handled),
    ("requestUri", Handled),
    ("responseCode", Handled),
];

const HOST_PREFIX: &[Entry] = &[("hostPrefix", Handled)];

const ENDPOINT_DISCOVERY: &[Entry] = &[("required", Handled)];

const COMPRESSION: &[Entry] = &[("encodings", Handled)];

const CONTEXT_PARAM: &[Entry] = &[("name", Handled)];

const STATIC_CONTEXT_PARAM: &[Entry] = &[("value", Handled)];

const OPERATION_CONTEXT_PARAM: &[Entry] = &[("path", Handled)];

const CLIENT_CONTEXT_PARAM: &[Entry] = &[("documentation", Handled), ("type", Handled)];

const QUERY_COMPATIBLE: &[Entry] = &[];

const INPUT: &[Entry] = &[
    ("documentation", Ignored(USE_DOCUMENTED)),
    ("locationName", Ignored(XML_ONLY)),
    ("shape", Handled),
    ("xmlNamespace", Ignored(XML_ONLY)),
];

const OUTPUT: &[Entry] = &[
    ("documentation", Ignored(USE_DOCUMENTED)),
    ("locationName", Ignored(XML_ONLY)),
    ("resultWrapper", Ignored(XML_ONLY)),
    ("shape", Handled),
    ("wrapper", Ignored(XML_ONLY)),
];

const OPERATION_ERROR: &[Entry] = &[
    ("documentation", Ignored(USE_DOCUMENTED)),
    ("error", Ignored(SAID_BY_SHAPE)),
    ("exception", Ignored(SAID_BY_SHAPE)),
    ("fault", Ignored(SAID_BY_SHAPE)),
    ("shape", Handled),
];

const STRUCTURE: &[Entry] = &[
    ("box", Ignored(NULLABILITY)),
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("document", Handled),
    ("documentation", Handled),
    ("error", Handled),
    ("event", Unsupported(EVENT_STREAMS)),
    ("eventstream", Unsupported(EVENT_STREAMS)),
    ("exception", Handled),
    ("fault", Handled),
    ("locationName", Ignored(XML_ONLY)),
    ("members", Handled),
    ("payload", Handled),
    ("required", Handled),
    ("retryable", Handled),
    ("sensitive", Handled),
    (
        "synthetic",
        Ignored("the shape was added by hand; it is read as any other"),
    ),
    ("type", Handled),
    ("union", Handled),
    ("wrapper", Ignored(XML_ONLY)),
    ("xmlNamespace", Ignored(XML_ONLY)),
    ("xmlOrder", Ignored(XML_ONLY)),
];

const LIST: &[Entry] = &[
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("documentation", Handled),
    ("flattened", Ignored(XML_ONLY)),
    ("locationName", Ignored(XML_ONLY)),
    ("max", Handled),
    ("member", Handled),
    ("min", Handled),
    ("sensitive", Handled),
    ("sparse", Handled),
    ("type", Handled),
];

const MAP: &[Entry] = &[
    ("documentation", Handled),
    ("flattened", Ignored(XML_ONLY)),
    ("key", Handled),
    ("max", Handled),
    ("min", Handled),
    ("sensitive", Handled),
    ("sparse", Handled),
    ("type", Handled),
    ("value", Handled),
];

const STRING: &[Entry] = &[
    ("box", Ignored(NULLABILITY)),
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("documentation", Handled),
    ("enum", Handled),
    ("max", Handled),
    ("min", Handled),
    ("pattern", Handled),
    ("sensitive", Handled),
    ("type", Handled),
];

const NUMBER: &[Entry] = &[
    ("box", Ignored(NULLABILITY)),
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("documentation", Handled),
    ("max", Handled),
    ("min", Handled),
    ("sensitive", Handled),
    ("type", Handled),
];

const BOOLEAN: &[Entry] = &[
    ("box", Ignored(NULLABILITY)),
    ("documentation", Handled),
    ("sensitive", Handled),
    ("type", Handled),
];

const TIMESTAMP: &[Entry] = &[
    ("documentation", Handled),
    ("sensitive", Handled),
    ("timestampFormat", Handled),
    ("type", Handled),
];

const BLOB: &[Entry] = &[
    ("documentation", Handled),
    ("max", Handled),
    ("min", Handled),
    ("requiresLength", Unsupported(STREAMING)),
    ("sensitive", Handled),
    ("streaming", Unsupported(STREAMING)),
    ("type", Handled),
];

const MEMBER: &[Entry] = &[
    ("box", Ignored(NULLABILITY)),
    ("contextParam", Handled),
    ("deprecated", Handled),
    ("deprecatedMessage", Handled),
    ("deprecatedSince", Handled),
    ("documentation", Handled),
    (
        "enum",
        Ignored("the values that count are those of the shape"),
    ),
    ("eventheader", Unsupported(EVENT_STREAMS)),
    ("eventpayload", Unsupported(EVENT_STREAMS)),
    ("flattened", Ignored(XML_ONLY)),
    ("hostLabel", Handled),
    ("idempotencyToken", Handled),
    ("jsonvalue", Handled),
    ("location", Handled),
    ("locationName", Handled),
    ("queryName", Ignored(XML_ONLY)),
    ("shape", Handled),
    ("streaming", Unsupported(STREAMING)),
    ("timestampFormat", Handled),
    ("xmlAttribute", Ignored(XML_ONLY)),
    ("xmlNamespace", Ignored(XML_ONLY)),
];

const ELEMENT: &[Entry] = &[
    ("documentation", Handled),
    ("jsonvalue", Handled),
    ("locationName", Ignored(XML_ONLY)),
    ("shape", Handled),
    ("timestampFormat", Handled),
];

const ERROR: &[Entry] = &[
    ("code", Handled),
    ("fault", Handled),
    ("httpStatusCode", Handled),
    ("senderFault", Handled),
];

const RETRYABLE: &[Entry] = &[("throttling", Handled)];

const PAGINATORS: &[Entry] = &[
    ("pagination", Handled),
    (
        "version",
        Ignored("the number is in the file's name; nothing else is called paginators-1"),
    ),
];

const PAGINATOR: &[Entry] = &[
    ("input_token", Handled),
    ("limit_key", Handled),
    ("more_results", Handled),
    (
        "non_aggregate_keys",
        Ignored("pages are handed on as they came and are never merged"),
    ),
    ("output_token", Handled),
    ("result_key", Handled),
];

const WAITERS: &[Entry] = &[("version", Handled), ("waiters", Handled)];

const WAITER: &[Entry] = &[
    ("acceptors", Handled),
    ("delay", Handled),
    ("description", Handled),
    (
        "maxAttempts",
        Ignored("the caller says how long to wait, as a time"),
    ),
    ("operation", Handled),
];

const OVERLAY: &[Entry] = &[("expressions", Handled), ("waiters", Handled)];

const OVERLAY_WAITER: &[Entry] = &[
    ("acceptors", Handled),
    ("delay", Handled),
    ("description", Handled),
    ("maxDelay", Handled),
    ("operation", Handled),
    ("source", Handled),
];

const OVERLAY_EXPRESSIONS: &[Entry] = &[
    ("filter", Handled),
    ("operands", Handled),
    ("sort", Handled),
    ("source", Handled),
];

const ACCEPTOR: &[Entry] = &[
    ("argument", Handled),
    ("expected", Handled),
    ("matcher", Handled),
    ("state", Handled),
];

const ENDPOINT_RULES: &[Entry] = &[
    ("parameters", Handled),
    ("rules", Handled),
    ("version", Handled),
];

const ENDPOINT_PARAMETER: &[Entry] = &[
    ("builtIn", Handled),
    ("default", Handled),
    ("documentation", Handled),
    ("required", Handled),
    ("type", Handled),
];

const RULE_NOTE: &str = "a note for the rules' authors";

const ENDPOINT_RULE: &[Entry] = &[
    ("conditions", Handled),
    ("documentation", Ignored(RULE_NOTE)),
    ("endpoint", Handled),
    ("type", Handled),
];

const ERROR_RULE: &[Entry] = &[
    ("conditions", Handled),
    ("documentation", Ignored(RULE_NOTE)),
    ("error", Handled),
    ("type", Handled),
];

const TREE_RULE: &[Entry] = &[
    ("conditions", Handled),
    ("documentation", Ignored(RULE_NOTE)),
    ("rules", Handled),
    ("type", Handled),
];

const CONDITION: &[Entry] = &[("argv", Handled), ("assign", Handled), ("fn", Handled)];

const ENDPOINT: &[Entry] = &[
    ("headers", Handled),
    ("properties", Handled),
    ("url", Handled),
];

const CALL: &[Entry] = &[("argv", Handled), ("fn", Handled)];

const REFERENCE: &[Entry] = &[("ref", Handled)];

const PARTITIONS: &[Entry] = &[("partitions", Handled), ("version", Handled)];

const PARTITION: &[Entry] = &[
    ("id", Handled),
    ("outputs", Handled),
    ("regionRegex", Handled),
    ("regions", Handled),
];

const PARTITION_OUTPUTS: &[Entry] = &[
    ("dnsSuffix", Handled),
    ("dualStackDnsSuffix", Handled),
    ("implicitGlobalRegion", Handled),
    ("name", Handled),
    ("supportsDualStack", Handled),
    ("supportsFIPS", Handled),
];

const REGION: &[Entry] = &[
    (
        "description",
        Ignored("the region's name for people; endpoint rules never ask for it"),
    ),
    ("dnsSuffix", Handled),
    ("dualStackDnsSuffix", Handled),
    ("implicitGlobalRegion", Handled),
    ("name", Handled),
    ("supportsDualStack", Handled),
    ("supportsFIPS", Handled),
];

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Place; 48] = [
        Place::Service,
        Place::Metadata,
        Place::Operation,
        Place::Http,
        Place::HostPrefix,
        Place::EndpointDiscovery,
        Place::Compression,
        Place::ContextParam,
        Place::StaticContextParam,
        Place::OperationContextParam,
        Place::ClientContextParam,
        Place::QueryCompatible,
        Place::Input,
        Place::Output,
        Place::OperationError,
        Place::Structure,
        Place::List,
        Place::Map,
        Place::String,
        Place::Number,
        Place::Boolean,
        Place::Timestamp,
        Place::Blob,
        Place::Member,
        Place::Element,
        Place::Error,
        Place::Retryable,
        Place::Paginators,
        Place::Paginator,
        Place::Waiters,
        Place::Waiter,
        Place::Overlay,
        Place::OverlayWaiter,
        Place::OverlayExpressions,
        Place::Acceptor,
        Place::EndpointRules,
        Place::EndpointParameter,
        Place::EndpointRule,
        Place::ErrorRule,
        Place::TreeRule,
        Place::Condition,
        Place::Endpoint,
        Place::Call,
        Place::Reference,
        Place::Partitions,
        Place::Partition,
        Place::PartitionOutputs,
        Place::Region,
    ];

    #[test]
    fn lists_are_sorted_and_name_each_key_once() {
        for place in ALL {
            assert!(
                entries(place).is_sorted_by(|a, b| a.0 < b.0),
                "{}",
                name(place)
            );
        }
    }

    #[test]
    fn reasons_are_clauses_that_fit_into_a_message() {
        for (key, verdict) in ALL.into_iter().flat_map(entries) {
            if let Ignored(reason) | Unsupported(reason) = verdict {
                let first = reason.chars().next().expect("a reason");
                assert!(
                    first.is_lowercase() && !reason.ends_with('.'),
                    "{key}: {reason}"
                );
            }
        }
    }

    #[test]
    fn knows_what_it_does_not_know() {
        assert_eq!(verdict(Place::Operation, "name"), Some(Handled));
        assert_eq!(verdict(Place::Operation, "fnord"), None);
    }
}
