//! Names: in which ways two that documents write can be one person's.

use std::collections::BTreeSet;

use record::Capacity;

use crate::people::words;

/// Titles before a name that are no part of it.
const HONORIFICS: &[&str] = &["dr", "prof", "professor", "sir", "dame", "mr", "mrs", "ms"];

/// Words that say whose a name is, written or left out by custom.
const PARTICLES: &[&str] = &["al", "el", "bin", "ibn", "bint"];

/// Words of a title that do not tell offices apart.
const OF_OFFICE: &[&str] = &["of", "for", "the", "and", "affairs"];

/// Letters from which a word is long enough that one of them may be wrong.
const LONG: usize = 6;

/// How two names agree, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// One letter of a long word is another, missing or too many.
    Letter,
    /// One word alone, that begins or ends the other name.
    Alone,
    /// A first name begins with the same letter: "Joe" for "Joseph".
    Short,
    /// A first name is only an initial.
    Initial,
    /// Every word of the shorter stands in the longer.
    Part,
    /// The same by another custom of writing it.
    Spelling,
    /// The same words in another order.
    Turned,
    /// The same words, whatever their diacritics.
    Same,
}

impl Likeness {
    /// Why two names are held for one, in words.
    pub(crate) fn why(self) -> &'static str {
        match self {
            Self::Letter => "name but for one letter, and office",
            Self::Alone => "one name, and office",
            Self::Short => "first letter, last name and an office of one holder",
            Self::Initial => "initial, last name and office",
            Self::Part => "part of the name",
            Self::Spelling => "name in another spelling",
            Self::Turned => "name in another order",
            Self::Same => "same name",
        }
    }

    /// Whether an office has to speak for it.
    pub(crate) fn needs_office(self) -> bool {
        self <= Self::Initial
    }
}

/// A name taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The folded words.
    pub(crate) words: Vec<String>,
    /// The words by sound, without particles.
    sounds: Vec<String>,
    /// The words in one, as they are written together elsewhere.
    joined: String,
}

impl Name {
    pub(crate) fn of(name: &str) -> Self {
        let mut words = words(name);
        let n_honorifics = words.iter().take_while(|word| HONORIFICS.contains(&word.as_str())).count();
        let is_excellency = name.trim_start().starts_with("H.E.");
        let n_before = if is_excellency { 2 } else { n_honorifics };
        if n_before < words.len() {
            words.drain(..n_before);
        }
        let is_particle = |word: &&String| PARTICLES.contains(&word.as_str());
        let mut sounds: Vec<String> =
            words.iter().filter(|word| !is_particle(word)).map(|word| sound(word)).collect();
        if sounds.is_empty() {
            sounds = words.iter().map(|word| sound(word)).collect();
        }
        let joined = words.iter().filter(|word| !is_particle(word)).map(String::as_str).collect();
        Self { words, sounds, joined }
    }

    /// Under what a name like this one may be found: its words and their sounds,
    /// and of long words those that one letter may have changed.
    pub(crate) fn keys(&self) -> BTreeSet<String> {
        let mut keys: BTreeSet<String> = self.words.iter().cloned().collect();
        keys.extend(self.sounds.iter().cloned());
        keys.extend(
            self.sounds.first().filter(|_| self.sounds.len() == 1).into_iter().flat_map(|word| halves(word)),
        );
        keys.insert(self.joined.clone());
        keys
    }

    /// Whether its first word is only a letter.
    pub(crate) fn is_initialled(&self) -> bool {
        self.words.first().is_some_and(|word| word.chars().count() == 1)
    }

    /// How two names agree, if they can be one person's.
    pub(crate) fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.words == other.words {
            return Some(match self.words.len() {
                0 | 1 => Likeness::Alone,
                2 if self.is_initialled() => Likeness::Initial,
                _ => Likeness::Same,
            });
        }
        let (short, long) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        let is_part = short.words.iter().all(|word| long.words.contains(word));
        match short.words.len() {
            0 => None,
            1 => {
                let is_end =
                    long.words.first() == short.words.first() || long.words.last() == short.words.last();
                let is_sounded = short.sounds == long.sounds || long.sounds.last() == short.sounds.last();
                if is_end || is_sounded { Some(Likeness::Alone) } else { one_letter(short, long) }
            }
            n_words if is_part && n_words == long.words.len() => Some(Likeness::Turned),
            _ if is_part => Some(Likeness::Part),
            _ => by_sound(short, long),
        }
    }
}

