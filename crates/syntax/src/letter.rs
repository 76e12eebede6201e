//! Classes of characters that the tokeniser tells apart.

use unicode_normalization::char::is_combining_mark;

/// White space and what is as good as none: controls, marks of direction and
/// of byte order.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character continues a word.
pub(crate) fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    letter.is_alphanumeric() || extends(letter)
}

/// Whether a character belongs to the one before it: a combining mark, a
/// joiner, a variant of a picture, its colour.
pub(crate) fn extends(letter: char) -> bool {
    if letter < '\u{ad}' {
        return false;
    }
    matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
        || is_combining_mark(letter)
}

/// An apostrophe, or what is written for one.
pub(crate) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}' | '`' | '\u{2018}')
}

/// A letter that stands for a country in a flag.
pub(crate) fn is_flag(letter: char) -> bool {
    matches!(letter, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The word in small letters with straight apostrophes.
pub(crate) fn plain(word: &str) -> String {
    let straight = |letter: char| if is_apostrophe(letter) { '\'' } else { letter };
    word.chars().map(straight).flat_map(char::to_lowercase).collect()
}
