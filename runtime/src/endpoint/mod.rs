//! Endpoints: which URL a request goes to.
//!
//! The endpoint rules of a service are data: the generator writes them as a `static` [`RuleSet`](rules::RuleSet), which
//! this module interprets as the [rules engine specification][spec] says. The public names are those of the official
//! crates' `config::endpoint`, which generated crates re-export from here.
//!
//! Lives here: the types of the tables ([`rules`], [`partition`]), the interpreter, its parameters ([`Params`]), the
//! resolver with its cache ([`Resolver`]), and the two interceptors that all operations share.
//! Never here: names of services or regions, JSON, anything that sends a request.
//!
//! # What the generator writes
//!
//! The generator writes tables in terms of [`prelude`]: one line for each condition and each outcome, in the order and
//! with the names of the model, so that a diff shows a change of the model as that change.
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
//! let params = Params::<()>::builder().region("eu-west-1").use_fips(true).build()?;
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
pub use params::{ErasedParams, InvalidParams, Params, ParamsBuilder, RuleParams};
pub(crate) use resolver::Rules;
pub use resolver::{AcceptsEndpointResolver, Resolver, shared};
pub use url::InvalidUrl;
pub(crate) use url::{CheckEndpoints, check as check_url};

/// The names that endpoint tables use. Files that hold nothing else import them with `*`.
pub mod prelude {
    pub use super::partition::Partition;
    pub use super::rules::Expression::{Boolean, Integer, List, Record, Reference, Template};
    pub use super::rules::Function::{
        AwsIsVirtualHostableS3Bucket, AwsParseArn, AwsPartition, BooleanEquals, Coalesce, GetAttr,
        IsSet, IsValidHostLabel, Ite, Not, ParseUrl, Split, StringEquals, Substring, UriEncode,
    };
    pub use super::rules::{BuiltIn, Parameter, Rule, RuleSet, call, when};
}
