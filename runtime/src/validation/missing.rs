//! [`MissingMember`]: the error of `require_x` methods.
//!
//! Never here: members of requests, which [`super::ValidationErrors`] reports.

use std::fmt;

/// A response left out a member that the model requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingMember {
    structure: &'static str,
    member: &'static str,
}

impl MissingMember {
    /// The structure's name in the model.
    pub fn structure(&self) -> &'static str {
        self.structure
    }

    /// The name of the member's field.
    pub fn member(&self) -> &'static str {
        self.member
    }
}

impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} has no {}, which the model calls required",
            self.structure, self.member
        )
    }
}

impl std::error::Error for MissingMember {}

/// The value, or the error that it is missing.
pub fn required<'a, T: ?Sized>(
    value: Option<&'a T>,
    structure: &'static str,
    field: &'static str,
) -> Result<&'a T, MissingMember> {
    value.ok_or(MissingMember {
        structure,
        member: field.strip_prefix("r#").unwrap_or(field),
    })
}

/// The method that gives a value or an error, for what the model requires and a field may lack.
#[macro_export]
#[doc(hidden)]
macro_rules! require {
    ($method:ident $wire:literal $field:ident $get:ident $type:ty) => {
        /// What the [field](#fields) of this name holds, which the model requires.
        ///
        /// # Errors
        /// There is nothing.
        #[inline]
        pub fn $method(&self) -> ::std::result::Result<&$type, $crate::validation::MissingMember> {
            $crate::validation::required(self.$field.$get(), $wire, stringify!($field))
        }
    };
}
