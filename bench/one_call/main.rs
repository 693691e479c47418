//! What `cargo xtask bench compile --only program` builds, with one client or the other: one call.
//!
//! Never here: anything that only one of the crates has.

use client::config::{BehaviorVersion, Region};

fn main() {
    let config = client::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-west-2"))
        .build();
    let client = client::Client::from_conf(config);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let fleets = runtime.map(|runtime| runtime.block_on(client.list_fleets().send()));
    println!("{fleets:?}");
}
