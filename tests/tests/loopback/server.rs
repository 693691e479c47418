//! An HTTP server on loopback that holds requests against their signature before it answers them.
//!
//! It speaks as much of HTTP/1.1 as the clients do. Never here: what a test expects.

use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_types::date_time::{DateTime, Format};
use serde_json::Value;
use tests::cbor;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The credentials that the server knows.
pub(crate) const ACCESS_KEY_ID: &str = "AKIDLOOPBACK";
pub(crate) const SECRET_ACCESS_KEY: &str = "the secret of the loopback tests";

/// The region that it is in.
pub(crate) const REGION: &str = "us-west-2";

/// A request, as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// The path and the query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the server says to a request whose signature is right.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    content_type: &'static str,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn cbor(status: u16, body: &Value) -> Self {
        Self {
            status,
            content_type: "application/cbor",
            body: cbor::encode(body),
        }
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            content_type: "application/json",
            body: body.to_string().into_bytes(),
        }
    }

    /// What a proxy says.
    pub(crate) fn html(status: u16, body: &str) -> Self {
        Self {
            status,
            content_type: "text/html; charset=utf-8",
            body: body.as_bytes().to_vec(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            content_type: "text/plain",
            body: Vec::new(),
        }
    }

    /// The answer as it stands on the wire; `index` makes the request's id.
    fn to_bytes(&self, index: usize) -> Vec<u8> {
        let Self {
            status,
            content_type,
            body,
        } = self;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} \r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\
             x-amzn-requestid: request-{index}\r\nsmithy-protocol: rpc-v2-cbor\r\n\r\n"
        );
        [head.as_bytes(), body].concat()
    }
}

/// A server under way. It ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) url: String,
    state: Arc<State>,
}

struct State {
    /// The name that requests must be signed for.
    service: &'static str,
    host: String,
    answers: Mutex<VecDeque<Answer>>,
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
}

impl Server {
    /// A server of the service with this signing name. It gives the answers in their order; to a request
    /// for which there is none left it never answers.
    pub(crate) async fn start(service: &'static str, answers: impl Into<Vec<Answer>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port on loopback");
        let host = listener.local_addr().expect("the port").to_string();
        let url = format!("http://{host}");
        let state = Arc::new(State {
            service,
            host,
            answers: Mutex::new(answers.into().into()),
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
        });
        tokio::spawn(accept(listener, Arc::clone(&state)));
        Self { url, state }
    }

    /// The requests so far, whatever their signatures.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.with_received(|received| received.clone())
    }

    /// How many connections were made so far, whatever came over them.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::Relaxed)
    }
}

impl State {
    fn with_received<T>(&self, work: impl FnOnce(&mut Vec<Received>) -> T) -> T {
        work(&mut self.received.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn next_answer(&self) -> Option<Answer> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.pop_front()
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((connection, _)) = listener.accept().await {
        state.connections.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(serve(connection, Arc::clone(&state)));
    }
}

/// Answers the requests of one connection, until it is closed.
async fn serve(connection: TcpStream, state: Arc<State>) {
    let mut connection = BufReader::new(connection);
    while let Some(request) = receive(&mut connection).await {
        let signature = verify(&request, &state);
        let index = state.with_received(|received| {
            received.push(request);
            received.len()
        });
        let answer = match signature {
            Ok(()) => state.next_answer(),
            Err(reason) => Some(refusal(state.service, &reason)),
        };
        let Some(answer) = answer else {
            std::future::pending::<()>().await;
            return;
        };
        if connection.write_all(&answer.to_bytes(index)).await.is_err() {
            return;
        }
    }
}

/// What the services say to a request that is not signed as it should be.
fn refusal(service: &str, reason: &str) -> Answer {
    let body = serde_json::json!({"__type": "InvalidSignatureException", "message": reason});
    if service == "gamelift" {
        Answer::cbor(403, &body)
    } else {
        Answer::json(403, &body)
    }
}

/// The next request; `None` if there is none, or what comes is no HTTP.
async fn receive(connection: &mut BufReader<TcpStream>) -> Option<Received> {
    let first = line(connection).await?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let line = line(connection).await?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Received {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = request.header("content-length").unwrap_or("0").parse();
    request.body = vec![0; length.ok()?];
    connection.read_exact(&mut request.body).await.ok()?;
    Some(request)
}

async fn line(connection: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    match connection.read_line(&mut line).await {
        Ok(1..) => Some(line.trim_end().to_owned()),
        _ => None,
    }
}

/// How far a request's date may be from the server's clock.
const TOLERANCE: Duration = Duration::from_mins(5);

/// Signs the request as received, and compares.
fn verify(request: &Received, state: &State) -> Result<(), String> {
    let authorization = request.header("authorization").ok_or("not signed")?;
    let part = |name: &str| {
        let (_, rest) = authorization.split_once(name)?;
        rest.split(", ").next()
    };
    let scope = part("Credential=").ok_or("no credential")?;
    let signed = part("SignedHeaders=").ok_or("no signed headers")?;
    let signature = part("Signature=").ok_or("no signature")?;

    let date = request.header("x-amz-date").ok_or("no date")?;
    let time = parse_date(date).ok_or("a wrong date")?;
    let now = SystemTime::now();
    let age = now
        .duration_since(time)
        .or_else(|_| time.duration_since(now));
    if age.is_ok_and(|age| age > TOLERANCE) {
        return Err("signed at another time".to_owned());
    }
    let day = date.get(..8).unwrap_or_default();
    let service = state.service;
    if scope != format!("{ACCESS_KEY_ID}/{day}/{REGION}/{service}/aws4_request") {
        return Err(format!("signed for {scope}"));
    }
    if request.header("host") != Some(&state.host) {
        return Err("meant for another host".to_owned());
    }
    for needed in ["host", "x-amz-date"] {
        if !signed.split(';').any(|name| name == needed) {
            return Err(format!("the header {needed} is not signed"));
        }
    }
    if expected_signature(request, state, signed, time)? == signature {
        Ok(())
    } else {
        Err("the signature is wrong".to_owned())
    }
}

fn expected_signature(
    request: &Received,
    state: &State,
    signed: &str,
    time: SystemTime,
) -> Result<String, String> {
    let identity =
        Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "loopback").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(state.service)
        .time(time)
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| error.to_string())?;
    // Signing adds these two by itself.
    let names = signed
        .split(';')
        .filter(|name| !["host", "x-amz-date"].contains(name));
    let headers: Option<Vec<(&str, &str)>> = names
        .map(|name| Some((name, request.header(name)?)))
        .collect();
    let headers = headers.ok_or("a signed header is missing")?;
    let uri = format!("http://{}{}", state.host, request.target);
    let signable = SignableRequest::new(
        &request.method,
        uri,
        headers.into_iter(),
        SignableBody::Bytes(&request.body),
    )
    .map_err(|error| error.to_string())?;
    let output = sign(signable, &params.into()).map_err(|error| error.to_string())?;
    Ok(output.signature().to_owned())
}

/// A date such as `20150830T123600Z`.
fn parse_date(date: &str) -> Option<SystemTime> {
    let part = |from: usize, to: usize| date.get(from..to);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(9, 11)?, part(11, 13)?, part(13, 15)?);
    let date = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
    let date = DateTime::from_str(&date, Format::DateTime).ok()?;
    SystemTime::try_from(date).ok()
}
