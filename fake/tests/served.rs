//! The program: what it prints, how it stops, and what it makes of requests that no client sends.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program under way.
struct Program {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Program {
    async fn start(service: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fake"))
            .args([service, "--port", "0", "--seed", "7"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let line = timeout(PATIENCE, lines.next_line()).await.expect("in time");
        let line = line.expect("text").expect("a line");
        let (_, address) = line.split_once(" at http://").expect("an address");
        Self {
            child,
            lines,
            address: address.to_owned(),
        }
    }

    /// Sends this and gives all that comes back.
    async fn exchange(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address)
            .await
            .expect("a connection");
        // A server that has heard enough closes the connection.
        let _ = stream.write_all(request).await;
        let mut answer = Vec::new();
        let read = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
        drop(read.expect("in time"));
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn line(&mut self) -> String {
        let line = timeout(PATIENCE, self.lines.next_line())
            .await
            .expect("in time");
        line.expect("text").expect("a line")
    }
}

fn request(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("{head}host: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

const LIST: &str = "POST / HTTP/1.1\r\nx-amz-target: GameLift.ListAliases\r\n";

#[tokio::test]
async fn it_logs_calls_and_stops_when_it_is_told_to() {
    let mut program = Program::start("gamelift").await;
    let answer = program.exchange(&request(LIST, "{}")).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("\"Aliases\""), "{answer}");
    let line = program.line().await;
    assert!(line.starts_with("ListAliases AwsJson1_1 200 "), "{line}");

    let health = program
        .exchange(&request("GET /health HTTP/1.1\r\n", ""))
        .await;
    assert!(health.starts_with("HTTP/1.1 200 "), "{health}");

    let id = program.child.id().expect("it runs").to_string();
    let killed = Command::new("kill").args(["-TERM", &id]).status().await;
    assert!(killed.expect("kill").success());
    let status = timeout(PATIENCE, program.child.wait())
        .await
        .expect("in time");
    assert!(status.expect("a status").success());
}

#[tokio::test]
async fn it_bears_what_no_client_sends() {
    let mut program = Program::start("gamelift").await;
    let large = "x".repeat((4 << 20) + 1);
    let deep = format!("{{\"Limit\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    for (head, body, status) in [
        (LIST, "[", "400"),
        (LIST, "{\"Limit\": \"ten\"}", "400"),
        (LIST, "{\"Limit\": -1}", "400"),
        (LIST, deep.as_str(), "400"),
        (LIST, large.as_str(), "413"),
        (
            "POST / HTTP/1.1\r\nx-amz-target: GameLift.Nothing\r\n",
            "{}",
            "404",
        ),
        (
            "POST /service/GameLift/operation/ListAliases HTTP/1.1\r\n",
            "\u{1}",
            "400",
        ),
        ("GET /\u{7f}%0a HTTP/1.1\r\n", "", "400"),
        ("DELETE /a%0Ab HTTP/1.1\r\n", "", "404"),
    ] {
        let answer = program.exchange(&request(head, body)).await;
        let begin = format!("HTTP/1.1 {status} ");
        // A server may close the connection while it is still being told more than it wants to hear.
        assert!(
            answer.starts_with(&begin) || (status == "413" && answer.is_empty()),
            "{head}: {answer}"
        );
        let is_violation = status == "400" && head.starts_with("POST");
        assert!(
            !is_violation || answer.contains("InvalidRequestException"),
            "{answer}"
        );
    }
    let line = program.line().await;
    assert!(line.starts_with("ListAliases AwsJson1_1 400 "), "{line}");
}

#[test]
fn every_generated_service_is_served() {
    let services = std::fs::read_to_string("../models/services.toml").expect("a file");
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_fake"))
        .arg("--help")
        .output();
    let help = String::from_utf8(help.expect("the program").stdout).expect("text");
    let tables = services
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let names: Vec<_> = tables.filter(|name| !name.contains(['.', '['])).collect();
    assert!(names.len() > 1, "{names:?}");
    for name in names {
        assert!(help.contains(name), "{name}: {help}");
    }
}
