//! The lemmatiser: from a word and its tags to its dictionary form.
//!
//! `training/lemmas.py` derives the tables, and has the same rules to know what
//! they get wrong.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{letter::plain, penn::Penn, rules::rows, upos::Upos};

/// The longest ending, in bytes.
const LONGEST: usize = 5;

/// Endings of adjectives that come from names and keep their capital.
const PROPER: [&str; 12] =
    ["ian", "ean", "ese", "can", "eli", "aqi", "udi", "uti", "emi", "stani", "deshi", "qatari"];

/// The dictionary form of a word, as English treebanks of Universal Dependencies
/// have it: in small letters but for names, `be` for `'m`, `not` for `n't`.
///
/// ```
/// use syntax::{Penn, Upos, lemma};
///
/// assert_eq!(lemma("Ministers", Upos::Noun, Penn::Nns), "minister");
/// assert_eq!(lemma("met", Upos::Verb, Penn::Vbd), "meet");
/// assert_eq!(lemma("United", Upos::Propn, Penn::Nnp), "United");
/// ```
pub fn lemma(form: &str, upos: Upos, penn: Penn) -> String {
    let plain = plain(form);
    let tables = Tables::english();
    let known = tables.words.get(plain.as_str()).into_iter().flatten();
    if let Some((_, lemma)) = known.copied().find(|(tag, _)| *tag == penn) {
        return lemma.to_owned();
    }
    if matches!(upos, Upos::Punct | Upos::Sym) {
        return form.chars().map(straight).collect();
    }
    if upos == Upos::Num && form.contains(',') && is_grouped(form) {
        return form.replace(',', "");
    }
    let made = match group(form, upos, penn) {
        Some(group) => tables.inflected(form, group),
        None => form.to_owned(),
    };
    if keeps_case(form, upos, penn) { made } else { made.to_lowercase() }
}

/// What is known of words and endings.
struct Tables {
    /// The lemmas of words that no ending tells, by the word in small letters.
    words: FxHashMap<&'static str, Vec<(Penn, &'static str)>>,
    /// What an ending becomes, by the ending.
    endings: FxHashMap<&'static str, Vec<(Penn, &'static str)>>,
}

impl Tables {
    fn english() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| {
            let mut words: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for (form, rest) in rows(include_str!("../data/lemmas.tsv")) {
                let (tag, lemma) = rest.split_once('\t').unwrap_or((rest, form));
                words.entry(form).or_default().push((Penn::named(tag), lemma));
            }
            let mut endings: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for (tag, rest) in rows(include_str!("../data/inflections.tsv")) {
                let (ending, becomes) = rest.split_once('\t').unwrap_or((rest, ""));
                endings.entry(ending).or_default().push((Penn::named(tag), becomes));
            }
            Self { words, endings }
        })
    }

    /// What the longest known ending of a word makes of it.
    fn inflected(&self, form: &str, group: Penn) -> String {
        let small = form.to_lowercase();
        let longest = LONGEST.min(small.len().saturating_sub(1));
        for length in (1..=longest).rev() {
            let cut = small.len() - length;
            // The capitals of a few letters are longer than they are; such a word
            // is cut nowhere.
            let Some(stem) = form.get(..cut).filter(|_| form.len() == small.len()) else { continue };
            let known = small.get(cut..).and_then(|ending| self.endings.get(ending)).into_iter().flatten();
            let Some((_, becomes)) = known.copied().find(|(tag, _)| *tag == group) else { continue };
            let mut added = becomes.to_owned();
            let whole = format!("{}{becomes}", small.get(..cut).unwrap_or_default());
            if has_lost_e(&small, &whole) {
                added.push('e');
            }
            let is_shouted = form.len() > 2 && !form.chars().any(char::is_lowercase);
            return format!("{stem}{}", if is_shouted { added.to_uppercase() } else { added });
        }
        form.to_owned()
    }
}

/// The tag whose endings a word inflects by.
fn group(form: &str, upos: Upos, penn: Penn) -> Option<Penn> {
    if upos == Upos::Verb && penn == Penn::Nnp {
        let is_present = form.to_lowercase().ends_with("ing");
        return Some(if is_present { Penn::Vbg } else { Penn::Vbd });
    }
    if form.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    match penn {
        Penn::Vbd | Penn::Vbn => Some(Penn::Vbd),
        Penn::Nns | Penn::Nnps => Some(Penn::Nns),
        Penn::Jjr | Penn::Rbr => Some(Penn::Jjr),
        Penn::Jjs | Penn::Rbs => Some(Penn::Jjs),
        Penn::Vbg | Penn::Vbz => Some(penn),
        _ => None,
    }
}

