//! Tokens: a text as the folded words that search compares.

use std::ops::Range;

/// A word as search compares it, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Letters and digits without marks and case.
    pub(crate) word: String,
    /// The same with its marks, where it has any.
    pub(crate) exact: Option<String>,
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    pub(crate) sort: Sort,
}

/// What a token was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A word of a script that writes spaces.
    Word,
    /// One letter of a script that writes none.
    Letter,
    /// Two letters of such a script.
    Pair,
}

/// The way tokens are made; changed whenever the tokens of any text change, so
/// that an index made the old way is made anew.
pub(crate) const WAY: u32 = 1;

/// The tokens of a text, in order.
///
/// Scripts that write no spaces between words have no words to cut. Of `越南主席`
/// every letter and every two neighbours are tokens, `越 越南 南 南主 主 主席 席`, so
/// that any part of it is a run of tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut word: Option<Range<usize>> = None;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        match class(letter) {
            Class::Unspaced => {
                close_word(text, &mut word, &mut tokens);
                run.push(start..end);
            }
            Class::Letter => {
                close_run(text, &mut run, &mut tokens);
                word = Some(word.map_or(start, |word| word.start)..end);
            }
            // A mark belongs to the letter before it.
            Class::Mark => {
                if let Some(last) = word.as_mut().or(run.last_mut()) {
                    last.end = end;
                }
            }
            Class::Other => {
                close_word(text, &mut word, &mut tokens);
                close_run(text, &mut run, &mut tokens);
            }
        }
    }
    close_word(text, &mut word, &mut tokens);
    close_run(text, &mut run, &mut tokens);
    tokens
}

/// The folded words of a name or phrase.
pub(crate) fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Of a word that spaces end.
    Letter,
    /// Of a script without spaces.
    Unspaced,
    /// Part of the letter before: a combining mark, a zero-width space or joiner,
    /// a soft hyphen.
    Mark,
    Other,
}

fn class(letter: char) -> Class {
    if letter.is_ascii() {
        return if letter.is_ascii_alphanumeric() { Class::Letter } else { Class::Other };
    }
    if matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        || record::fold_char(letter).next().is_none()
    {
        return Class::Mark;
    }
    if !letter.is_alphanumeric() {
        return Class::Other;
    }
    if is_unspaced(letter) { Class::Unspaced } else { Class::Letter }
}

/// Letters of Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean, by the
/// blocks of the Unicode Standard 16. Korean writes spaces, but hangs its
/// particles on the word.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn close_word(text: &str, word: &mut Option<Range<usize>>, tokens: &mut Vec<Token>) {
    let Some(bytes) = word.take() else { return };
    let written = text.get(bytes.clone()).unwrap_or_default();
    if written.is_ascii() {
        let word = written.to_ascii_lowercase();
        tokens.push(Token { word, exact: None, bytes, sort: Sort::Word });
        return;
    }
    let mut word = String::with_capacity(written.len());
    let mut exact = String::with_capacity(written.len());
    for letter in written.chars().filter(|letter| !is_hidden(*letter)) {
        fold_into(letter, &mut word);
        exact.extend(record::lower_char(letter));
    }
    if !word.is_empty() {
        let exact = (exact != word).then_some(exact);
        tokens.push(Token { word, exact, bytes, sort: Sort::Word });
    }
}

fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Folds as names are folded, and takes apart what no decomposition does.
fn fold_into(letter: char, word: &mut String) {
    match letter {
        'ß' | 'ẞ' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        'þ' | 'Þ' => word.push_str("th"),
        'ħ' | 'Ħ' => word.push('h'),
        // Full-width forms stand 0xFEE0 above their ASCII.
        '\u{ff10}'..='\u{ff5a}' => {
            let plain = char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter);
            word.push(plain.to_ascii_lowercase());
        }
        // What `fold` makes an apostrophe or the like is no part of a word.
        other => word.extend(record::fold_char(other).filter(|folded| folded.is_alphanumeric())),
    }
}

fn close_run(text: &str, run: &mut Vec<Range<usize>>, tokens: &mut Vec<Token>) {
    let letters = std::mem::take(run);
    let base = |bytes: &Range<usize>| text.get(bytes.clone()).and_then(|written| written.chars().next());
    for (idx, bytes) in letters.iter().enumerate() {
        let Some(letter) = base(bytes) else { continue };
        tokens.push(Token {
            word: letter.to_string(),
            exact: None,
            bytes: bytes.clone(),
            sort: Sort::Letter,
        });
        let Some(next) = letters.get(idx + 1) else { continue };
        let word = base(next).map_or_else(String::new, |next| format!("{letter}{next}"));
        tokens.push(Token { word, exact: None, bytes: bytes.start..next.end, sort: Sort::Pair });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        words(text).join(" ")
    }

    #[test]
    fn words_lose_marks_and_case() {
        assert_eq!(said("Tô Lâm's ĐÀ NẴNG, Łódź; Ørsted"), "to lam s da nang lodz orsted");
        assert_eq!(said("Straße Æsir U.S. G7 1.6 ＥＵ"), "strasse aesir u s g7 1 6 eu");
        assert_eq!(said("E\u{301}tat, mi\u{ad}nis\u{200b}ter ‘x’ —"), "etat minister x");
        assert_eq!(said(""), "");
    }

    #[test]
    fn scripts_without_spaces_give_letters_and_pairs() {
        assert_eq!(said("越南主席"), "越 越南 南 南主 主 主席 席");
        assert_eq!(said("与EU会谈。"), "与 eu 会 会谈 谈");
        assert_eq!(said("ລາວ"), "ລ ລາ າ າວ ວ");
    }

    #[test]
    fn tokens_lie_in_their_text() {
        let text = "Hội đàm với ທ່ານ ທອງລຸນ, 会谈 e\u{301}!";
        for token in tokens(text) {
            assert!(text.get(token.bytes.clone()).is_some_and(|words| !words.is_empty()), "{token:?}");
        }
        let last = tokens(text).pop().map(|token| text[token.bytes].to_owned());
        assert_eq!(last.as_deref(), Some("e\u{301}"));
    }

    #[test]
    fn marks_are_kept_beside() {
        let exact: Vec<Option<String>> = tokens("Tô lam").into_iter().map(|token| token.exact).collect();
        assert_eq!(exact, [Some("to\u{302}".to_owned()), None]);
    }
}
