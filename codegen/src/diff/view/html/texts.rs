//! Shows an old and a new text side by side and marks the words that differ.
//!
//! Never here: markup from models; texts are shown as plain text.

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::lower::docs;
use crate::medium::html::escaped;

/// How many of a hundred letters must be the same for marks to help a reader.
const ALIKE: usize = 30;

/// How many words in a row must be the same for a reader to see them as such.
const ISLAND: usize = 3;

/// Two texts of documentation, as the model has them, in two columns.
pub(super) fn sides(old: Option<&str>, new: Option<&str>) -> String {
    let (was, is) = (plain(old), plain(new));
    let (was, is) = match (was.is_empty(), is.is_empty()) {
        (false, false) => marked(&was, &is),
        _ => (escaped(&was), escaped(&is)),
    };
    let column = |title: &str, text: &str| {
        let text = match text {
            "" => "<p class=\"nothing\">none</p>".to_owned(),
            text => format!("<p class=\"text\">{text}</p>"),
        };
        format!("<div><h4>{title}</h4>{text}</div>")
    };
    let (was, is) = (
        column("Old documentation", &was),
        column("New documentation", &is),
    );
    format!("<div class=\"sides\">\n{was}\n{is}\n</div>\n")
}

/// The documentation of something that is new or gone as a whole: there is no other side.
pub(super) fn alone(text: &str) -> String {
    format!("<p class=\"text\">{}</p>\n", escaped(&plain(Some(text))))
}

/// Documentation without its markup, or as it is where the markup is unknown.
fn plain(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    docs::text(text).unwrap_or_else(|_| text.to_owned())
}

/// Both texts as HTML, with what is gone and what is new marked.
fn marked(old: &str, new: &str) -> (String, String) {
    let mut settings = TextDiff::configure();
    // Without a deadline, which would make the result depend on how busy the machine is.
    let settings = settings.algorithm(Algorithm::Patience);
    let diff = settings.diff_words(old, new);
    let letters = |text: &str| text.split_whitespace().map(str::len).sum::<usize>();
    let same = diff
        .iter_all_changes()
        .filter(|change| change.tag() == ChangeTag::Equal);
    let same: usize = same.map(|change| letters(change.value())).sum();
    if 2 * same * 100 < (letters(old) + letters(new)) * ALIKE {
        return (escaped(old), escaped(new));
    }
    let mut sides = Sides::default();
    let changes: Vec<_> = diff.iter_all_changes().collect();
    let runs: Vec<_> = changes
        .chunk_by(|one, other| one.tag() == other.tag())
        .collect();
    let last = runs.len().saturating_sub(1);
    for (at, run) in runs.into_iter().enumerate() {
        let text: String = run.iter().map(similar::Change::value).collect();
        match run.first().map(similar::Change::tag) {
            Some(ChangeTag::Delete) => sides.differ(&text, ""),
            Some(ChangeTag::Insert) => sides.differ("", &text),
            _ if text.trim().is_empty() => sides.between.push_str(&text),
            // What a reader would take for one change is marked as one.
            _ if at > 0 && at < last && is_island(&text) => sides.differ(&text, &text),
            _ => sides.same(&text),
        }
    }
    sides.same("");
    (sides.was, sides.is)
}

/// Whether text between two changes is too little to hold on to: fewer words than [`ISLAND`] in one line.
fn is_island(text: &str) -> bool {
    text.split_whitespace().count() < ISLAND && !text.contains('\n')
}

/// Two texts that are being marked. White space between words that differ is marked with them.
#[derive(Default)]
struct Sides {
    was: String,
    is: String,
    gone: String,
    come: String,
    between: String,
}

impl Sides {
    fn differ(&mut self, gone: &str, come: &str) {
        let between = std::mem::take(&mut self.between);
        if self.gone.is_empty() && self.come.is_empty() {
            self.was.push_str(&escaped(&between));
            self.is.push_str(&escaped(&between));
        } else {
            self.gone.push_str(&between);
            self.come.push_str(&between);
        }
        self.gone.push_str(gone);
        self.come.push_str(come);
    }

    fn same(&mut self, text: &str) {
        let (gone, come) = (
            std::mem::take(&mut self.gone),
            std::mem::take(&mut self.come),
        );
        let same = escaped(&(std::mem::take(&mut self.between) + text));
        self.was.push_str(&in_tag("del", &gone));
        self.is.push_str(&in_tag("ins", &come));
        self.was.push_str(&same);
        self.is.push_str(&same);
    }
}

/// Text in a tag; white space alone needs none.
fn in_tag(tag: &str, text: &str) -> String {
    match text.trim() {
        "" => escaped(text),
        _ => format!("<{tag}>{}</{tag}>", escaped(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked() {
        let (was, is) = marked("Feeds a lion & all.", "Feeds a <big> lion & all.");
        assert_eq!(was, "Feeds a lion &amp; all.");
        assert_eq!(is, "Feeds a <ins>&lt;big&gt; </ins>lion &amp; all.");
        let (was, is) = marked("Feeds a lion in the zoo", "Feeds a bear in the zoo");
        assert_eq!(was, "Feeds a <del>lion</del> in the zoo");
        assert_eq!(is, "Feeds a <ins>bear</ins> in the zoo");
    }

    #[test]
    fn islands_of_words_are_joined() {
        let old = "The name of a big fleet that is in use, and what else there is to say of it.";
        let new = "The id of the small fleet that is in use, and what else there is to say of it.";
        let rest = " fleet that is in use, and what else there is to say of it.";
        let (was, is) = marked(old, new);
        assert_eq!(was, format!("The <del>name of a big</del>{rest}"));
        assert_eq!(is, format!("The <ins>id of the small</ins>{rest}"));
        let (was, _) = marked("* a\n* b\n* x y z", "* c\n* d\n* x y z");
        assert_eq!(was, "* <del>a</del>\n* <del>b</del>\n* x y z");
    }

    #[test]
    fn texts_that_share_nothing_are_not_marked() {
        let both = ("one two", "three four");
        let expected = (both.0.to_owned(), both.1.to_owned());
        assert_eq!(marked(both.0, both.1), expected);
    }

    #[test]
    fn a_text_that_is_not_there_is_said_to_be_none() {
        let sides = sides(None, Some("<p>Feeds.</p>"));
        assert!(sides.contains("<p class=\"nothing\">none</p>"), "{sides}");
        assert!(sides.contains("<p class=\"text\">Feeds.</p>"), "{sides}");
    }
}
