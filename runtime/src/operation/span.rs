//! The span around a call, named as in the official crates.
//!
//! The macros of `tracing` take the name and the target of a span from the code around them. Here both are those of
//! the operation, so that a filter such as `RUST_LOG=gamelift=debug` shows the calls of that crate. For that, each
//! operation gets a callsite on its first call that a subscriber wants spans of.
//! Never here: events, which generated crates write ([`crate::service::Service::answered`]).

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing::callsite::{self, Identifier};
use tracing::field::{Field, FieldSet, Value};
use tracing::level_filters::LevelFilter;
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Level, Metadata, Span, dispatcher};

use super::descriptor::Descriptor;

const LEVEL: Level = Level::DEBUG;

/// The fields, in the order of their values in [`of`].
const FIELDS: &[&str] = &[
    "rpc.service",
    "rpc.method",
    "sdk_invocation_id",
    "rpc.system",
];

/// The span of a call; [`Span::none`] if no subscriber wants it.
pub(crate) fn of(descriptor: &'static Descriptor) -> Span {
    if LevelFilter::current() < LEVEL {
        return Span::none();
    }
    let callsite = callsite_of(descriptor);
    let Some(metadata) = callsite.metadata.get().filter(|_| callsite.is_wanted()) else {
        return Span::none();
    };
    let fields = metadata.fields();
    let mut named = fields.iter();
    let (Some(service), Some(method), Some(id), Some(system)) =
        (named.next(), named.next(), named.next(), named.next())
    else {
        return Span::none();
    };
    // A random number, to find the lines of one call by.
    let number = fastrand::u32(1_000_000..10_000_000);
    let values: [(&Field, Option<&dyn Value>); 4] = [
        (&service, Some(&descriptor.service.id)),
        (&method, Some(&descriptor.name)),
        (&id, Some(&number)),
        (&system, Some(&"aws-api")),
    ];
    Span::new(metadata, &fields.value_set(&values))
}

/// The callsite of an operation's spans.
struct Callsite {
    metadata: OnceLock<Metadata<'static>>,
    interest: AtomicU8,
}

static NOWHERE: Callsite = Callsite {
    metadata: OnceLock::new(),
    interest: AtomicU8::new(NEVER),
};

static NAMELESS: Metadata<'static> = Metadata::new(
    "call",
    module_path!(),
    LEVEL,
    None,
    None,
    None,
    FieldSet::new(&[], Identifier(&NOWHERE)),
    Kind::SPAN,
);

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

impl Callsite {
    /// Makes a callsite that lives as long as the program. There is at most one for each operation.
    fn new(descriptor: &Descriptor) -> &'static Self {
        let callsite: &'static Self = Box::leak(Box::new(Self {
            metadata: OnceLock::new(),
            interest: AtomicU8::new(NEVER),
        }));
        let crate_name = descriptor.service.crate_name;
        let name = [descriptor.service.id, ".", descriptor.name].concat();
        callsite.metadata.get_or_init(|| {
            Metadata::new(
                Box::leak(name.into_boxed_str()),
                crate_name,
                LEVEL,
                None,
                None,
                Some(crate_name),
                FieldSet::new(FIELDS, Identifier(callsite)),
                Kind::SPAN,
            )
        });
        callsite::register(callsite);
        callsite
    }

    fn is_wanted(&self) -> bool {
        let is_enabled = |metadata| dispatcher::get_default(|default| default.enabled(metadata));
        match self.interest.load(Ordering::Relaxed) {
            NEVER => false,
            ALWAYS => true,
            _ => self.metadata.get().is_some_and(is_enabled),
        }
    }
}

impl callsite::Callsite for Callsite {
    fn set_interest(&self, interest: Interest) {
        let interest = match () {
            () if interest.is_never() => NEVER,
            () if interest.is_always() => ALWAYS,
            () => SOMETIMES,
        };
        self.interest.store(interest, Ordering::Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        // It is set before the callsite is registered.
        self.metadata.get().unwrap_or(&NAMELESS)
    }
}

/// The callsite of an operation, made on first use.
fn callsite_of(descriptor: &Descriptor) -> &'static Callsite {
    type Callsites = HashMap<(&'static str, &'static str), &'static Callsite>;
    static CALLSITES: OnceLock<Mutex<Callsites>> = OnceLock::new();

    // The map stays consistent when a thread panics that holds it.
    let known = || {
        let callsites = CALLSITES.get_or_init(Mutex::default);
        callsites.lock().unwrap_or_else(PoisonError::into_inner)
    };
    let key = (descriptor.service.crate_name, descriptor.name);
    if let Some(callsite) = known().get(&key) {
        return callsite;
    }
    // Without holding the lock: registering calls subscribers, which may do anything.
    let callsite = Callsite::new(descriptor);
    known().entry(key).or_insert(callsite)
}
