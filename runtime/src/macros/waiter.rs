//! The macro by which a generated crate states the waiters of its service.
//!
//! Never here: anything that can be a function.

/// States the waiters of a service: the trait with the client's waiting methods, and a module for each. What
/// documents a waiter stands at its method and at its module.
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
        /// The waiting methods of a client. Import it to call them.
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
                    $module::$fluent_name::with($crate::waiter::Waiting::new(handle))
                }
            )*
        }

        $(
            $(#[$docs])*
            pub mod $module {
                #[doc = concat!(
                    "How [`", stringify!($method), "`](crate::waiters::Waiters::", stringify!($method),
                    ") knows that the wait is over."
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

                #[doc = concat!("Sets the members of the calls that [`", stringify!($waiter), "`] makes, and waits.")]
                pub type $fluent_name = $($fluent)::+<$crate::waiter::Waiting<$waiter>>;

                impl $fluent_name {
                    /// Calls the operation until the wait is over, or for `max_wait` at most.
                    ///
                    /// # Errors
                    /// The wait ended otherwise: the answer was one that means failure, the call failed, or
                    /// `max_wait` is over.
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

                #[doc = concat!("What [`", stringify!($waiter), "`] saw last when the wait ended well.")]
                ///
                /// `as_result()` is the output of the last call, or its error where the wait was for one.
                pub type $final_poll = $crate::waiter::Poll<$($operation)::+>;

                #[doc = concat!("Why a wait for [`", stringify!($waiter), "`] ended otherwise.")]
                ///
                /// - `ExceededMaxWait`: the time given to `wait` is over.
                /// - `FailureState`: an answer says that waiting any longer is in vain; `final_poll()` is it.
                /// - `OperationFailed`: the call failed with an error that the waiter does not wait for.
                /// - `ConstructionFailure`: no call was made, because the settings or the request are wrong.
                pub type $error = $crate::waiter::WaitError<$($operation)::+>;
            }
        )*
    };
}
