//! What the crate's front page and its README both say about calling a service: dependencies, errors, pages,
//! waiting, settings.
//!
//! Never here: what stands on one of the two alone, and anything about a single operation.

use std::fmt::Write as _;

use super::docs::in_link;
use super::service::protocol_name;
use super::{example_call, waiters};
use crate::api::{Api, Operation};

/// Where a text stands, which decides whether names can be links.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The crate's documentation.
    FrontPage,
    /// `README.md`.
    Readme,
}

impl Place {
    /// A name that leads to an item where links do.
    fn name(self, name: &str, path: &str) -> String {
        match self {
            Self::FrontPage => format!("[`{name}`]({path})"),
            Self::Readme => format!("`{name}`"),
        }
    }

    /// The fence of an example.
    fn fence(self) -> &'static str {
        match self {
            Self::FrontPage => "```no_run",
            Self::Readme => "```rust",
        }
    }

    /// An example as this place shows it: readers of a README would see the lines that rustdoc hides.
    fn example(self, fenced: &str) -> String {
        match self {
            Self::FrontPage => fenced.to_owned(),
            Self::Readme => {
                let lines = fenced.lines().filter(|line| !line.starts_with("# "));
                let lines = lines.map(|line| line.replace("```no_run", self.fence()));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// The lines of `Cargo.toml`.
pub(super) fn dependencies(api: &Api) -> String {
    let name = &api.package.name;
    let path = toml::Value::from(format!("{}/{name}", api.package.placement.folder));
    format!(
        "```toml
[dependencies]
{name} = {{ path = {path} }}
aws-config = \"1\"
tokio = {{ version = \"1\", features = [\"full\"] }}
```
"
    )
}

/// What each variant of `SdkError` means, and whether to try again.
pub(super) fn errors(place: Place) -> String {
    let variant = |name: &str| place.name(name, &format!("error::SdkError::{name}"));
    // Names in a column of their own are broken into letters on a narrow page.
    format!(
        "| what happened | try again? |
|---|---|
| {}: nothing was sent, because the request or the settings are wrong. | No: it fails again. |
| {}: no connection, or no credentials. | Yes, once the network or the credentials are there. |
| {}: no answer in time. The service may have done what was asked. | Yes, if doing it twice does no harm. |
| {}: the answer cannot be read. The service may have done what was asked. | Yes, if doing it twice does no harm. |
| {}: the service answered with an error, which `into_service_error()` gives. | As the error's documentation says. |

After broken connections, attempts without an answer in time, throttling and faults of the service, the client has
tried again by itself before you see the error: three attempts in all, unless the settings say otherwise.
",
        variant("ConstructionFailure"),
        variant("DispatchFailure"),
        variant("TimeoutError"),
        variant("ResponseError"),
        variant("ServiceError"),
    )
}

/// Operations that come in pages; nothing where none does.
pub(super) fn pages(api: &Api, place: Place) -> String {
    let paginated = api.operations.iter().filter(|one| one.paginator.is_some());
    let count = paginated.clone().count();
    let is_short = |operation: &&Operation| {
        let paginator = operation.paginator.as_ref();
        operation.example.is_empty() && paginator.is_some_and(|pages| pages.items.is_some())
    };
    let Some(operation) = paginated
        .clone()
        .find(is_short)
        .or(paginated.clone().next())
    else {
        return String::new();
    };
    let operations = if count == 1 {
        "operation"
    } else {
        "operations"
    };
    format!(
        "The results of {count} {operations} come in pages. `into_paginator()` of such a builder asks for all of them,
one page after the other as they are read; `items()` gives what is in the pages, `page_size(n)` limits one.

{}
",
        place.example(&example_call::emit(api, operation))
    )
}

/// Waiters; nothing where there are none.
pub(super) fn waiting(api: &Api, place: Place) -> String {
    let Some(first) = api.waiters.first() else {
        return String::new();
    };
    let mut text = format!(
        "With the trait {} in scope, a client waits until something has happened:\n\n",
        place.name("Waiters", "client::Waiters")
    );
    for waiter in &api.waiters {
        let method = &waiter.method;
        let name = place.name(method, &format!("waiters::Waiters::{method}"));
        let operation = in_link(&waiter.operation_method);
        let asked = place.name(operation, &format!("Client::{operation}"));
        let summary = waiters::summary(waiter);
        let (min, max) = (waiter.min_delay, waiter.max_delay);
        let _ = writeln!(
            text,
            "- {name}: {summary} Calls {asked} every {min} to {max} seconds."
        );
    }
    format!(
        "{text}\n{}\n",
        place.example(&example_call::emit_wait(api, first))
    )
}

/// Timeouts, retries and the protocol.
pub(super) fn settings(api: &Api, place: Place) -> String {
    let krate = &api.package.crate_name;
    let spoken = api.service.protocols.iter().map(|of| protocol_name(*of));
    let spoken: Vec<_> = spoken.collect();
    let quoted: Vec<_> = spoken.iter().map(|name| format!("`{name}`")).collect();
    let (protocol, import, choice) = match spoken.as_slice() {
        [_, .., other] => (
            format!(
                "`protocol` chooses how requests are written, {}: the first is the default.",
                quoted.join(" or ")
            ),
            format!("\nuse {krate}::protocol::Protocol;"),
            format!("\n    .protocol(Protocol::{other})"),
        ),
        _ => (
            format!(
                "Requests are written in {}, the only protocol of the service.",
                quoted.concat()
            ),
            String::new(),
            String::new(),
        ),
    };
    let example = format!(
        "```no_run
# async fn example() {{
use std::time::Duration;

use {krate}::config::retry::RetryConfig;
use {krate}::config::timeout::TimeoutConfig;
use {krate}::config::Builder;{import}

let shared = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
let timeouts = TimeoutConfig::builder()
    .operation_attempt_timeout(Duration::from_secs(5))
    .operation_timeout(Duration::from_secs(20));
let config = Builder::from(&shared)
    .timeout_config(timeouts.build())
    .retry_config(RetryConfig::standard().with_max_attempts(5)){choice}
    .build();
let client = {krate}::Client::from_conf(config);
# }}
```"
    );
    format!(
        "Connecting has a limit of time, a call has none unless `timeout_config` sets one. {protocol}
`customize().config_override(..)` changes settings for one call.

{}
",
        place.example(&example)
    )
}
