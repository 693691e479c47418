//! Lets a player who lost the connection back into a stream session.

use gameliftstreams::operation::create_stream_session_connection::CreateStreamSessionConnectionError;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = gameliftstreams::Client::new(&config);

    let connected = client
        .create_stream_session_connection()
        .identifier("sg-1AB2C3De4")
        .stream_session_identifier("ABC123def4567")
        .signal_request("the WebRTC offer that the player's browser has just made")
        .send()
        .await;
    match connected {
        Ok(output) => println!("answer the browser with {:?}", output.signal_response()),
        Err(error) => match error.into_service_error() {
            CreateStreamSessionConnectionError::ResourceNotFoundException(gone) => {
                println!("the session is over: {gone}");
            }
            other => return Err(other.into()),
        },
    }
    Ok(())
}
