//! botocore 1.44.5 calls the served fakes: every operation, in every protocol, valid and invalid.
//!
//! Only where `SMITHWRIGHT_PYTHON` names a Python 3, such as `python3`: the first run takes botocore from `PyPI` into an
//! environment in the target folder.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use smithwright_runtime::protocol::Protocol;
use smithwright_runtime::testing::{Fake, Testable};

/// The version whose models the crates are generated from.
const BOTOCORE: &str = "botocore==1.44.5";

/// The interpreter of an environment that has botocore; `None` without a Python.
fn python(test: &str) -> Option<PathBuf> {
    let Some(python) = std::env::var_os("SMITHWRIGHT_PYTHON") else {
        eprintln!("{test}: skipped, SMITHWRIGHT_PYTHON names no Python");
        return None;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(BOTOCORE);
    let inside = folder.join("bin/python");
    let installed = folder.join("installed");
    if !installed.exists() {
        let venv = Command::new(python)
            .args(["-m", "venv"])
            .arg(&folder)
            .status();
        assert!(venv.expect("a Python").success(), "no environment");
        let install = ["-m", "pip", "install", "--quiet", BOTOCORE];
        let pip = Command::new(&inside).args(install).status();
        assert!(pip.expect("a Python").success(), "no {BOTOCORE}");
        std::fs::write(&installed, "").expect("a folder");
    }
    Some(inside)
}

/// A valid input of each operation, as the program prints them.
fn inputs(service: &str) -> Vec<u8> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_fake"));
    program.args([service, "--inputs", "--seed", "11"]);
    let output = program.output().expect("the program");
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

async fn check<S: Testable>(test: &str, service: &str, refusal: &str, operations: usize) {
    let Some(python) = python(test) else {
        return;
    };
    let inputs = inputs(service);
    for protocol in S::METADATA.protocols {
        let name = match protocol {
            Protocol::RpcV2Cbor => "smithy-rpc-v2-cbor",
            Protocol::RestJson1 => "rest-json",
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "json",
        };
        let fake = Fake::<S>::of_model(11);
        let server = fake.serve().await.expect("a port");
        let mut client = Command::new(&python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/botocore_calls.py"))
            .args([&server.url(), service, name, refusal])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a Python");
        let mut pipe = client.stdin.take().expect("a pipe");
        pipe.write_all(&inputs).expect("it reads");
        drop(pipe);
        let output = tokio::task::spawn_blocking(move || client.wait_with_output()).await;
        let output = output.expect("no panic").expect("a Python");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(said, format!("{}\n", operations * 2), "{service} {name}");
        server.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn botocore_calls_gamelift() {
    let test = "botocore_calls_gamelift";
    check::<gamelift::GameLift>(test, "gamelift", "InvalidRequestException", 120).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn botocore_calls_gameliftstreams() {
    let test = "botocore_calls_gameliftstreams";
    check::<gameliftstreams::GameLiftStreams>(test, "gameliftstreams", "ValidationException", 30)
        .await;
}
