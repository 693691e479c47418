//! Paginators: streams of the pages of an operation's results.
//!
//! Never here: sending; a paginator makes ordinary calls ([`super::call`]).

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
    /// The token of the page to return, in an input.
    fn input_token(input: &mut Self::Input) -> &mut Option<String>;

    /// The token of the next page, if there is one.
    fn output_token(output: &Self::Output) -> Option<&str>;

    /// Whether there is a next page. It can be `false` only if the model has a member for that.
    fn has_more(_: &Self::Output) -> bool {
        true
    }
}

/// An operation whose pages can be limited in size.
pub trait Limited: Paginated {
    /// Sets the maximum number of items per page.
    fn set_limit(input: &mut Self::Input, limit: i32);
}

/// An operation whose pages are lists of items.
pub trait Itemized: Paginated {
    /// The type of an item.
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

/// One page, or the error of the call for it.
pub type Page<O> = Result<<O as Operation>::Output, SdkError<<O as Operation>::Error>>;

impl<O: Paginated> Paginator<O> {
    /// The pages of the results for `input`.
    pub fn new(request: Request<O::Service>, input: O::Input) -> Self {
        Self {
            handle: request.into_handle(),
            input,
            stop_on_duplicate_token: true,
        }
    }

    /// Sets the maximum number of items per page.
    pub fn page_size(mut self, limit: i32) -> Self
    where
        O: Limited,
    {
        O::set_limit(&mut self.input, limit);
        self
    }

    /// Streams items instead of pages.
    pub fn items(self) -> PaginatorItems<O>
    where
        O: Itemized,
    {
        PaginatorItems(self)
    }

    /// Whether to stop when the service returns the same token twice in a row. True by default.
    ///
    /// If true, tokens that repeat after others, such as A, B, A, B, are an error, [`TokenCycle`], because the pages
    /// would never end. Set it to `false` for a service that repeats tokens on purpose.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    /// The stream of pages. Each page is requested when the stream is polled for it.
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
                        // The stream ends here, whether or not somebody still polls it.
                        let _ = pages.send(Err(error)).await;
                        return;
                    }
                }
            })
        }))
    }
}

/// The service returned the token of an earlier page, so its pages would never end.
///
/// This is the source of an [`SdkError::ConstructionFailure`] after the last page. The page that would repeat was not
/// requested.
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

/// Detects a cycle of tokens by Brent's algorithm.
///
/// It keeps one token and compares it with the following ones, twice as many each time. So its memory is constant, and
/// it notices a cycle within three times the number of tokens in and before it.
#[derive(Debug, Default)]
struct Seen {
    kept: Option<String>,
    /// The number of tokens since.
    since: u64,
    /// The number of tokens after which the next one is kept.
    until: u64,
}

impl Seen {
    /// Adds the next token, and says whether it is the one that is kept.
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

/// The stream of the items of all pages.
#[derive(Debug)]
#[must_use = "no page is asked for unless it is sent"]
pub struct PaginatorItems<O: Paginated>(Paginator<O>);

impl<O: Itemized> PaginatorItems<O> {
    /// The stream of items. Each page is requested when the stream needs it.
    ///
    /// To get all items, call `collect::<Result<Vec<_>, _>>()` on the stream.
    pub fn send(self) -> PaginationStream<Result<O::Item, SdkError<O::Error>>> {
        TryFlatMap::new(self.0.send()).flat_map(O::items)
    }
}

/// A member that holds a token, plain or optional.
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

/// A member that holds a Boolean, plain or optional.
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

/// A list of items that may not be set, or is in a structure that may not be set.
pub trait IntoItems<T> {
    /// The items; none if the list is not set.
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
