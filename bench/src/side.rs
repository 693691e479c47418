//! What both sides can do: make the calls that are measured.
//!
//! Never here: how a call is made.

/// A call that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// `CreateGameSession`, all members set and ten properties.
    CreateGameSession,
    /// `CreatePlayerSession`, all members set.
    CreatePlayerSession,
    /// `DescribeGameSessions` of one fleet.
    DescribeGameSessions,
    /// `ListStreamSessions` of one stream group.
    ListStreamSessions,
}

/// One side: clients of the same service, made of one crate or the other.
pub(crate) trait Side {
    /// Makes a call so many times, one after the other, and drops what it returns.
    async fn make(&self, call: Call, times: u32);

    /// Makes a call and shows all that it returned, in the same text on both sides.
    async fn show(&self, call: Call) -> String;
}
