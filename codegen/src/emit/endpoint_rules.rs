//! `endpoint_rules.rs`: the rules that choose an endpoint, and the partitions they refer to.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::source::Source;
use crate::api::{
    Api, EndpointCondition, EndpointExpression, EndpointOutcome, EndpointParameter,
    EndpointParameterKind, EndpointRule, Partition,
};

/// `endpoint_rules.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The rules that choose an endpoint, and the partitions they refer to.");
    source.uses(&["smithwright_runtime::endpoint::prelude::*"]);
    let parameters = api.endpoint_rules.parameters.iter().map(parameter);
    let rules = api.endpoint_rules.rules.iter().map(rule);
    let partitions = api.partitions.iter().map(partition);
    source.tokens(quote! {
        pub(crate) static RULES: RuleSet = RuleSet {
            parameters: &[#(#parameters),*],
            rules: &[#(#rules),*],
        };

        pub(crate) static PARTITIONS: &[Partition] = &[#(#partitions),*];
    });
    source.finish()
}

fn parameter(parameter: &EndpointParameter) -> TokenStream {
    let name = &parameter.name;
    let value = match &parameter.kind {
        EndpointParameterKind::String(None) => quote!(Parameter::string(#name)),
        EndpointParameterKind::String(Some(default)) => {
            quote!(Parameter::string_or(#name, #default))
        }
        EndpointParameterKind::Boolean(None) => quote!(Parameter::boolean(#name)),
        EndpointParameterKind::Boolean(Some(default)) => {
            quote!(Parameter::boolean_or(#name, #default))
        }
    };
    let built_in = parameter.built_in.as_deref().map(|name| {
        let name = built_in(name);
        quote!(.built_in(BuiltIn::#name))
    });
    quote!(#value #built_in)
}

fn rule(of: &EndpointRule) -> TokenStream {
    let conditions = of.conditions.iter().map(condition);
    let conditions = quote!(&[#(#conditions),*]);
    match &of.outcome {
        EndpointOutcome::Endpoint {
            url,
            headers,
            properties,
        } => {
            let url = expression(url);
            if headers.is_empty() && properties.is_empty() {
                return quote!(Rule::endpoint(#conditions, #url));
            }
            let headers = headers.iter().map(|(name, values)| {
                let values = values.iter().map(expression);
                quote!((#name, &[#(#values),*]))
            });
            let properties = properties.iter().map(entry);
            quote!(Rule::endpoint_with(#conditions, #url, &[#(#headers),*], &[#(#properties),*]))
        }
        EndpointOutcome::Error(message) => {
            let message = expression(message);
            quote!(Rule::error(#conditions, #message))
        }
        EndpointOutcome::Tree(rules) => {
            let rules = rules.iter().map(rule);
            quote!(Rule::tree(#conditions, &[#(#rules),*]))
        }
    }
}

fn condition(condition: &EndpointCondition) -> TokenStream {
    let function = function(&condition.function);
    let arguments = condition.arguments.iter().map(expression);
    let assign = condition.assign.iter().map(|name| quote!(.assign(#name)));
    quote!(when(#function, &[#(#arguments),*]) #(#assign)*)
}

/// The runtime's name of a built-in. A name it does not have fails to compile; `check` lets none through.
fn built_in(name: &str) -> Ident {
    match name {
        "AWS::Region" => format_ident!("Region"),
        "AWS::UseDualStack" => format_ident!("UseDualStack"),
        "AWS::UseFIPS" => format_ident!("UseFips"),
        "SDK::Endpoint" => format_ident!("Endpoint"),
        _ => format_ident!("Unknown"),
    }
}

/// The runtime's name of a function. A name it does not have fails to compile; `check` lets none through.
fn function(name: &str) -> Ident {
    match name {
        "isSet" => format_ident!("IsSet"),
        "not" => format_ident!("Not"),
        "getAttr" => format_ident!("GetAttr"),
        "stringEquals" => format_ident!("StringEquals"),
        "booleanEquals" => format_ident!("BooleanEquals"),
        "substring" => format_ident!("Substring"),
        "uriEncode" => format_ident!("UriEncode"),
        "parseURL" => format_ident!("ParseUrl"),
        "isValidHostLabel" => format_ident!("IsValidHostLabel"),
        "coalesce" => format_ident!("Coalesce"),
        "ite" => format_ident!("Ite"),
        "split" => format_ident!("Split"),
        "aws.partition" => format_ident!("AwsPartition"),
        "aws.parseArn" => format_ident!("AwsParseArn"),
        "aws.isVirtualHostableS3Bucket" => format_ident!("AwsIsVirtualHostableS3Bucket"),
        _ => format_ident!("Unknown"),
    }
}

fn expression(of: &EndpointExpression) -> TokenStream {
    match of {
        EndpointExpression::Template(text) => quote!(Template(#text)),
        EndpointExpression::Boolean(value) => quote!(Boolean(#value)),
        EndpointExpression::Integer(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(Integer(#value))
        }
        EndpointExpression::Reference(name) => quote!(Reference(#name)),
        EndpointExpression::Call {
            function: name,
            arguments,
        } => {
            let (name, arguments) = (function(name), arguments.iter().map(expression));
            quote!(call(#name, &[#(#arguments),*]))
        }
        EndpointExpression::List(items) => {
            let items = items.iter().map(expression);
            quote!(List(&[#(#items),*]))
        }
        EndpointExpression::Record(entries) => {
            let entries = entries.iter().map(entry);
            quote!(Record(&[#(#entries),*]))
        }
    }
}

fn entry((name, value): &(String, EndpointExpression)) -> TokenStream {
    let value = expression(value);
    quote!((#name, #value))
}

fn partition(partition: &Partition) -> TokenStream {
    let Partition {
        id,
        region_regex,
        outputs,
        regions,
    } = partition;
    let regions = regions.keys();
    let (dns_suffix, dual_stack_dns_suffix) = (&outputs.dns_suffix, &outputs.dual_stack_dns_suffix);
    let (supports_fips, supports_dual_stack) = (outputs.supports_fips, outputs.supports_dual_stack);
    let implicit_global_region = &outputs.implicit_global_region;
    quote! {
        Partition {
            id: #id,
            region_regex: #region_regex,
            regions: &[#(#regions),*],
            dns_suffix: #dns_suffix,
            dual_stack_dns_suffix: #dual_stack_dns_suffix,
            supports_fips: #supports_fips,
            supports_dual_stack: #supports_dual_stack,
            implicit_global_region: #implicit_global_region,
        }
    }
}
