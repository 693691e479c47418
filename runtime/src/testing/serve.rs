//! [`Server`]: a fake as an HTTP server.
//!
//! HTTP is hyper's. Requests are untrusted: a body is read up to [`LARGEST`] bytes, and head and body must arrive in
//! time.
//! Never here: what is answered ([`super::dispatch`]).

use std::future::{Future as _, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::dispatch::{Inner, NO_OPERATION, Outcome, Reply};
use super::{Shown, response};
use crate::protocol::Protocol;

/// The largest body that is read, in bytes.
pub const LARGEST: usize = 4 << 20;

/// How long a head, and then a body, may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long calls in progress may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// The maximum number of connections at once. Others wait.
const CONNECTIONS: usize = 256;

/// The paths of health checks.
const HEALTH: [&str; 3] = ["/health", "/healthz", "/ping"];

/// A fake that serves programs on this machine. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<()>,
    accepting: JoinHandle<()>,
}

impl Server {
    pub(super) async fn start(fake: Arc<Inner>, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(());
        Ok(Self {
            address,
            stop,
            accepting: tokio::spawn(accept(listener, fake, stopped)),
        })
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL for `endpoint_url` of a client.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops accepting calls, and answers those in progress for at most five seconds.
    pub async fn shutdown(self) {
        let Self {
            stop, accepting, ..
        } = self;
        drop(stop);
        let abort = accepting.abort_handle();
        if timeout(FAREWELL * 2, accepting).await.is_err() {
            abort.abort();
        }
    }
}

async fn accept(listener: TcpListener, fake: Arc<Inner>, mut stop: watch::Receiver<()>) {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
        let mut stopped = std::pin::pin!(stop.changed());
        let next = poll_fn(|context| {
            if stopped.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            listener.poll_accept(context).map(Some)
        });
        match next.await {
            None => break,
            Some(Ok((stream, _))) => {
                let connection = connection(stream, Arc::clone(&fake), connections.watcher());
                tokio::spawn(async move {
                    connection.await;
                    drop(permit);
                });
            }
            // Too many files are open, or the peer is gone: this passes.
            Some(Err(_)) => sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    drop(timeout(FAREWELL, connections.shutdown()).await);
}

async fn connection(stream: TcpStream, fake: Arc<Inner>, watcher: Watcher) {
    let service = service_fn(move |request| {
        let fake = Arc::clone(&fake);
        async move { serve(&fake, request).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away in the middle is no matter of ours.
    drop(watcher.watch(connection).await);
}

/// Answers a request; an error closes the connection.
async fn serve(
    fake: &Inner,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, ConnectorError> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let subject = format!("{} {}", head.method, Shown(head.uri.path()));
    let body = match read(body).await {
        Ok(body) => body,
        Err(status) => {
            fake.log(&format!("{subject} {status}"));
            return Ok(plain(status));
        }
    };
    let is_health = head.method == Method::GET && HEALTH.contains(&head.uri.path());
    let request = Request::from_parts(head, SdkBody::from(body));
    let Ok(request) = HttpRequest::try_from(request) else {
        fake.log(&format!("{subject} {}", StatusCode::BAD_REQUEST));
        return Ok(plain(StatusCode::BAD_REQUEST));
    };
    if is_health && fake.route(&request).is_none() {
        return Ok(plain(StatusCode::OK));
    }
    let Reply {
        subject: operation,
        protocol,
        outcome,
        delay,
    } = fake.reply(&request);
    sleep(delay).await;
    let subject = operation.map_or(subject, str::to_owned);
    let response = match outcome {
        Outcome::Answer(response) => response,
        Outcome::Unexpected { status, message } => {
            let protocol = protocol.unwrap_or(Protocol::RestJson1);
            let code = if status == NO_OPERATION {
                "UnknownOperationException"
            } else {
                "UnexpectedCall"
            };
            match response::generic(protocol, status, code, &message) {
                Ok(response) => response,
                Err(why) => return Err(ConnectorError::other(why.into(), None)),
            }
        }
        Outcome::Failed(error) => {
            fake.log(&format!("{subject} no answer"));
            return Err(error);
        }
    };
    let status = response.status().as_u16();
    let milliseconds = began.elapsed().as_secs_f64() * 1e3;
    let protocol = protocol.map_or_else(String::new, |protocol| format!(" {protocol:?}"));
    fake.log(&format!("{subject}{protocol} {status} {milliseconds:.1}ms"));
    Ok(converted(response))
}

/// The body, or the status of its refusal.
async fn read(body: Incoming) -> Result<Bytes, StatusCode> {
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    if body.size_hint().lower() > most {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match timeout(PATIENCE, Limited::new(body, LARGEST).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

fn converted(response: HttpResponse) -> Response<Full<Bytes>> {
    let response = response.try_into_http1x().map(|response| {
        response.map(|body| Full::new(Bytes::copy_from_slice(body.bytes().unwrap_or_default())))
    });
    response.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

fn plain(status: StatusCode) -> Response<Full<Bytes>> {
    let text = status.canonical_reason().unwrap_or_default();
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    response
}
