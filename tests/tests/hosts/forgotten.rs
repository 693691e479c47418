//! What is forgotten: rustc says so, as it does with the official crates.

use tests::host;

use super::{SERVICE, host};

const MANIFEST: &str = "[package]\nname = \"forgotten\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
    gameliftstreams = { path = \"vendor/gameliftstreams\", default-features = false }\n";

/// No `.await`: the output is not there yet.
const AWAIT: &str = r#"//! Asks for an application.

/// Its status.
pub async fn status(client: gameliftstreams::Client) -> bool {
    let call = client.get_application().identifier("a-1").send();
    call.is_ok()
}

fn main() {}
"#;

/// No `send()`: nothing happens.
const SEND: &str = r#"//! Asks for nothing.

/// Asks for nothing.
pub async fn ask(client: gameliftstreams::Client) {
    client.get_application().identifier("a-1");
    client.get_application().identifier("a-1").customize();
}

fn main() {}
"#;

#[test]
fn rustc_suggests_what_is_forgotten() {
    let files = [
        ("Cargo.toml", MANIFEST),
        ("src/bin/await.rs", AWAIT),
        ("src/bin/send.rs", SEND),
    ];
    let host = host("forgotten", &files);
    host.vendor_operation(SERVICE, "GetApplication");
    let mut cargo = host::cargo(host.folder(), env!("CARGO_TARGET_TMPDIR").as_ref());
    cargo.args(["check", "--bins", "--keep-going"]);
    let Some(output) = host::run(&mut cargo) else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    for expected in [
        "consider `await`ing on the `Future`",
        "call.await.is_ok()",
        "unused `GetApplicationFluentBuilder` that must be used",
        "CustomizableOperation` that must be used",
        "does nothing unless it is sent",
    ] {
        assert!(said.contains(expected), "{expected}:\n{said}");
    }
}
