//! Idempotency tokens: what makes it safe to send a request twice.
//!
//! Lives here: [`IdempotencyTokenProvider`], with the official crates' public API, and [`fill`], which
//! gives its tokens to inputs. Never here: which member of an input a token goes into
//! ([`Member::idempotency_token`](crate::schema::Member::idempotency_token) says that).

use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use crate::value::Structure;

/// Gives a token to each member of `input` that is one and is not set.
///
/// Fails if such a member is not an `Option<String>`, which is a mistake of the generator.
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

/// Makes the tokens of idempotent requests whose caller has not set one.
///
/// Every client has a provider of random tokens. A test that compares requests sets its own, in one of
/// two ways: a fixed token (`"token".into()`), or a sequence that is the same in every run
/// ([`Self::with_seed`]).
///
/// Clones share one sequence, so that no two of them ever make the same random token.
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
    /// The next token: a random UUID (version 4), or the token that is fixed.
    pub fn make_idempotency_token(&self) -> String {
        match &self.source {
            Source::Fixed(token) => (*token).to_owned(),
            Source::Random(generator) => {
                // A generator is in order whatever happened while another thread held it.
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

    /// A provider of random tokens: what a client has unless it is given another.
    pub fn random() -> Self {
        Self::of(fastrand::Rng::new())
    }

    /// A provider of this one token. For tests: a service takes a second request with the same token for
    /// a repetition of the first.
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
