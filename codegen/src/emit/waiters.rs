//! `waiters.rs`: the client's waiting methods, and a type for each thing that can be waited for.

use std::fmt::Write as _;

use quote::{format_ident, quote};

use super::docs::docs;
use super::source::{Source, comment};
use crate::api::{Api, Waiter};
use crate::model::{AcceptorState, Matcher};

/// `waiters.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("Waits until something has happened.");
    let methods = api.waiters.iter().map(|waiter| {
        let (docs, method) = (docs(&about(waiter)), format_ident!("{}", waiter.method));
        let (module, fluent) = (
            format_ident!("{}", waiter.module),
            format_ident!("{}", waiter.fluent_builder),
        );
        (
            quote!(#docs fn #method(&self) -> #module::#fluent;),
            quote! {
                fn #method(&self) -> #module::#fluent {
                    #module::#fluent::with(Waiting::new(ServiceClient::handle(self)))
                }
            },
        )
    });
    let (declared, defined): (Vec<_>, Vec<_>) = methods.unzip();
    source.uses(&[
        "smithwright_runtime::client::ServiceClient",
        "smithwright_runtime::waiter::Waiting",
    ]);
    source.tokens(quote! {
        /// The waiting methods of a client. Import it to call them.
        pub trait Waiters {
            #(#declared)*
        }

        impl Waiters for crate::Client {
            #(#defined)*
        }
    });
    for waiter in &api.waiters {
        source.text(module(waiter));
    }
    source.finish()
}

fn module(waiter: &Waiter) -> String {
    let Waiter {
        name,
        operation,
        operation_module,
        ..
    } = waiter;
    let about = about(waiter);
    let mut text = comment(&about, "///", 0);
    let _ = writeln!(text, "pub mod {} {{", waiter.module);
    let _ = writeln!(text, "    use smithwright_runtime::waiter::Acceptor;\n");
    text += &comment(&about, "///", 1);
    let _ = writeln!(
        text,
        "    #[derive(Clone, Copy, Debug)]\n    pub struct {name};\n"
    );
    let _ = writeln!(
        text,
        "    smithwright_runtime::waiter! {{
        {name} calls crate::operation::{operation_module}::{operation} by crate::operation::{operation_module}::builders::{operation}FluentBuilder,
        {}, {}, {}, {} to {} seconds {{",
        waiter.fluent_builder, waiter.final_poll, waiter.error, waiter.min_delay, waiter.max_delay,
    );
    for (state, matcher) in &waiter.acceptors {
        let _ = writeln!(text, "            {};", acceptor(*state, matcher));
    }
    text + "        }\n    }\n}\n"
}

/// What the waiter waits for, in the model's words if it has any.
fn about(waiter: &Waiter) -> String {
    match waiter.docs.as_str() {
        "" => format!("Waits for `{}`.", waiter.name),
        docs => docs.to_owned(),
    }
}

fn acceptor(state: AcceptorState, matcher: &Matcher) -> String {
    let state = match state {
        AcceptorState::Success => "success",
        AcceptorState::Failure => "failure",
        AcceptorState::Retry => "retry",
    };
    let matcher = match matcher {
        Matcher::Success(success) => format!("on_success({success})"),
        Matcher::ErrorType(code) => format!("on_error({code:?})"),
        Matcher::OutputEquals { path, expected } => format!("on_output(&{path:?}, {expected:?})"),
    };
    format!("Acceptor::{state}().{matcher}")
}
