//! Endpoints: which URL a request goes to.
//!
//! A service's endpoint rules are data, a [`RuleSet`](rules::RuleSet) that the generator writes as a
//! `static`, and this module interprets them as the [rules engine specification][spec] says. The
//! public names are those of the official crates' `config::endpoint`, so that a generated crate only
//! re-exports them.
//!
//! Lives here: the tables' types ([`rules`], [`partition`]), their interpreter, the parameters
//! ([`Params`]), the resolver with its cache ([`Resolver`]) and the two interceptors that every
//! operation shares. Never here: a service's name, a region's name, JSON, anything that sends a request.
//!
//! # What the generator writes
//!
//! Tables are written with the vocabulary of [`prelude`]: one line a condition, one line an outcome,
//! in the order of the model and with the names of the model, so that a change to a model shows up in
//! a diff as that change.
//!
//! ```
//! use smithwright_runtime::endpoint::prelude::*;
//!
//! static RULE_SET: RuleSet = RuleSet {
//!     parameters: &[
//!         Parameter::string("Region").built_in(BuiltIn::Region),
//!         Parameter::boolean_or("UseFIPS", false).built_in(BuiltIn::UseFips),
//!         Parameter::string("Endpoint").built_in(BuiltIn::Endpoint),
//!     ],
//!     rules: &[
//!         Rule::tree(
//!             &[when(IsSet, &[Reference("Endpoint")])],
//!             &[
//!                 Rule::error(
//!                     &[when(BooleanEquals, &[Reference("UseFIPS"), Boolean(true)])],
//!                     Template("Invalid Configuration: FIPS and custom endpoint are not supported"),
//!                 ),
//!                 Rule::endpoint(&[], Reference("Endpoint")),
//!             ],
//!         ),
//!         Rule::tree(
//!             &[
//!                 when(IsSet, &[Reference("Region")]),
//!                 when(AwsPartition, &[Reference("Region")]).assign("PartitionResult"),
//!             ],
//!             &[
//!                 Rule::endpoint(
//!                     &[
//!                         when(BooleanEquals, &[Reference("UseFIPS"), Boolean(true)]),
//!                         when(BooleanEquals, &[
//!                             call(GetAttr, &[Reference("PartitionResult"), Template("supportsFIPS")]),
//!                             Boolean(true),
//!                         ]),
//!                     ],
//!                     Template("https://example-fips.{Region}.{PartitionResult#dnsSuffix}"),
//!                 ),
//!                 Rule::endpoint_with(
//!                     &[],
//!                     Template("https://example.{Region}.{PartitionResult#dnsSuffix}"),
//!                     &[("x-amz-example", &[Template("{Region}")])],
//!                     &[("authSchemes", List(&[Record(&[
//!                         ("name", Template("sigv4")),
//!                         ("signingRegion", Template("{Region}")),
//!                     ])]))],
//!                 ),
//!             ],
//!         ),
//!         Rule::error(&[], Template("Invalid Configuration: Missing Region")),
//!     ],
//! };
//!
//! static PARTITIONS: &[Partition] = &[Partition {
//!     id: "aws",
//!     region_regex: r"^(us|eu)\-\w+\-\d+$",
//!     regions: &["eu-west-1", "us-east-1"],
//!     dns_suffix: "amazonaws.com",
//!     dual_stack_dns_suffix: "api.aws",
//!     supports_fips: true,
//!     supports_dual_stack: true,
//!     implicit_global_region: "us-east-1",
//! }];
//!
//! use smithwright_runtime::endpoint::{Params, Resolver};
//! let resolver = Resolver::new(&RULE_SET, PARTITIONS);
//! let params = Params::builder().region("eu-west-1").use_fips(true).build()?;
//! assert_eq!(resolver.resolve(&params)?.url(), "https://example-fips.eu-west-1.amazonaws.com");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [spec]: https://smithy.io/2.0/additional-specs/rules-engine/specification.html

mod evaluate;
mod functions;
mod interceptors;
mod params;
pub mod partition;
mod resolver;
pub mod rules;
mod template;
mod url;
mod value;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;
pub use interceptors::{EndpointOverrideFeatureTrackerInterceptor, EndpointParamsInterceptor};
pub use params::{InvalidParams, Params, ParamsBuilder};
pub use resolver::{ResolveEndpoint, Resolver};
pub use url::InvalidUrl;
pub(crate) use url::{CheckEndpoints, check as check_url};

/// The words that endpoint tables are written in, to be imported with `*` by the files that hold
/// nothing else.
pub mod prelude {
    pub use super::partition::Partition;
    pub use super::rules::Expression::{Boolean, Integer, List, Record, Reference, Template};
    pub use super::rules::Function::{
        AwsIsVirtualHostableS3Bucket, AwsParseArn, AwsPartition, BooleanEquals, Coalesce, GetAttr,
        IsSet, IsValidHostLabel, Ite, Not, ParseUrl, Split, StringEquals, Substring, UriEncode,
    };
    pub use super::rules::{BuiltIn, Parameter, Rule, RuleSet, call, when};
}
