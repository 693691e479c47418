//! The calls, in the public API that both sides share.
//!
//! This file is compiled twice: once with `gamelift` and `gameliftstreams` being the generated crates, once
//! with the official ones in their place. Never here: anything that one side has and the other has not.

use std::fmt::Write as _;
use std::hint::black_box;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::interceptors::Intercept;

use super::{gamelift, gameliftstreams};
use crate::service::Service;
use crate::side::{Call, Side};

const REGION: &str = "eu-central-1";
const GAME_SESSION: &str = "arn:aws:gamelift:eu-central-1::gamesession/fleet-2222bbbb/session-1";
const FLEET: &str = "fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa";

/// One side's clients.
#[derive(Debug)]
pub(crate) struct Clients {
    gamelift: gamelift::Client,
    streams: gameliftstreams::Client,
}

impl Clients {
    /// Clients of this service, with nothing set that they can do without.
    pub(crate) fn new(service: &Service) -> Self {
        Self::of(gamelift_config(service), streams_config(service))
    }

    /// The same clients with an interceptor each.
    pub(crate) fn watched(service: &Service, watch: impl Intercept + Copy + 'static) -> Self {
        Self::of(
            gamelift_config(service).interceptor(watch),
            streams_config(service).interceptor(watch),
        )
    }

    fn of(gamelift: gamelift::config::Builder, streams: gameliftstreams::config::Builder) -> Self {
        Self {
            gamelift: gamelift::Client::from_conf(gamelift.build()),
            streams: gameliftstreams::Client::from_conf(streams.build()),
        }
    }
}

fn gamelift_config(service: &Service) -> gamelift::config::Builder {
    gamelift::Config::builder()
        .behavior_version(gamelift::config::BehaviorVersion::latest())
        .region(gamelift::config::Region::from_static(REGION))
        .credentials_provider(Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "a secret",
            None,
            None,
            "bench",
        ))
        .http_client(service.http_client())
}

fn streams_config(service: &Service) -> gameliftstreams::config::Builder {
    gameliftstreams::Config::builder()
        .behavior_version(gameliftstreams::config::BehaviorVersion::latest())
        .region(gameliftstreams::config::Region::from_static(REGION))
        .credentials_provider(Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "a secret",
            None,
            None,
            "bench",
        ))
        .http_client(service.http_client())
}

impl Side for Clients {
    async fn make(&self, call: Call, times: u32) {
        match call {
            Call::CreateGameSession => {
                for _ in 0..times {
                    black_box(self.create_game_session().await);
                }
            }
            Call::CreatePlayerSession => {
                for _ in 0..times {
                    black_box(self.create_player_session().await);
                }
            }
            Call::DescribeGameSessions => {
                for _ in 0..times {
                    black_box(self.describe_game_sessions().await);
                }
            }
            Call::ListStreamSessions => {
                for _ in 0..times {
                    black_box(self.list_stream_sessions().await);
                }
            }
        }
    }

    async fn show(&self, call: Call) -> String {
        let mut text = String::new();
        match call {
            Call::CreateGameSession => {
                let output = self.create_game_session().await;
                output
                    .game_session()
                    .iter()
                    .for_each(|it| show_game_session(it, &mut text));
            }
            Call::CreatePlayerSession => {
                let output = self.create_player_session().await;
                output
                    .player_session()
                    .iter()
                    .for_each(|it| show_player_session(it, &mut text));
            }
            Call::DescribeGameSessions => {
                let output = self.describe_game_sessions().await;
                output
                    .game_sessions()
                    .iter()
                    .for_each(|it| show_game_session(it, &mut text));
            }
            Call::ListStreamSessions => {
                let output = self.list_stream_sessions().await;
                output
                    .items()
                    .iter()
                    .for_each(|it| show_stream_session(it, &mut text));
            }
        }
        text
    }
}

