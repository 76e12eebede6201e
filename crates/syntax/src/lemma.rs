//! The lemmatiser.

use crate::{penn::Penn, upos::Upos};

/// The dictionary form of a word.
pub fn lemma(form: &str, _upos: Upos, _penn: Penn) -> String {
    form.to_lowercase()
}
