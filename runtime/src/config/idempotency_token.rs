//! Idempotency tokens, which make it safe to send a request twice: [`IdempotencyTokenProvider`], with the official
//! crates' public API, and [`fill`], which fills them into inputs.
//!
//! Never here: which member holds the token ([`Member::idempotency_token`](crate::schema::Member::idempotency_token)).

use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use crate::value::Structure;

/// Sets each member of `input` that is an idempotency token and is not set.
///
/// # Errors
/// Such a member is not an `Option<String>`, which is a fault of the generator.
pub fn fill(input: &mut dyn Structure, settings: &ConfigBag) -> Result<(), BoxError> {
    let schema = input.schema();
    if !schema.members.iter().any(|member| member.idempotency_token) {
        return Ok(());
    }
    let provider = settings.load::<IdempotencyTokenProvider>().map_or_else(
        || Cow::Owned(IdempotencyTokenProvider::random()),
        Cow::Borrowed,
    );
    let mut result = Ok(());
    input.members_mut(&mut |values| {
        let members = schema.members.iter().zip(values);
        for (member, value) in members.filter(|(member, _)| member.idempotency_token) {
            let value: &mut dyn Any = &mut **value;
            match value.downcast_mut::<Option<String>>() {
                Some(token) => {
                    token.get_or_insert_with(|| provider.make_idempotency_token());
                }
                None => result = Err(format!("{} cannot hold a token", member.name).into()),
            }
        }
    });
    result
}

/// Makes idempotency tokens for requests without one.
///
/// By default tokens are random. A test that compares requests sets a provider of a fixed token (`"token".into()`), or
/// of the same sequence in every run ([`Self::with_seed`]).
///
/// Clones share one sequence, so that no two of them make the same random token.
#[derive(Debug, Clone)]
pub struct IdempotencyTokenProvider {
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Fixed(&'static str),
    Random(Arc<Mutex<fastrand::Rng>>),
}

impl IdempotencyTokenProvider {
    /// The next token: a random UUID (version 4), or the fixed token.
    pub fn make_idempotency_token(&self) -> String {
        match &self.source {
            Source::Fixed(token) => (*token).to_owned(),
            Source::Random(generator) => {
                // The generator stays consistent when a thread panics that holds it.
                let mut generator = generator.lock().unwrap_or_else(PoisonError::into_inner);
                let bytes = generator.u128(..).to_be_bytes();
                drop(generator);
                uuid::Builder::from_random_bytes(bytes)
                    .into_uuid()
                    .to_string()
            }
        }
    }

    /// A provider whose tokens look random and are the same for the same `seed`. For tests.
    pub fn with_seed(seed: u64) -> Self {
        Self::of(fastrand::Rng::with_seed(seed))
    }

    /// A provider of random tokens, the default of clients.
    pub fn random() -> Self {
        Self::of(fastrand::Rng::new())
    }

    /// A provider of this one token. For tests: a service takes a second request with the same token for a repetition
    /// of the first.
    pub fn fixed(token: &'static str) -> Self {
        Self {
            source: Source::Fixed(token),
        }
    }

    fn of(generator: fastrand::Rng) -> Self {
        Self {
            source: Source::Random(Arc::new(Mutex::new(generator))),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}
