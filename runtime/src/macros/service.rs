//! The macro by which a generated crate logs as itself.
//!
//! Never here: anything that can be a function.

/// States [`Service::answered`](crate::service::Service::answered): an event of the crate of this name.
#[macro_export]
#[doc(hidden)]
macro_rules! answered {
    ($crate_name:literal) => {
        fn answered(request_id: ::std::option::Option<&str>) {
            $crate::__private::debug!(target: $crate_name, request_id = ?request_id);
        }
    };
}
