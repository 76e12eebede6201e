//! The form in which names compare: no marks, no case, one apostrophe.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a name or word: canonical decomposition without combining marks,
/// lower case, `đ` as `d`, every apostrophe as `'`, every dash as `-`.
///
/// `Phạm Minh Chính` and `PHAM MINH CHINH` fold to the same text. The result
/// may be shorter or longer than the text: offsets do not carry over.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '`' => folded.push('\''),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(fold_char(letter)),
        }
    }
    folded
}

/// The folded form of one character; nothing for a combining mark.
pub fn fold_char(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'ı' => 'i',
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' => '\'',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    };
    std::iter::once(plain).nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase)
}

/// A character in lower case, its marks taken apart and kept.
pub fn lower_char(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter).nfd().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_and_without_marks_agree() {
        assert_eq!(fold("Đặng Hoàng Giang"), fold("Dang Hoang Giang"));
        assert_eq!(fold("VIỆT NAM’s"), "viet nam's");
        assert_eq!(fold("Erdoğan"), "erdogan");
    }
}
