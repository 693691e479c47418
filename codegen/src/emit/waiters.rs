//! `waiters.rs`: the client's waiting methods, and a type for each thing that can be waited for.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::docs;
use super::rust_type::Spelling;
use super::source::Source;
use crate::api::{AcceptorState, Api, Matcher, Waiter};

/// The runtime's type of what an answer means.
const ACCEPTOR: &str = "smithwright_runtime::waiter::Acceptor";

/// `waiters.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("Waits until something has happened.");
    source.uses(&[
        "smithwright_runtime::client::ServiceClient",
        "smithwright_runtime::waiter::Waiting",
    ]);
    let (declared, defined): (Vec<_>, Vec<_>) = api.waiters.iter().map(method).unzip();
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

/// The method of a client, as the trait declares it and as the client defines it.
fn method(waiter: &Waiter) -> (TokenStream, TokenStream) {
    let docs = docs(&match waiter.docs.as_str() {
        "" => format!("Waits for `{}`.", waiter.name),
        docs => docs.to_owned(),
    });
    let method = format_ident!("{}", waiter.method);
    let module = format_ident!("{}", waiter.module);
    let fluent = format_ident!("{}", waiter.fluent_builder);
    (
        quote!(#docs fn #method(&self) -> #module::#fluent;),
        quote! {
            fn #method(&self) -> #module::#fluent {
                #module::#fluent::with(Waiting::new(ServiceClient::handle(self)))
            }
        },
    )
}

fn module(waiter: &Waiter) -> String {
    let Waiter {
        name,
        module,
        method,
        fluent_builder,
        final_poll,
        error,
        operation,
        operation_module,
        operation_builder,
        min_delay,
        max_delay,
        ..
    } = waiter;
    let spelling = Spelling::beside([name.as_str(), fluent_builder, final_poll, error]);
    let imports = spelling.imports(&[ACCEPTOR]).into_iter();
    let imports: String = imports.map(|path| format!("    use {path};\n\n")).collect();
    let method = format!("[`{method}`](crate::waiters::Waiters::{method})");
    let path = format!("crate::operation::{operation_module}");
    let mut text = format!(
        "/// Waiting with {method}.
pub mod {module} {{
{imports}    /// How {method} knows that the wait is over.
    #[derive(Clone, Copy, Debug)]
    pub struct {name};

    smithwright_runtime::waiter! {{
        {name} calls {path}::{operation} by {path}::builders::{operation_builder},
        {fluent_builder}, {final_poll}, {error}, {min_delay} to {max_delay} seconds {{
"
    );
    for (state, matcher) in &waiter.acceptors {
        let acceptor = acceptor(*state, matcher);
        let _ = writeln!(text, "            {}::{acceptor};", spelling.path(ACCEPTOR));
    }
    text + "        }\n    }\n}\n"
}

/// What an answer means, as a call of one of the runtime's constructors.
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
    format!("{state}().{matcher}")
}