fn by_sound(short: &Name, long: &Name) -> Option<Likeness> {
    let sorted = |name: &Name| name.sounds.iter().cloned().collect::<BTreeSet<String>>();
    let (own, theirs) = (sorted(short), sorted(long));
    if own == theirs || short.joined == long.joined {
        return Some(Likeness::Spelling);
    }
    if is_initialled(short, long) {
        return Some(Likeness::Initial);
    }
    let first_letter = |name: &Name| name.words.first().and_then(|word| word.chars().next());
    let is_short = short.words.last() == long.words.last() && first_letter(short) == first_letter(long);
    one_letter(short, long).or(is_short.then_some(Likeness::Short))
}

/// Whether the last names agree and the first of one is the initial of the other.
fn is_initialled(left: &Name, right: &Name) -> bool {
    let initial = |name: &Name| name.words.first().and_then(|word| word.chars().next());
    left.sounds.last() == right.sounds.last()
        && initial(left) == initial(right)
        && (left.is_initialled() || right.is_initialled())
}

/// Whether all words sound alike but a long one, which one letter parts.
fn one_letter(left: &Name, right: &Name) -> Option<Likeness> {
    if left.sounds.len() != right.sounds.len() {
        return None;
    }
    let mut odd = left.sounds.iter().zip(&right.sounds).filter(|(own, theirs)| own != theirs);
    let (Some((own, theirs)), None) = (odd.next(), odd.next()) else { return None };
    let is_long = own.chars().count().min(theirs.chars().count()) + 1 >= LONG;
    (is_long && is_one_letter_off(own, theirs)).then_some(Likeness::Letter)
}

/// Whether one letter more, less or other makes one word of the other.
fn is_one_letter_off(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let n_before = left.iter().zip(&right).take_while(|(own, theirs)| own == theirs).count();
    let n_after = left.iter().rev().zip(right.iter().rev()).take_while(|(own, theirs)| own == theirs).count();
    n_before + n_after + 1 >= left.len().max(right.len())
}

/// The first and the last letters of a long word: one wrong letter leaves one of
/// the halves as it is.
fn halves(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() + 1 < LONG {
        return Vec::new();
    }
    let half = (letters.len() - 1) / 2;
    let (first, last) = (&letters[..half], &letters[letters.len() - half..]);
    vec![format!("{}-", first.iter().collect::<String>()), format!("-{}", last.iter().collect::<String>())]
}

/// A word as it sounds, by no custom of writing it: `y` as `i`, double letters
/// single; of long words also `kh` as `h`, `ou` and `o` as `u`. In short ones a
/// letter is a name: Hùng and Hồng are two.
fn sound(word: &str) -> String {
    let mut plain = word.replace('\'', "").replace('y', "i");
    let n_letters = plain.chars().count();
    if n_letters >= LONG {
        plain = plain.replace("kh", "h").replace("ou", "u").replace("ie", "e").replace('o', "u");
    }
    let mut sound = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if n_letters < LONG - 1 || !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

/// What an office is, in whatever order its title says it: "Foreign Minister" and
/// "Minister of Foreign Affairs" are one.
pub(crate) fn office(capacity: &Capacity) -> String {
    let mut naming = words(&capacity.title);
    naming.retain(|word| !OF_OFFICE.contains(&word.as_str()));
    naming.sort();
    naming.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(left: &str, right: &str) -> Option<Likeness> {
        Name::of(left).likeness(&Name::of(right))
    }

    #[test]
    fn names_agree_in_many_ways() {
        let told = [
            ("Tô Lâm", "TO LAM", Some(Likeness::Same)),
            ("Dr Mats Okoro", "Mats Okoro", Some(Likeness::Same)),
            ("Wang Yiming", "Yiming Wang", Some(Likeness::Turned)),
            ("José García Peña", "José García", Some(Likeness::Part)),
            ("Khalid al-Harbi", "Halid El Harbi", Some(Likeness::Spelling)),
            ("Yusuf Najjar", "Yusuf Najar", Some(Likeness::Spelling)),
            ("Sergey Petrov", "Sergei Petrov", Some(Likeness::Spelling)),
            ("Kim Jin-woo", "Kim Jinwoo", Some(Likeness::Spelling)),
            ("M. Okoro", "Mats Okoro", Some(Likeness::Initial)),
            ("Mats Okoro", "Malin Okoro", Some(Likeness::Short)),
            ("Ida Lindqvist", "Ida Lindqvits", None),
            ("Ida Lindqvist", "Ida Lindqist", Some(Likeness::Letter)),
            ("Kim Jin-a", "Kim Jin-woo", None),
            ("Hồ Văn Hùng", "Ho Van Hong", None),
            ("Lindqvist", "Ida Lindqvist", Some(Likeness::Alone)),
            ("Nguyen Hong Dien", "Nguyen Minh Hang", None),
        ];
        for (left, right, expected) in told {
            assert_eq!(likeness(left, right), expected, "{left} and {right}");
            assert_eq!(likeness(right, left), expected, "{right} and {left}");
        }
    }
}
