//! A model prepared for comparison.
//!
//! Never here: files and archives; texts are handed in.

use crate::load::{self, Documents, Unmodelled};
use crate::manifest;
use crate::model::Model;
use crate::problem::Problems;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Where it is from, as whoever asked called it.
    pub label: String,
    /// What the model says.
    pub model: Model,
    /// What the documents say and the model does not.
    pub unmodelled: Vec<Unmodelled>,
    /// What nothing could be generated with. It does not stop a comparison.
    pub problems: Problems,
    /// How the service is generated; `None` for one that `services.toml` does not list.
    pub settings: Option<manifest::Service>,
}

impl Revision {
    /// Reads a model of any time.
    ///
    /// # Errors
    /// The service document is not JSON, or has no metadata.
    pub fn read(label: impl Into<String>, documents: &Documents<'_>) -> Result<Self, Problems> {
        let lenient = load::parse_leniently(documents)?;
        Ok(Self {
            label: label.into(),
            model: lenient.model,
            unmodelled: lenient.unmodelled,
            problems: lenient.problems,
            settings: None,
        })
    }

    /// The revision, with the settings of its service if they are among these.
    #[must_use]
    pub fn with_settings(self, services: &[manifest::Service]) -> Self {
        let key = self.key();
        let settings = services.iter().find(|service| service.key == key);
        Self {
            settings: settings.cloned(),
            ..self
        }
    }

    /// What `services.toml` and fact ids call the service: its id in lower case, without spaces.
    pub fn key(&self) -> String {
        self.model.service.id.to_lowercase().replace(' ', "")
    }
}
