//! Paginators: calls of one operation, page after page, as a stream.
//!
//! Never here: how a page is asked for; a paginator makes ordinary calls ([`crate::operation`]).

use std::fmt;
use std::sync::Arc;

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};

use super::call::{Request, call_with};
use super::handle::Handle;
use crate::config::feature_tracker::paginator_plugin;
use crate::error::SdkError;
use crate::operation::Operation;

/// An operation whose results come in pages.
pub trait Paginated: Operation {
    /// The token in an input.
    fn input_token(input: &mut Self::Input) -> &mut Option<String>;

    /// The token of the next page, if there is one.
    fn output_token(output: &Self::Output) -> Option<&str>;

    /// Whether there is a next page. Only where the model has a member that says so does it say no.
    fn has_more(_: &Self::Output) -> bool {
        true
    }
}

/// An operation whose pages can be limited.
pub trait Limited: Paginated {
    /// Asks for at most so many items a page.
    fn set_limit(input: &mut Self::Input, limit: i32);
}

/// An operation whose pages hold items.
pub trait Itemized: Paginated {
    /// One item.
    type Item: Send + 'static;

    /// The items of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}

/// The results of an operation, page after page.
#[must_use = "no page is asked for unless it is sent"]
pub struct Paginator<O: Paginated> {
    handle: Arc<Handle<O::Service>>,
    input: O::Input,
    stop_on_duplicate_token: bool,
}

impl<O: Paginated> fmt::Debug for Paginator<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paginator")
            .field("input", &self.input)
            .finish_non_exhaustive()
    }
}

/// One page, or why there is none.
pub type Page<O> = Result<<O as Operation>::Output, SdkError<<O as Operation>::Error>>;

impl<O: Paginated> Paginator<O> {
    /// The pages that `input` leads to.
    pub fn new(request: Request<O::Service>, input: O::Input) -> Self {
        Self {
            handle: request.into_handle(),
            input,
            stop_on_duplicate_token: true,
        }
    }

    /// Asks for at most `limit` items a page.
    pub fn page_size(mut self, limit: i32) -> Self
    where
        O: Limited,
    {
        O::set_limit(&mut self.input, limit);
        self
    }

    /// The items of all pages, one after the other.
    pub fn items(self) -> PaginatorItems<O>
    where
        O: Itemized,
    {
        PaginatorItems(self)
    }

    /// Whether to stop when the service returns the same token twice in a row. True by default.
    ///
    /// Tokens that come back later, such as A, B, A, B, are then an error, a [`TokenCycle`]: asking on would
    /// never end. Set it to `false` for a service that means it.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    /// The stream of pages. A page is asked for when the stream is.
    pub fn send(self) -> PaginationStream<Page<O>> {
        let Self {
            handle,
            mut input,
            stop_on_duplicate_token,
        } = self;
        PaginationStream::new(FnStream::new(move |pages| {
            Box::pin(async move {
                let mut seen = Seen::default();
                loop {
                    let request = Request::new(Arc::clone(&handle));
                    let plugins = request.prepare(O::DESCRIPTOR, &[paginator_plugin()]);
                    let page = call_with::<O>(plugins, input.clone()).await;
                    let output = page.as_ref().ok().filter(|output| O::has_more(output));
                    let next = output.and_then(|output| O::output_token(output));
                    let next = next.filter(|token| !token.is_empty()).map(str::to_owned);
                    let token = O::input_token(&mut input);
                    let done = next.is_none() || (stop_on_duplicate_token && *token == next);
                    let comes_back = next.as_deref().is_some_and(|next| seen.add(next));
                    *token = next;
                    if pages.send(page).await.is_err() || done {
                        return;
                    }
                    if comes_back && stop_on_duplicate_token {
                        let error = SdkError::construction_failure(TokenCycle);
                        // Whether anybody still listens makes no difference: this is the end.
                        let _ = pages.send(Err(error)).await;
                        return;
                    }
                }
            })
        }))
    }
}

/// The service gave a token that it had given before, and not just before: its pages go round in a circle.
///
/// It is the source of an [`SdkError::ConstructionFailure`], after the last page: the request for the page that
/// would come again was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenCycle;

impl fmt::Display for TokenCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the service gave a token of an earlier page, so its pages would never end: \
             `stop_on_duplicate_token(false)` asks on all the same",
        )
    }
}

impl std::error::Error for TokenCycle {}

/// The tokens that came, as far as it takes to notice a circle of them: Brent's algorithm.
///
/// It keeps one token, which it compares with those that follow, twice as many each time. So it takes no memory
/// for millions of pages, and notices a circle within three times its length and what came before.
#[derive(Debug, Default)]
struct Seen {
    kept: Option<String>,
    /// How many came since.
    since: u64,
    /// After how many the next one is kept.
    until: u64,
}

impl Seen {
    /// Adds the next token: whether it is the one that is kept.
    fn add(&mut self, token: &str) -> bool {
        if self.kept.as_deref() == Some(token) {
            return true;
        }
        self.since += 1;
        if self.since >= self.until {
            self.kept = Some(token.to_owned());
            self.since = 0;
            self.until = (self.until * 2).max(1);
        }
        false
    }
}

/// The items of all pages, one after the other.
#[derive(Debug)]
#[must_use = "no page is asked for unless it is sent"]
pub struct PaginatorItems<O: Paginated>(Paginator<O>);

impl<O: Itemized> PaginatorItems<O> {
    /// The stream of items. A page is asked for when the stream needs it.
    ///
    /// To have them all, `collect::<Result<Vec<_>, _>>()` the stream.
    pub fn send(self) -> PaginationStream<Result<O::Item, SdkError<O::Error>>> {
        TryFlatMap::new(self.0.send()).flat_map(O::items)
    }
}

/// A token, in a member that is a plain value or an option.
pub trait Token {
    /// The token, if there is one.
    fn text(&self) -> Option<&str>;
}

impl Token for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl Token for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

/// A truth value, in a member that is a plain value or an option.
pub trait Flag {
    /// The value, if there is one.
    fn value(&self) -> Option<bool>;
}

impl Flag for Option<bool> {
    fn value(&self) -> Option<bool> {
        *self
    }
}

impl Flag for bool {
    fn value(&self) -> Option<bool> {
        Some(*self)
    }
}

/// Items out of a member that may be unset, reached through structures that may be.
pub trait IntoItems<T> {
    /// The items, none where it is unset.
    fn into_items(self) -> Vec<T>;
}

impl<T> IntoItems<T> for Option<Vec<T>> {
    fn into_items(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}

impl<T> IntoItems<T> for Option<Option<Vec<T>>> {
    fn into_items(self) -> Vec<T> {
        self.flatten().unwrap_or_default()
    }
}
