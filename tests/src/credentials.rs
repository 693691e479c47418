//! Credentials that know how often they were asked for.
//!
//! Never here: what they sign.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};

/// Gives the same credentials to everybody, and counts. Clones count together.
#[derive(Debug, Clone)]
pub struct Counted {
    credentials: Credentials,
    times: Arc<AtomicUsize>,
}

impl Counted {
    /// Credentials that nobody has asked for yet.
    pub fn new(credentials: Credentials) -> Self {
        let times = Arc::default();
        Self { credentials, times }
    }

    /// How often they were asked for.
    pub fn times_asked(&self) -> usize {
        self.times.load(Ordering::Relaxed)
    }
}

impl ProvideCredentials for Counted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.times.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(self.credentials.clone()))
    }
}
