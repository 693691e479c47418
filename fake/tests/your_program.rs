//! The program of the README's section "Testing your program".

use gamelift::operation::create_game_session::{CreateGameSession, CreateGameSessionOutput};
use gamelift::testing::Fake;
use gamelift::types::GameSession;

#[tokio::test]
async fn a_session_starts_although_the_service_is_busy() {
    let fake = Fake::new();
    fake.sequence::<CreateGameSession>()
        .http_status(503, None)
        .times(2)
        .answer(|input| {
            let session = GameSession::builder()
                .set_fleet_id(input.fleet_id)
                .port(33_435);
            Ok(CreateGameSessionOutput::builder()
                .game_session(session.build())
                .build())
        });

    let session = start_session(&fake.client(), "fleet-1").await;

    assert_eq!(session.and_then(|session| session.port), Some(33_435));
    let calls = fake.calls::<CreateGameSession>();
    assert_eq!(calls.len(), 3);
    assert_eq!(calls[2].fleet_id(), Some("fleet-1"));
}

/// What the program does: it knows nothing of the fake.
async fn start_session(client: &gamelift::Client, fleet: &str) -> Option<GameSession> {
    let call = client.create_game_session().fleet_id(fleet);
    let started = call.maximum_player_session_count(10).send().await;
    started.ok()?.game_session
}
