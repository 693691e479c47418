//! Tests programs without AWS, with the feature `testing`.
//!
//! [`Fake`] stands in for the service: it reads requests and writes responses by the same schemas as clients, in every
//! protocol that the service supports. It is an HTTP client, which needs no network, and a server on loopback, for
//! programs in any language. [`Recorder`] writes calls of the real service to a file, and [`Replay`] replays them.
//! Never here: what one operation does. No file outside this folder imports one inside it.

mod cassette;
mod dispatch;
mod exception;
mod fake;
mod json;
mod model;
mod recorder;
mod replay;
mod request;
mod response;
mod script;
mod sequence;
mod serve;
mod text;
mod values;

use std::fmt;

pub use self::exception::Fault;
pub use self::fake::Fake;
#[doc(hidden)]
pub use self::model::sample;
pub use self::model::valid_input;
pub use self::recorder::Recorder;
pub use self::replay::Replay;
pub use self::sequence::Sequence;
pub use self::serve::{LARGEST, Server};
use crate::config::Config;
use crate::operation::Descriptor;
use crate::service::Service;

/// A service that can be faked. [`testing!`](crate::testing!) implements it.
pub trait Testable: Service + Sized {
    /// The client of the generated crate.
    type Client;

    /// All operations.
    fn operations() -> Vec<&'static Descriptor>;

    /// All modelled errors.
    fn faults() -> Vec<Fault>;

    /// A client with these settings.
    fn client(config: Config<Self>) -> Self::Client;
}

/// Implements [`Testable`] for a service. It lists the errors, each with its status.
///
/// `crate` is the generated crate that calls the macro.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! testing {
    ($service:path { $($error:ident $status:literal,)* }) => {
        impl $crate::testing::Testable for $service {
            type Client = crate::Client;

            fn operations() -> ::std::vec::Vec<&'static $crate::operation::Descriptor> {
                crate::operation::all().to_vec()
            }

            fn faults() -> ::std::vec::Vec<$crate::testing::Fault> {
                ::std::vec![$($crate::testing::Fault::of::<crate::types::error::$error>($status)),*]
            }

            fn client(config: crate::Config) -> crate::Client {
                crate::Client::from_conf(config)
            }
        }
    };
}

/// A string of a request as messages show it: escaped, and cut.
struct Shown<'a>(&'a str);

/// The maximum number of characters of a string that are shown.
const SHOWN: usize = 100;

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.0.chars().take(SHOWN).collect();
        let more = if shown.len() < self.0.len() { ".." } else { "" };
        write!(f, "{}{more}", shown.escape_debug())
    }
}