impl Clients {
    /// All members, ten properties.
    pub(crate) fn game_session_to_create(
        &self,
    ) -> gamelift::operation::create_game_session::builders::CreateGameSessionFluentBuilder {
        let properties = (0..10).map(|index| {
            gamelift::types::GameProperty::builder()
                .key(KEYS[index])
                .value("a value of some length")
                .build()
        });
        self.gamelift
            .create_game_session()
            .fleet_id(FLEET)
            .alias_id("alias-2222bbbb-33cc-44dd-55ee-6666ffff77aa")
            .maximum_player_session_count(16)
            .name("ranked match 1")
            .set_game_properties(Some(properties.collect()))
            .creator_id("player-00000001")
            .game_session_id("session-1")
            .idempotency_token("1111aaaa-22bb-33cc-44dd-5555eeee66ff")
            .game_session_data("map=harbour;mode=ranked;season=12")
            .location(REGION)
    }

    async fn create_game_session(
        &self,
    ) -> gamelift::operation::create_game_session::CreateGameSessionOutput {
        let request = self.game_session_to_create();
        request.send().await.expect("the service answers")
    }

    async fn create_player_session(
        &self,
    ) -> gamelift::operation::create_player_session::CreatePlayerSessionOutput {
        self.gamelift
            .create_player_session()
            .game_session_id(GAME_SESSION)
            .player_id("player-00000001")
            .player_data("skill=1450;region=eu")
            .send()
            .await
            .expect("the service answers")
    }

    async fn describe_game_sessions(
        &self,
    ) -> gamelift::operation::describe_game_sessions::DescribeGameSessionsOutput {
        self.gamelift
            .describe_game_sessions()
            .fleet_id(FLEET)
            .limit(100)
            .send()
            .await
            .expect("the service answers")
    }

    async fn list_stream_sessions(
        &self,
    ) -> gameliftstreams::operation::list_stream_sessions::ListStreamSessionsOutput {
        self.streams
            .list_stream_sessions()
            .identifier("sg-1AB2C3De4")
            .max_results(100)
            .send()
            .await
            .expect("the service answers")
    }
}

const KEYS: [&str; 10] = [
    "map", "mode", "season", "rank", "language", "platform", "version", "ruleset", "teams",
    "length",
];

fn show_game_session(session: &gamelift::types::GameSession, text: &mut String) {
    let properties = session.game_properties().iter();
    let properties: Vec<_> = properties.map(|one| (one.key(), one.value())).collect();
    let fields = (
        (session.game_session_id(), session.name()),
        (session.fleet_id(), session.fleet_arn()),
        (session.creation_time(), session.termination_time()),
        session.current_player_session_count(),
        session.maximum_player_session_count(),
        (session.status(), session.status_reason()),
        properties,
        (session.ip_address(), session.dns_name(), session.port()),
        session.player_session_creation_policy(),
        (session.creator_id(), session.game_session_data()),
        (session.matchmaker_data(), session.location()),
        (session.compute_name(), session.player_gateway_status()),
    );
    let _ = writeln!(text, "{fields:?}");
}

fn show_player_session(session: &gamelift::types::PlayerSession, text: &mut String) {
    let fields = (
        (session.player_session_id(), session.player_id()),
        (session.game_session_id(), session.fleet_id()),
        (session.fleet_arn(), session.status()),
        (session.creation_time(), session.termination_time()),
        (session.ip_address(), session.dns_name(), session.port()),
        session.player_data(),
    );
    let _ = writeln!(text, "{fields:?}");
}

fn show_stream_session(session: &gameliftstreams::types::StreamSessionSummary, text: &mut String) {
    let files = session.export_files_metadata();
    let fields = (
        (session.arn(), session.user_id(), session.role_arn()),
        (session.status(), session.status_reason()),
        (session.protocol(), session.location()),
        (session.last_updated_at(), session.created_at()),
        session.application_arn(),
        files.map(|files| (files.status(), files.status_reason(), files.output_uri())),
    );
    let _ = writeln!(text, "{fields:?}");
}
