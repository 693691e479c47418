//! `Debug` of values, builders, inputs, enums and errors.

#![allow(missing_docs)]

use std::collections::HashMap;

use aws_sdk_gamelift::operation::create_game_session::{
    CreateGameSession, CreateGameSessionError, CreateGameSessionInput, CreateGameSessionOutput,
};
use aws_sdk_gamelift::operation::get_compute_access::GetComputeAccessOutput;
use aws_sdk_gamelift::primitives::{Blob, DateTime};
use aws_sdk_gamelift::types::error::{ConflictException, NotFoundException};
use aws_sdk_gamelift::types::{
    AttributeValue, AwsCredentials, ComputeType, GameProperty, GameSession, GameSessionStatus,
    IpPermission, IpProtocol, Player, PlayerSession,
};
use aws_sdk_gameliftstreams::types::{RuntimeEnvironment, RuntimeEnvironmentType};

fn main() {
    let session = GameSession::builder()
        .game_session_id("s-1")
        .status(GameSessionStatus::Active)
        .creation_time(DateTime::from_secs(1))
        .game_properties(GameProperty::builder().key("k").value("v").build())
        .ip_address("10.0.0.1")
        .port(7777)
        .build();
    println!("{session:?}\n{session:#?}");
    println!(
        "{:?}",
        GameSession::builder()
            .game_session_id("s-1")
            .ip_address("10.0.0.1")
    );
    println!("{:?}", GameSession::builder().build());
    println!(
        "{:?}",
        PlayerSession::builder()
            .ip_address("10.0.0.1")
            .player_data("d")
            .build()
    );
    let attribute = AttributeValue::builder()
        .s("x")
        .n(0.5)
        .sl("y")
        .sdm("z", 1.0)
        .build();
    println!("{attribute:?}");
    let attributes = HashMap::from([("skill".to_owned(), attribute)]);
    println!(
        "{:?}",
        Player::builder()
            .set_player_attributes(Some(attributes))
            .build()
    );
    let credentials = AwsCredentials::builder()
        .access_key_id("a")
        .secret_access_key("b")
        .session_token("c");
    println!("{credentials:?}\n{:?}", credentials.clone().build());
    println!(
        "{:?}",
        GetComputeAccessOutput::builder()
            .credentials(credentials.build())
            .fleet_id("f")
            .build()
    );
    println!("{:?}", Blob::new("zip"));
    println!("{:?} {}", ComputeType::Ec2, ComputeType::Ec2);
    println!(
        "{:?} {}",
        ComputeType::from("new"),
        ComputeType::from("new")
    );
    println!(
        "{:?}",
        ComputeType::try_parse("new").map_err(|error| format!("{error} | {error:?}"))
    );
    let permission = IpPermission::builder()
        .from_port(1)
        .to_port(2)
        .ip_range("0.0.0.0/0")
        .protocol(IpProtocol::Udp);
    println!(
        "{permission:?}
{:?}",
        permission.clone().build()
    );
    println!(
        "{:?}",
        RuntimeEnvironment::builder()
            .r#type(RuntimeEnvironmentType::Windows)
            .version("2022")
            .build()
    );
    println!(
        "{:?}",
        RuntimeEnvironment::builder()
            .build()
            .map_err(|error| format!("{error} | {error:?}"))
    );
    let input = CreateGameSessionInput::builder()
        .fleet_id("f")
        .maximum_player_session_count(2);
    println!("{input:?}\n{:?}", input.clone().build());
    println!(
        "{:?}",
        CreateGameSessionOutput::builder()
            .game_session(session)
            .build()
    );
    println!("{:?}", CreateGameSession::default());
    let conflict = ConflictException::builder().message("no").build();
    println!(
        "{conflict} | {conflict:?} | {:?}",
        ConflictException::builder().message("no")
    );
    let missing = NotFoundException::builder().build();
    println!("{missing} | {missing:?}");
    for error in [
        CreateGameSessionError::ConflictException(conflict),
        CreateGameSessionError::NotFoundException(missing),
        CreateGameSessionError::unhandled("broken"),
        CreateGameSessionError::generic(
            aws_sdk_gamelift::error::ErrorMetadata::builder()
                .code("C")
                .message("m")
                .build(),
        ),
    ] {
        println!("{error} | {error:?}\n{error:#?}");
        println!("{}", aws_sdk_gamelift::error::DisplayErrorContext(&error));
    }
}
