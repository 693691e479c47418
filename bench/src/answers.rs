//! What the services answer: made-up data in the size and shape of real answers, as bytes.
//!
//! The bytes come from crates that neither side uses, so that neither reads its own writing.
//! Never here: anything that a client does.

use ciborium::Value;

use crate::side::Call;

/// CBOR's tag of a point in time.
const TIME_TAG: u64 = 1;

/// When the first of the sessions began, in seconds since 1970.
const BEGINNING: f64 = 1_760_000_000.125;

/// How many sessions an answer lists.
const SESSIONS: u32 = 100;

/// How many properties a game session has.
const PROPERTIES: u32 = 4;

/// A body to answer with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    /// The media type.
    pub(crate) media_type: &'static str,
    /// The bytes.
    pub(crate) body: &'static [u8],
}

/// In which order members stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As the model lists them.
    Model,
    /// By name.
    Alphabet,
}

/// What the service answers to a call, its members in this order.
pub(crate) fn of(call: Call, order: Order) -> Answer {
    match call {
        Call::CreateGameSession => cbor(map([("GameSession", game_session(0))]), order),
        Call::CreatePlayerSession => cbor(map([("PlayerSession", player_session())]), order),
        Call::DescribeGameSessions => {
            let sessions = (0..SESSIONS).map(game_session).collect();
            cbor(map([("GameSessions", Value::Array(sessions))]), order)
        }
        Call::ListStreamSessions => {
            let sessions = (0..SESSIONS).map(stream_session).collect();
            json(map([("Items", Value::Array(sessions))]), order)
        }
    }
}

fn game_session(number: u32) -> Value {
    let properties = (0..PROPERTIES).map(|index| {
        map([
            ("Key", text(format!("property-{index}"))),
            ("Value", text(format!("value {index} of session {number}"))),
        ])
    });
    let begun = BEGINNING + f64::from(number);
    map([
        ("GameSessionId", text(arn("gamesession", number))),
        ("Name", text(format!("ranked match {number}"))),
        (
            "FleetId",
            text("fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa"),
        ),
        ("FleetArn", text(arn("fleet", 0))),
        ("CreationTime", time(begun)),
        ("TerminationTime", time(begun + 1800.5)),
        ("CurrentPlayerSessionCount", integer(number % 16)),
        ("MaximumPlayerSessionCount", integer(16)),
        ("Status", text("ACTIVE")),
        ("GameProperties", Value::Array(properties.collect())),
        ("IpAddress", text(format!("192.0.2.{number}"))),
        (
            "DnsName",
            text(format!("ec2-192-0-2-{number}.compute.example.com")),
        ),
        ("Port", integer(33_400 + number)),
        ("PlayerSessionCreationPolicy", text("ACCEPT_ALL")),
        ("CreatorId", text(format!("player-{number:08}"))),
        ("GameSessionData", text("map=harbour;mode=ranked;season=12")),
        ("Location", text("eu-central-1")),
    ])
}

fn player_session() -> Value {
    map([
        (
            "PlayerSessionId",
            text("psess-2222bbbb-33cc-44dd-55ee-6666ffff77aa"),
        ),
        ("PlayerId", text("player-00000001")),
        ("GameSessionId", text(arn("gamesession", 1))),
        (
            "FleetId",
            text("fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa"),
        ),
        ("FleetArn", text(arn("fleet", 0))),
        ("CreationTime", time(BEGINNING)),
        ("Status", text("RESERVED")),
        ("IpAddress", text("192.0.2.1")),
        ("DnsName", text("ec2-192-0-2-1.compute.example.com")),
        ("Port", integer(33_401)),
        ("PlayerData", text("skill=1450;region=eu")),
    ])
}

fn stream_session(number: u32) -> Value {
    let begun = BEGINNING + f64::from(number);
    map([
        ("Arn", text(arn("streamsession", number))),
        ("UserId", text(format!("player-{number:08}"))),
        ("Status", text("TERMINATED")),
        ("StatusReason", text("apiTerminated")),
        ("Protocol", text("WebRTC")),
        ("LastUpdatedAt", Value::Float(begun + 1800.5)),
        ("CreatedAt", Value::Float(begun)),
        ("ApplicationArn", text(arn("application", 0))),
        (
            "ExportFilesMetadata",
            map([
                ("Status", text("SUCCEEDED")),
                (
                    "OutputUri",
                    text(format!("s3://a-bucket/of/exported/files/{number}.zip")),
                ),
            ]),
        ),
        ("Location", text("eu-central-1")),
    ])
}

fn arn(kind: &str, number: u32) -> String {
    format!(
        "arn:aws:gamelift:eu-central-1:123456789012:{kind}/1111aaaa-22bb-33cc-44dd-{number:012}"
    )
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(
        entries
            .map(|(name, value)| (text(name), value))
            .into_iter()
            .collect(),
    )
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn integer(value: u32) -> Value {
    Value::Integer(value.into())
}

fn time(seconds: f64) -> Value {
    Value::Tag(TIME_TAG, Box::new(Value::Float(seconds)))
}

fn cbor(value: Value, order: Order) -> Answer {
    let mut body = Vec::new();
    ciborium::into_writer(&ordered(value, order), &mut body).expect("memory takes every byte");
    Answer {
        media_type: "application/cbor",
        body: body.leak(),
    }
}

fn json(value: Value, order: Order) -> Answer {
    let body = serde_json::to_vec(&ordered(value, order)).expect("every key is text");
    Answer {
        media_type: "application/json",
        body: body.leak(),
    }
}

fn ordered(value: Value, order: Order) -> Value {
    match order {
        Order::Model => value,
        Order::Alphabet => sorted(value),
    }
}

/// The same value, every map in the order of its keys.
pub(crate) fn sorted(value: Value) -> Value {
    match value {
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            entries.sort_by(|left, right| left.0.as_text().cmp(&right.0.as_text()));
            Value::Map(entries)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
