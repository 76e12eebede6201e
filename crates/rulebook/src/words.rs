//! Splitting a phrase into words as the tokeniser of texts does.

use record::fold;

/// The folded words of a phrase, one a token of text.
///
/// Every mark is a word of its own (`high-level` is `high` `-` `level`), but for
/// the `'s` of a genitive (`laos` `'s`), initials with their points (`u.s.`) and
/// the points and commas inside a number (`1.6`).
pub fn words(phrase: &str) -> Vec<String> {
    let folded = fold(phrase);
    folded.split_whitespace().flat_map(split_chunk).map(str::to_owned).collect()
}

/// The words of a stretch without white space.
fn split_chunk(chunk: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = chunk;
    while let Some(length) = first_word(rest) {
        let (word, after) = rest.split_at(length);
        found.push(word);
        rest = after;
    }
    found
}

/// The bytes of the word a text begins with; nothing for an empty text.
fn first_word(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if let Some(length) = initials(text) {
        return Some(length);
    }
    if is_genitive(text) {
        return Some(2);
    }
    if !first.is_alphanumeric() {
        return Some(first.len_utf8());
    }
    Some(run(text))
}

/// The bytes of initials with points: two letters or more, each with a point
/// behind it but perhaps the last (`u.s.`, `u.s`).
fn initials(text: &str) -> Option<usize> {
    let (mut length, mut n_letters) = (0, 0);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next_if(|letter| letter.is_alphabetic()) {
        n_letters += 1;
        length += letter.len_utf8();
        if letters.next_if_eq(&'.').is_none() {
            let ends_here = !letters.peek().is_some_and(|next| next.is_alphanumeric());
            return (n_letters > 1 && ends_here).then_some(length);
        }
        length += 1;
    }
    let ends_here = !letters.peek().is_some_and(|next| next.is_alphanumeric());
    (n_letters > 1 && ends_here).then_some(length)
}

/// Whether a text begins with a genitive `'s` that ends a word.
fn is_genitive(text: &str) -> bool {
    let after = text.strip_prefix("'s").and_then(|rest| rest.chars().next());
    text.starts_with("'s") && !after.is_some_and(char::is_alphanumeric)
}

/// The bytes of letters and digits, with points and commas between digits.
fn run(text: &str) -> usize {
    let mut length = 0;
    for (start, letter) in text.char_indices() {
        let is_inside = letter.is_alphanumeric() || is_digit_mark(text, start, letter);
        if !is_inside {
            break;
        }
        length = start + letter.len_utf8();
    }
    length
}

fn is_digit_mark(text: &str, start: usize, letter: char) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|idx| bytes.get(idx));
    matches!(letter, '.' | ',') && is_digit(before) && is_digit(bytes.get(start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_split_as_texts_do() {
        let cases = [
            ("high-level", "high - level"),
            ("Laos’s", "laos 's"),
            ("U.S.", "u.s."),
            ("u.s", "u.s"),
            ("co-chaired", "co - chaired"),
            ("Mr. Đỗ", "mr . do"),
            ("1.6 billion", "1.6 billion"),
            ("1,600.5", "1,600.5"),
            ("US$5", "us $ 5"),
            ("5%", "5 %"),
            ("charge d'affaires", "charge d ' affaires"),
            ("states'", "states '"),
            ("P.R.C.'s", "p.r.c. 's"),
            ("end.", "end ."),
            ("", ""),
            ("  ", ""),
        ];
        for (phrase, expected) in cases {
            assert_eq!(words(phrase).join(" "), expected, "{phrase}");
        }
    }
}
