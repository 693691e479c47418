//! Games that run in the cloud and are streamed into a browser.

use std::fmt;

use gameliftstreams::Client;
use gameliftstreams::client::Waiters as _;
use gameliftstreams::types::Protocol;

use crate::error::GameError;
use crate::settings::Settings;

/// A stream that the browser can connect to.
#[derive(Debug)]
pub(crate) struct Stream {
    session: String,
    /// The answer to the browser's WebRTC offer.
    answer: String,
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "streaming {}: answer {}", self.session, self.answer)
    }
}

/// Starts a stream and waits until it runs. One that does not is ended, for it costs as much.
pub(crate) async fn start(
    client: &Client,
    settings: &Settings,
    group: &str,
    application: &str,
    offer: &str,
) -> Result<Stream, GameError> {
    // The idempotency token is made by the client, and is the same in all attempts.
    let started = client
        .start_stream_session()
        .identifier(group)
        .application_identifier(application)
        .protocol(Protocol::Webrtc)
        .signal_request(offer)
        .send()
        .await
        .map_err(refused)?;
    let session = started
        .arn
        .ok_or(GameError::Lacking("which stream it started"))?;

    let waited = client
        .wait_until_stream_session_active()
        .identifier(group)
        .stream_session_identifier(&session)
        .wait(settings.patience)
        .await;
    let answer = match waited {
        // The last answer of the service is the one that ended the wait.
        Ok(last) => last.into_result().map_err(refused)?.signal_response,
        Err(error) => {
            end(client, group, &session).await?;
            return Err(GameError::Failed(format!(
                "the stream did not start: {error}"
            )));
        }
    };
    let answer = answer.ok_or(GameError::Lacking("what to answer the browser"))?;
    Ok(Stream { session, answer })
}

/// Ends a stream.
async fn end(client: &Client, group: &str, session: &str) -> Result<(), GameError> {
    let ended = client
        .terminate_stream_session()
        .identifier(group)
        .stream_session_identifier(session)
        .send();
    ended.await.map_err(refused)?;
    Ok(())
}

fn refused(error: impl Into<gameliftstreams::Error>) -> GameError {
    GameError::Streams(Box::new(error.into()))
}
