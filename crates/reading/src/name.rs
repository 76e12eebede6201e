//! Names of persons: capitalised runs that nothing else explains.

use crate::{cursor::Cursor, index::Meaning, title};

/// Where the name that starts at a position ends, if there is one.
///
/// "Joseph R. Biden, Jr.", "Phạm Minh Chính", "Mohammed bin Salman Al Saud",
/// "Kim Jong-un", "Ursula von der Leyen".
pub(crate) fn name(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    if !is_name_word(cursor, at) || is_defined(cursor, at) {
        return None;
    }
    let mut end = at + 1;
    loop {
        // "Macky Sall Sall MackyPresident", as some pages come without their layout.
        let is_repeated =
            end > at + 1 && cursor.word(end) == cursor.word(end - 1) && !is_hyphen(cursor, end + 1);
        end += if is_generation(cursor, end) {
            1 + usize::from(cursor.word(end + 1) == ".")
        } else if is_name_word(cursor, end) && !is_repeated {
            1
        } else if is_hyphen(cursor, end) {
            2
        } else if let Some(particles) = particles(cursor, end) {
            particles + 1
        } else if cursor.word(end) == "," && is_generation(cursor, end + 1) {
            2 + usize::from(cursor.word(end + 2) == ".")
        } else {
            return Some(end);
        };
    }
}

/// Whether a word is letters that the text explains, no name: "Director of National
/// Intelligence (DNI)".
fn is_defined(cursor: &Cursor<'_>, at: usize) -> bool {
    let letters = cursor.raw(at);
    let tokens = &cursor.document.tokens;
    let is_letters = letters.len() > 2 && letters.chars().all(|letter| letter.is_ascii_uppercase());
    is_letters
        && tokens.windows(3).any(|three| {
            let raw = cursor.document.text.get(three[1].bytes.clone());
            three[0].folded == "(" && three[2].folded == ")" && raw == Some(letters)
        })
}

/// The same behind a title or honorific, where a capitalised "To" or "An" is a
/// name: "President To Lam".
pub(crate) fn name_of_somebody(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    let is_body =
        || cursor.hits(at).any(|(length, meaning)| length == 1 && matches!(meaning, Meaning::Body(_)));
    let is_common = ["function_word", "month"].iter().any(|list| cursor.listed(at, list).is_some());
    let is_short_name = cursor.is_capital(at)
        && (is_common || is_body())
        && is_name_word(cursor, at + 1)
        && !["pay", "meet", "host", "hold", "speech"]
            .iter()
            .any(|list| cursor.listed(at + 1, list).is_some());
    if is_short_name { name(cursor, at + 1) } else { name(cursor, at) }
}

/// The words of a name by which it is compared: without hyphens, points, Jr.
pub(crate) fn words(cursor: &Cursor<'_>, first: usize, end: usize) -> Vec<String> {
    let words = (first..end).map(|at| cursor.word(at).trim_matches('.').to_owned());
    words.filter(|word| !matches!(word.as_str(), "" | "-" | "," | "jr" | "sr" | "'")).collect()
}

fn is_generation(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.word(at), "jr" | "sr" | "jr." | "sr.")
}

fn is_hyphen(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at) == "-"
        && cursor.is_joined(at)
        && cursor.is_joined(at + 1)
        && cursor.raw(at + 1).chars().next().is_some_and(char::is_alphabetic)
}

/// How many particles ("bin", "von der") lead on to a further name word.
fn particles(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    let count = (at..at + 3).take_while(|at| cursor.listed(*at, "name_particle").is_some()).count();
    // "al-Sudani"
    if count == 1 && is_hyphen(cursor, at + 1) && is_name_word(cursor, at + 2) {
        return Some(2);
    }
    (count > 0 && is_name_word(cursor, at + count)).then_some(count)
}

/// Whether a word can be part of a name: a capital, and nothing else known.
pub(crate) fn is_name_word(cursor: &Cursor<'_>, at: usize) -> bool {
    let raw = cursor.raw(at);
    if !cursor.is_capital(at) || !raw.chars().all(|c| c.is_alphanumeric() || "'’.‑".contains(c) || is_mark(c))
    {
        return false;
    }
    if raw.chars().any(|c| c.is_ascii_digit()) || title::is_institution(cursor, at) {
        return false;
    }
    let is_initial = raw.chars().count() == 2 && raw.ends_with('.');
    if raw.contains('.') && !is_initial {
        return false;
    }
    !is_otherwise_known(cursor, at)
}

fn is_mark(letter: char) -> bool {
    record::fold_char(letter).next().is_none()
}

/// Whether the word is a party, place, office, month or the like.
fn is_otherwise_known(cursor: &Cursor<'_>, at: usize) -> bool {
    let closed = ["month", "weekday", "pair", "function_word", "honorific", "ordinal"];
    cursor.hits(at).any(|(_, meaning)| match meaning {
        Meaning::Party(_) | Meaning::Adjective(_) | Meaning::Body(_) => true,
        // Towns share their names with people; a town of several words does not.
        Meaning::Place(_) | Meaning::Outlet => false,
        Meaning::Office(_) => true,
        Meaning::Word(list, _) => closed.contains(&list.as_str()),
    })
}
