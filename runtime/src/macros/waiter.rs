//! The macro for waiters: `waiters!`.
//!
//! Never here: anything that can be a function.

/// Defines the waiters of a service: the trait with the client's methods, and a module for each waiter. The
/// documentation of a waiter is that of its method and of its module.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! waiters {
    ($(
        $(#[$docs:meta])*
        fn $method:ident in $module:ident;
        $waiter:ident calls $($operation:ident)::+ by $($fluent:ident)::+,
        $fluent_name:ident, $final_poll:ident, $error:ident, $min:literal to $max:literal seconds {
            $($state:ident . $matcher:ident ($($argument:expr),*);)*
        }
    )*) => {
        /// The methods of a client that wait. Import this trait to call them.
        pub trait Waiters {
            $(
                $(#[$docs])*
                fn $method(&self) -> $module::$fluent_name;
            )*
        }

        impl Waiters for crate::Client {
            $(
                #[inline]
                fn $method(&self) -> $module::$fluent_name {
                    let handle = $crate::client::ServiceClient::handle(self);
                    $module::$fluent_name {
                        value: ::std::default::Default::default(),
                        state: $crate::waiter::Waiting::new(handle),
                    }
                }
            )*
        }

        $(
            $(#[$docs])*
            pub mod $module {
                #[doc = concat!(
                    "The waiter of [`", stringify!($method), "`](crate::waiters::Waiters::", stringify!($method),
                    "): its delays and acceptors."
                )]
                #[derive(Clone, Copy, Debug)]
                pub struct $waiter;

                impl $crate::waiter::Waiter for $waiter {
                    type Operation = $($operation)::+;
                    const FLUENT_BUILDER: &'static str = stringify!($fluent_name);
                    const MIN_DELAY: u64 = $min;
                    const MAX_DELAY: u64 = $max;
                    const ACCEPTORS: &'static [$crate::waiter::Acceptor] =
                        &[$($crate::waiter::Acceptor::$state().$matcher($($argument),*)),*];
                }

                #[doc = concat!("The fluent builder of [`", stringify!($waiter), "`]: sets the members of its calls, and waits.")]
                pub type $fluent_name = $($fluent)::+<$crate::waiter::Waiting<$waiter>>;

                impl $fluent_name {
                    /// Calls the operation until the wait is over, for at most `max_wait`.
                    ///
                    /// # Errors
                    /// The result of a call means failure, a call failed, or `max_wait` is over.
                    #[inline]
                    pub fn wait(
                        self,
                        max_wait: ::std::time::Duration,
                    ) -> impl ::std::future::Future<
                        Output = ::std::result::Result<$final_poll, $error>,
                    > + ::std::marker::Send {
                        $crate::waiter::wait(self.state, self.value, max_wait)
                    }
                }

                #[doc = concat!("The last result of [`", stringify!($waiter), "`] when the wait succeeds.")]
                ///
                /// `as_result()` is the output of the last call, or its error if the wait was for an error.
                pub type $final_poll = $crate::waiter::Poll<$($operation)::+>;

                #[doc = concat!("Why a wait for [`", stringify!($waiter), "`] failed.")]
                ///
                /// - `ExceededMaxWait`: the time given to `wait` is over.
                /// - `FailureState`: the result of a call means failure; `final_poll()` returns it.
                /// - `OperationFailed`: a call failed with an error that the waiter does not wait for.
                /// - `ConstructionFailure`: nothing was sent, because the settings or the request are invalid.
                pub type $error = $crate::waiter::WaitError<$($operation)::+>;
            }
        )*
    };
}
