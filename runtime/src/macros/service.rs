//! The macro for services: `answered!`.
//!
//! Never here: anything that can be a function.

/// Implements [`Service::answered`](crate::service::Service::answered) with an event whose target is the generated
/// crate.
#[macro_export]
#[doc(hidden)]
macro_rules! answered {
    ($crate_name:literal) => {
        fn answered(request_id: ::std::option::Option<&str>) {
            $crate::__private::debug!(target: $crate_name, request_id = ?request_id);
        }
    };
}
