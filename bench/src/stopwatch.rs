//! Takes the cost of a phase of a call: an interceptor, the same for both sides.
//!
//! The orchestrator calls it right before and right after it has the request written, and the response
//! read. Never here: whole calls.

use std::cell::Cell;
use std::time::Instant;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::allocations;
use crate::cost::Cost;

thread_local! {
    static BEGUN: Cell<Option<(Instant, allocations::Allocated)>> = const { Cell::new(None) };
    static SPENT: Cell<Cost> = const { Cell::new(Cost::NOTHING) };
}

/// A phase of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// From the input to the request.
    Serialise,
    /// From the response, its body in memory, to the output.
    Parse,
}

/// Watches one phase of every call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stopwatch(pub(crate) Phase);

/// What the phase has cost on this thread since the last time this was asked.
pub(crate) fn take() -> Cost {
    SPENT.replace(Cost::NOTHING)
}

impl Stopwatch {
    fn begin(self, phase: Phase) {
        if self.0 == phase {
            let allocated = allocations::so_far();
            BEGUN.set(Some((Instant::now(), allocated)));
        }
    }

    fn end(self, phase: Phase) {
        let now = Instant::now();
        if self.0 == phase
            && let Some((begun, allocated)) = BEGUN.take()
        {
            let mut spent = SPENT.get();
            spent += Cost {
                time: now - begun,
                allocated: allocations::so_far().since(allocated),
            };
            SPENT.set(spent);
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for Stopwatch {
    fn name(&self) -> &'static str {
        "Stopwatch"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.begin(Phase::Serialise);
        Ok(())
    }

    fn read_after_serialization(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.end(Phase::Serialise);
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.begin(Phase::Parse);
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        _: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.end(Phase::Parse);
        Ok(())
    }
}
