//! Starts a game session and reserves a slot in it for a player.

use gamelift::error::DisplayErrorContext;
use gamelift::operation::create_game_session::CreateGameSessionError;
use gamelift::types::GameProperty;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = gamelift::Client::new(&config);

    let created = client
        .create_game_session()
        .fleet_id("fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa")
        .location("us-west-2")
        .maximum_player_session_count(10)
        .game_properties(
            GameProperty::builder()
                .key("difficulty")
                .value("novice")
                .build(),
        )
        .send()
        .await;
    let session = match created {
        Ok(output) => output.game_session,
        Err(error) => match error.into_service_error() {
            CreateGameSessionError::FleetCapacityExceededException(full) => {
                eprintln!("no room in the fleet, try again later: {full}");
                return Ok(());
            }
            other => {
                eprintln!("{}", DisplayErrorContext(&other));
                return Err(other.into());
            }
        },
    };

    let session_id = session
        .as_ref()
        .and_then(|session| session.game_session_id());
    let player = client
        .create_player_session()
        .set_game_session_id(session_id.map(str::to_owned))
        .player_id("player-1")
        .send()
        .await?;
    if let Some(slot) = player.player_session() {
        println!("connect to {:?}, port {:?}", slot.dns_name(), slot.port());
    }
    Ok(())
}
