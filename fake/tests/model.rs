//! Answers by the model: valid ones to valid requests of every operation in every protocol, and the modelled error to
//! what breaks the model.

use std::sync::Arc;

use gamelift::error::ProvideErrorMetadata as _;
use gamelift::operation::create_alias::CreateAlias;
use gamelift::testing::Fake;
use gamelift::types::{RoutingStrategy, RoutingStrategyType};
use gamelift::validation::Validation;
use smithwright_runtime::client::Handle;
use smithwright_runtime::error::{DisplayErrorContext, ErrorParts};
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::protocol::Protocol;
use smithwright_runtime::testing::{self, Testable, sample, valid_input};
use smithwright_runtime::validation;
use smithwright_runtime::value::Structure;

/// The seeds that are tried.
const SEEDS: [u64; 3] = [0, 1, 20_261_201];

fn handle<S: Testable>(fake: &testing::Fake<S>, protocol: Protocol) -> Arc<Handle<S>> {
    // What is sent is for the fake to refuse.
    let config = fake.config().protocol(protocol).validation(Validation::Off);
    Arc::new(Handle::new(config.build()))
}

/// Sends a valid request of every operation in every protocol, and holds the answers against the model.
async fn check_valid<S: Testable>(operations: usize) {
    assert_eq!(S::operations().len(), operations);
    let mut with_members = 0;
    for seed in SEEDS {
        let fake = testing::Fake::<S>::of_model(seed);
        for (descriptor, protocol) in every::<S>() {
            let name = descriptor.name;
            let input = sample(descriptor, seed);
            let violations = validation::request(&*input, descriptor, Validation::Strict);
            assert_eq!(violations, Ok(()), "{name} {seed}");
            let answer = descriptor.send(handle(&fake, protocol), input).await;
            let output = answer.unwrap_or_else(|error| {
                panic!(
                    "{name} {protocol:?} {seed}: {}",
                    DisplayErrorContext(&error)
                )
            });
            let output: &dyn Structure = descriptor
                .output(&output)
                .expect("an output of the operation");
            let violations = validation::structure(output, Validation::Strict);
            assert_eq!(violations, Ok(()), "{name} {protocol:?} {seed}");
            output.members(&mut |values| {
                with_members += usize::from(values.iter().any(|value| !value.view().is_unset()));
            });
        }
        assert_eq!(fake.unexpected(), [""; 0]);
    }
    assert!(
        with_members > operations,
        "{with_members} answers say something"
    );
}

fn every<S: Testable>() -> impl Iterator<Item = (&'static Descriptor, Protocol)> {
    let operations = S::operations().into_iter();
    operations.flat_map(|descriptor| {
        let protocols = S::METADATA.protocols.iter();
        protocols.map(move |protocol| (descriptor, *protocol))
    })
}

#[tokio::test]
async fn every_operation_of_gamelift_is_answered() {
    check_valid::<gamelift::GameLift>(120).await;
}

#[tokio::test]
async fn every_operation_of_gameliftstreams_is_answered() {
    check_valid::<gameliftstreams::GameLiftStreams>(30).await;
}

/// Sends a request without anything in it; those operations that require something answer with the modelled error.
async fn check_empty<S: Testable>(code: &str, status: u16) {
    let fake = testing::Fake::<S>::of_model(0);
    let mut refused = 0;
    for (descriptor, protocol) in every::<S>() {
        let blank = descriptor.blank_input();
        let Err(violations) = validation::request(&*blank, descriptor, Validation::Strict) else {
            continue;
        };
        if descriptor.http.uri.contains('{') && protocol == Protocol::RestJson1 {
            // It could not be sent: the path would have a gap.
            continue;
        }
        refused += 1;
        let error = descriptor
            .send(handle(&fake, protocol), blank)
            .await
            .expect_err("it is invalid");
        let raw = error.raw_response().expect("an answer").status().as_u16();
        let error = error.as_service_error().expect("an error of the service");
        let parts: &dyn ErrorParts = descriptor.error(error).expect("an error of the operation");
        assert!(
            parts.structure().is_some(),
            "{} {protocol:?}: {parts:?}",
            descriptor.name
        );
        assert_eq!(parts.meta().code(), Some(code));
        assert_eq!(
            parts.meta().message(),
            Some(violations.to_string().as_str())
        );
        assert_eq!(raw, status);
    }
    assert!(refused > 1, "{refused}");
}

#[tokio::test]
async fn what_breaks_the_model_gets_the_modelled_error() {
    check_empty::<gamelift::GameLift>("InvalidRequestException", 400).await;
    check_empty::<gameliftstreams::GameLiftStreams>("ValidationException", 400).await;
}

#[tokio::test]
async fn an_output_echoes_the_input() {
    let fake = Fake::of_model(7);
    let strategy = RoutingStrategy::builder()
        .r#type(RoutingStrategyType::Simple)
        .fleet_id("fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa")
        .build();
    let call = fake
        .client()
        .create_alias()
        .name("live")
        .routing_strategy(strategy.clone());
    let output = call.clone().send().await.expect("an output");
    let alias = output.alias().expect("an alias");
    assert_eq!(alias.name(), Some("live"));
    assert_eq!(alias.routing_strategy(), Some(&strategy));
    assert!(
        alias.alias_id().is_some_and(|id| id.starts_with("alias-")),
        "{alias:?}"
    );
    assert_eq!(fake.calls::<CreateAlias>().len(), 1);

    // What is refused says why.
    let error = call.name("").send().await;
    assert!(error.is_err(), "the client refuses it as well");
}

#[tokio::test]
async fn pages_end() {
    let fake = Fake::of_model(7);
    let client = fake.client();
    let mut pages = client.describe_fleet_attributes().into_paginator().send();
    let mut count = 0;
    while let Some(page) = pages.try_next().await.expect("a page") {
        assert_eq!(page.next_token(), None);
        count += 1;
    }
    assert_eq!(count, 1);
    let output = client
        .describe_fleet_attributes()
        .next_token("more")
        .send()
        .await;
    assert_eq!(output.expect("a page").next_token(), None);
}

#[tokio::test]
async fn a_seed_decides() {
    let ask = async |seed: u64, before: usize| {
        let fake = Fake::of_model(seed);
        let client = fake.client();
        for _ in 0..before {
            client.list_aliases().send().await.expect("an output");
        }
        let output = client
            .describe_fleet_attributes()
            .send()
            .await
            .expect("an output");
        output.fleet_attributes().to_vec()
    };
    // Calls of other operations change nothing.
    assert_eq!(ask(1, 0).await, ask(1, 3).await);
    assert_ne!(ask(1, 0).await, ask(2, 0).await);
    assert_eq!(valid_input::<CreateAlias>(5), valid_input::<CreateAlias>(5));
}

#[tokio::test]
async fn a_closure_comes_before_the_model() {
    let fake = Fake::of_model(7);
    fake.on::<CreateAlias>(|_| {
        use gamelift::operation::create_alias::CreateAliasError;
        let meta = gamelift::error::ErrorMetadata::builder()
            .code("Closed")
            .build();
        Err(CreateAliasError::generic(meta))
    });
    let strategy = RoutingStrategy::builder()
        .r#type(RoutingStrategyType::Terminal)
        .build();
    let call = fake
        .client()
        .create_alias()
        .name("live")
        .routing_strategy(strategy);
    let error = call.send().await.expect_err("closed");
    assert_eq!(error.into_service_error().code(), Some("Closed"));
}
