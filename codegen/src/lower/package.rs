//! The crate as a package, and the service as a whole.
//!
//! Never here: anything about a single operation or shape.

use super::names;
use crate::api::{Example, Package, Placement, Service};
use crate::load::Loaded;
use crate::manifest;
use crate::model::{self, Protocol};
use crate::text::Text;

/// What the crate's manifest and headers say.
pub(super) fn package(loaded: &Loaded) -> Package {
    let sources = loaded.sources.iter();
    let examples = loaded.examples.iter();
    Package {
        name: loaded.service.crate_name.clone(),
        crate_name: names::crate_name(&loaded.service.crate_name),
        version: loaded.service.version.clone(),
        sources: sources
            .map(|file| {
                let path = file.path.display().to_string();
                (path.into(), file.sha256.as_str().into())
            })
            .collect(),
        model_sha256: loaded.model_sha256.as_str().into(),
        origin: format!("{} {}", loaded.lock.package, loaded.lock.version).into(),
        model_date: loaded.lock.released.clone().map(Text::from),
        examples: examples
            .cloned()
            .map(|(name, text)| Example { name, text })
            .collect(),
        changelog: loaded.changelog.clone(),
        placement: Placement::default(),
    }
}

/// As much of it as names the items of a crate that is not going to be written.
pub(super) fn items_only(service: &manifest::Service) -> Package {
    Package {
        name: service.crate_name.clone(),
        crate_name: names::crate_name(&service.crate_name),
        version: service.version.clone(),
        sources: Vec::new(),
        model_sha256: Text::default(),
        origin: Text::default(),
        model_date: None,
        examples: Vec::new(),
        changelog: None,
        placement: Placement::default(),
    }
}

/// What the crate says about its service. `protocol` is the one it speaks by default.
pub(super) fn service(service: &model::Service, protocol: Protocol) -> Service {
    let others = service
        .protocols
        .iter()
        .copied()
        .filter(|other| *other != protocol);
    // As the official crates have it: the service id in lower case, without spaces.
    let user_agent_name = service.id.to_lowercase().replace(' ', "");
    Service {
        marker: names::type_name(&service.id),
        id: service.id.as_str().into(),
        full_name: service.full_name.as_str().into(),
        api_version: service.api_version.as_str().into(),
        signing_name: service.signing_name.as_str().into(),
        official_crate: format!("aws-sdk-{user_agent_name}").into(),
        user_agent_name: user_agent_name.into(),
        target_prefix: service.target_prefix.clone().unwrap_or_default().into(),
        protocols: std::iter::once(protocol).chain(others).collect(),
        docs: service.documentation.clone().unwrap_or_default(),
    }
}