/// Whether a stem has lost an `e` before a vowel: it is one syllable that would
/// have doubled its last letter (`timed`), or ends as no word does (`recycled`,
/// `deceived`).
fn has_lost_e(form: &str, stem: &str) -> bool {
    let Some(rest) = form.strip_prefix(stem) else { return false };
    let is_vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    let [before @ .., last] = stem.as_bytes() else { return false };
    let second = before.last().copied().unwrap_or_default();
    let is_syllable = || {
        let onset = before.len().saturating_sub(1);
        !is_vowel(*last)
            && !matches!(last, b'w' | b'x' | b'y' | b'h')
            && is_vowel(second)
            && !before.iter().take(onset).any(|letter| is_vowel(*letter))
    };
    let is_no_end = match last {
        b'v' | b'u' => true,
        b'l' => !before.is_empty() && !is_vowel(second) && !matches!(second, b'l' | b'r' | b'w'),
        b'c' => !before.is_empty() && !matches!(second, b'i' | b'a' | b'o' | b's'),
        _ => false,
    };
    rest.starts_with(['e', 'i']) && (is_no_end || is_syllable())
}

fn keeps_case(form: &str, upos: Upos, penn: Penn) -> bool {
    let is_name = matches!(upos, Upos::Propn | Upos::X | Upos::Sym)
        || matches!(penn, Penn::Nnp | Penn::Nnps | Penn::Add | Penn::Fw | Penn::Gw);
    if is_name {
        return true;
    }
    let mut letters = form.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_shouted = is_capital && !form.chars().any(char::is_lowercase);
    if is_shouted && (upos == Upos::Num || (penn == Penn::Nn && letters.clone().next().is_none())) {
        return true;
    }
    let is_word = is_capital && penn == Penn::Jj && letters.all(char::is_lowercase);
    is_word && PROPER.iter().any(|ending| form.to_lowercase().ends_with(ending))
}

/// Quotation marks and dashes as a typewriter has them.
fn straight(letter: char) -> char {
    match letter {
        '“' | '”' | '„' => '"',
        '‘' | '’' | '`' => '\'',
        '–' | '—' => '-',
        other => other,
    }
}

/// Whether a number is digits in groups: `1,600.5`.
fn is_grouped(form: &str) -> bool {
    let (whole, part) = form.split_once('.').unwrap_or((form, "0"));
    let are_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    whole.split(',').all(are_digits) && are_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_dictionary_forms() {
        let cases = [
            ("visits", Upos::Noun, Penn::Nns, "visit"),
            ("countries", Upos::Noun, Penn::Nns, "country"),
            ("series", Upos::Noun, Penn::Nns, "series"),
            ("recycled", Upos::Verb, Penn::Vbn, "recycle"),
            ("stopped", Upos::Verb, Penn::Vbd, "stop"),
            ("timing", Upos::Verb, Penn::Vbg, "time"),
            ("underwent", Upos::Verb, Penn::Vbd, "undergo"),
            ("better", Upos::Adj, Penn::Jjr, "good"),
            ("simplest", Upos::Adj, Penn::Jjs, "simple"),
            ("n\u{2019}t", Upos::Part, Penn::Rb, "not"),
            ("\u{2019}ve", Upos::Aux, Penn::Vbp, "have"),
            ("me", Upos::Pron, Penn::Prp, "I"),
            ("STATES", Upos::Propn, Penn::Nnps, "STATE"),
            ("Nations", Upos::Propn, Penn::Nnps, "Nation"),
            ("Nigerian", Upos::Adj, Penn::Jj, "Nigerian"),
            ("Bilateral", Upos::Adj, Penn::Jj, "bilateral"),
            ("200,000", Upos::Num, Penn::Cd, "200000"),
            ("1990s", Upos::Noun, Penn::Nns, "1990s"),
            ("\u{201c}", Upos::Punct, Penn::OpenQuote, "\""),
            ("İS", Upos::Noun, Penn::Nns, "i\u{307}s"),
            ("", Upos::X, Penn::Other, ""),
        ];
        for (form, upos, penn, expected) in cases {
            assert_eq!(lemma(form, upos, penn), expected, "{form} {}", penn.name());
        }
    }
}
