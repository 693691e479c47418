//! The official crates' API, called as people call it: see `tests/official/surface.rs`.

#![allow(missing_docs, deprecated, dead_code, clippy::all, clippy::pedantic)]

use {aws_sdk_gamelift as gamelift, aws_sdk_gameliftstreams as gameliftstreams};

include!("../../../../tests/official/surface.rs");

fn main() {
    println!("{:?}", data());
    println!("{:?}", messages());
    for error in errors() {
        println!("{error} | {error:?} | {:?}", error.code());
    }
}
