//! What is measured, and what is aimed at.
//!
//! Never here: how it is measured.

use crate::answers::Order;
use crate::side::Call;
use crate::stopwatch::Phase;

/// A call, or one phase of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The call.
    pub(crate) call: Call,
    /// The phase; the whole call without.
    pub(crate) phase: Option<Phase>,
    /// In which order members stand in the answer.
    pub(crate) order: Order,
}

/// All cases, in the order they are run.
pub(crate) const ALL: [Case; 12] = [
    whole(Call::CreateGameSession),
    serialise(Call::CreateGameSession),
    parse(Call::CreateGameSession, Order::Model),
    whole(Call::CreatePlayerSession),
    serialise(Call::CreatePlayerSession),
    parse(Call::CreatePlayerSession, Order::Model),
    whole(Call::DescribeGameSessions),
    parse(Call::DescribeGameSessions, Order::Model),
    parse(Call::DescribeGameSessions, Order::Alphabet),
    whole(Call::ListStreamSessions),
    parse(Call::ListStreamSessions, Order::Model),
    parse(Call::ListStreamSessions, Order::Alphabet),
];

/// Nothing takes longer than with the official crates.
const NOT_SLOWER: f64 = 1.0;

/// Reading a large answer takes at most half of the time.
const HALF: f64 = 0.5;

const fn whole(call: Call) -> Case {
    Case {
        call,
        phase: None,
        order: Order::Model,
    }
}

const fn serialise(call: Call) -> Case {
    Case {
        call,
        phase: Some(Phase::Serialise),
        order: Order::Model,
    }
}

const fn parse(call: Call, order: Order) -> Case {
    Case {
        call,
        phase: Some(Phase::Parse),
        order,
    }
}

impl Case {
    /// What the case is called in the table.
    pub(crate) fn name(self) -> String {
        let call = match self.call {
            Call::CreateGameSession => "CreateGameSession",
            Call::CreatePlayerSession => "CreatePlayerSession",
            Call::DescribeGameSessions => "100 game sessions, CBOR",
            Call::ListStreamSessions => "100 stream sessions, JSON",
        };
        let order = match self.order {
            Order::Model => "",
            Order::Alphabet => ", sorted",
        };
        let phase = match self.phase {
            None => "call",
            Some(Phase::Serialise) => "serialise",
            Some(Phase::Parse) => "parse",
        };
        format!("{call}{order}: {phase}")
    }

    /// How much of the official time it may take.
    pub(crate) fn limit(self) -> f64 {
        match (self.call, self.phase) {
            (Call::DescribeGameSessions | Call::ListStreamSessions, Some(Phase::Parse)) => HALF,
            _ => NOT_SLOWER,
        }
    }
}
