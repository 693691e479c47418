//! [`Head`]: the part of a response that may be shown.
//!
//! Never here: bodies, other headers.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// The maximum number of characters of a media type that are shown.
const LONGEST: usize = 80;

/// The status and the media type of a response: they tell what answered, a proxy for example.
#[derive(Debug)]
pub(crate) struct Head {
    status: u16,
    media_type: Option<String>,
}

impl Head {
    /// The head of a response.
    pub(crate) fn of(response: &HttpResponse) -> Self {
        let media_type = response.headers().get("content-type").map(|text| {
            let text = text.split(';').next().unwrap_or_default().trim();
            text.chars().take(LONGEST).collect()
        });
        Self {
            status: response.status().as_u16(),
            media_type,
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        match &self.media_type {
            Some(text) => write!(f, ", {}", text.escape_debug()),
            None => f.write_str(", no content type"),
        }
    }
}

impl Error for Head {}
