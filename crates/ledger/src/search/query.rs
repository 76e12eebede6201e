//! Queries: what was typed, read into words and fields.

use jiff::civil::Date;
use record::{Edtf, EncounterKind, PartyId};

use super::tokens::{Sort, Token, tokens, words};

/// What is looked for: words, phrases and fields, all of which must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) terms: Vec<Term>,
    pub(crate) fields: Vec<Field>,
    pub(crate) since: Option<Date>,
    pub(crate) until: Option<Date>,
}

/// One word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Folded tokens that must follow one another.
    pub(crate) words: Vec<String>,
    /// Those of its words that were typed with marks.
    pub(crate) exact: Vec<String>,
    /// Whether the last word only begins so.
    pub(crate) is_prefix: bool,
}

/// What one entry of a document must have: any of some tokens, for each of
/// several sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Ways to meet it; of each way all tokens are needed.
    pub(crate) ways: Vec<Vec<String>>,
}

/// Why a query cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {at})")]
pub struct QueryError {
    /// The character, counted from 1.
    pub at: usize,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// The most characters of a query, and the most words, phrases and fields.
const MOST_CHARS: usize = 400;
const MOST_PARTS: usize = 32;

/// The fields that a query may name.
const FIELDS: &str = "person:, party:, place:, kind:, since: or until:";

/// The kinds of entries that `kind:` may name beside those of encounters.
const ENTRY_KINDS: &[&str] =
    &["encounter", "person", "figure", "formula", "statement", "commitment", "instrument", "milestone"];

impl Query {
    /// Reads a query: words, `"phrases"`, `prefix*`, and fields `person:`,
    /// `party:`, `place:`, `kind:`, `since:`, `until:` with a word or a phrase.
    /// `party` finds a party by code or name.
    ///
    /// # Errors
    ///
    /// [`QueryError`] for an unknown field, an unclosed quotation mark, a value
    /// that cannot be read, a query that is too long or has nothing to look for.
    pub fn read(text: &str, party: &dyn Fn(&str) -> Option<PartyId>) -> Result<Self, QueryError> {
        if let Some(at) = text.chars().position(|letter| letter == '\u{fffd}') {
            return Err(wrong(at, "this is no letter; write the query in UTF-8".to_owned()));
        }
        if text.chars().count() > MOST_CHARS {
            return Err(wrong(
                MOST_CHARS,
                format!("a query has at most {MOST_CHARS} characters; shorten it"),
            ));
        }
        let mut query = Self::default();
        for part in parts(text)? {
            query.add(&part, party)?;
        }
        if query.terms.len() + query.fields.len() > MOST_PARTS {
            return Err(wrong(0, format!("a query has at most {MOST_PARTS} words and fields; shorten it")));
        }
        if let (Some(since), Some(until)) = (query.since, query.until)
            && until < since
        {
            return Err(wrong(0, "until: lies before since:; exchange the two".to_owned()));
        }
        if query == Self::default() {
            return Err(wrong(0, format!("there is nothing to look for; write words, or a field: {FIELDS}")));
        }
        Ok(query)
    }

    /// Narrows to days, as options beside the query do.
    #[must_use]
    pub fn within(mut self, since: Option<Date>, until: Option<Date>) -> Self {
        self.since = self.since.into_iter().chain(since).max();
        self.until = self.until.into_iter().chain(until).min();
        self
    }

    fn add(&mut self, part: &Part, party: &dyn Fn(&str) -> Option<PartyId>) -> Result<(), QueryError> {
        let value = part.value.trim();
        let Some(field) = &part.field else {
            let term = Term::of(value, part.is_prefix);
            // Signs alone, such as a dash between words, ask for nothing.
            if let Some(term) = term {
                check_prefix(&term, part)?;
                self.terms.push(term);
            }
            return Ok(());
        };
        if words(value).is_empty() {
            return Err(wrong(part.at, format!("nothing stands after {field}:; write it without a space")));
        }
        let day = || value.parse::<Edtf>().map_err(|error| wrong(part.at, format!("{field}: {error}")));
        match field.as_str() {
            "person" => self.fields.push(Field { ways: vec![name_tokens("person", value, part.is_prefix)] }),
            "place" => self.fields.push(place(value, part.is_prefix, party)),
            "kind" => self.fields.push(kind(value, part.at)?),
            "party" => {
                let found = party(value).ok_or_else(|| {
                    let message =
                        "is no party; write a code of ISO 3166 (VN), a name (Vietnam) or an organisation";
                    wrong(part.at, format!("`{value}` {message}"))
                })?;
                self.fields.push(Field { ways: vec![vec![party_token("party", &found)]] });
            }
            "since" => self.since = self.since.into_iter().chain([day()?.first_day()]).max(),
            "until" => self.until = self.until.into_iter().chain([day()?.last_day()]).min(),
            _ => {
                let message = format!(
                    "there is no field `{field}:`; use {FIELDS}, or put the words in quotation marks"
                );
                return Err(wrong(part.at, message));
            }
        }
        Ok(())
    }
}

impl Term {
    /// The term of some words, or nothing if there is no letter in them.
    fn of(text: &str, is_prefix: bool) -> Option<Self> {
        let mut tokens = tokens(text);
        let is_letter = |token: Option<&Token>| token.is_some_and(|token| token.sort == Sort::Letter);
        let is_pair = |token: Option<&Token>| token.is_some_and(|token| token.sort == Sort::Pair);
        // A pair says more than its two letters: less has to be looked up.
        if is_letter(tokens.first()) && is_pair(tokens.get(1)) {
            tokens.remove(0);
        }
        if is_letter(tokens.last()) && is_pair(tokens.iter().rev().nth(1)) {
            tokens.pop();
        }
        // Without spaces, every run is found at its beginning as it is.
        let is_prefix = is_prefix && tokens.last().is_some_and(|token| token.sort == Sort::Word);
        let exact = tokens.iter().filter_map(|token| token.exact.clone()).collect();
        let words: Vec<String> = tokens.into_iter().map(|token| token.word).collect();
        (!words.is_empty()).then_some(Self { words, exact, is_prefix })
    }
}

fn check_prefix(term: &Term, part: &Part) -> Result<(), QueryError> {
    let is_short = term.words.last().is_some_and(|word| word.chars().count() < 2);
    if term.is_prefix && is_short {
        let message = "one letter begins too many words; write two letters or more before the *";
        return Err(wrong(part.at, message.to_owned()));
    }
    Ok(())
}

/// The tokens of a name within one field: each word, or each two neighbours of
/// its words in the order of the alphabet, so that words of two names are not
/// taken for one.
pub(crate) fn name_tokens(field: &str, name: &str, is_prefix: bool) -> Vec<String> {
    let mut parts = words(name);
    let last = parts.last().cloned().filter(|_| is_prefix);
    parts.sort();
    parts.dedup();
    if let Some(last) = last {
        let whole = parts.iter().filter(|word| **word != last).map(|word| format!("{field}·{word}"));
        return whole.chain([format!("{field}·{last}*")]).collect();
    }
    match parts.as_slice() {
        [one] => vec![format!("{field}·{one}")],
        several => several.windows(2).map(|two| format!("{field}·{}", two.join("·"))).collect(),
    }
}

/// The token of a party: `party·vn`, `party·org·asean`.
pub(crate) fn party_token(field: &str, party: &PartyId) -> String {
    let code: String =
        party.0.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '·' }).collect();
    format!("{field}·{code}")
}

/// The token of a kind: `kind·state·visit`.
pub(crate) fn kind_token(kind: &str) -> String {
    format!("kind·{}", words(kind).join("·"))
}

/// A place by words of its name, by the name without its spaces (`Ha Noi`), or
/// by its state.
fn place(value: &str, is_prefix: bool, party: &dyn Fn(&str) -> Option<PartyId>) -> Field {
    let mut ways = vec![name_tokens("place", value, is_prefix)];
    if !is_prefix {
        ways.push(vec![format!("place·{}", words(value).concat())]);
        ways.extend(party(value).map(|party| vec![party_token("state", &party)]));
    }
    Field { ways }
}

fn kind(value: &str, at: usize) -> Result<Field, QueryError> {
    let folded = record::fold(value).replace(['_', '-'], " ");
    let singular = folded.strip_suffix('s').unwrap_or(&folded).to_owned();
    for word in [folded.as_str(), &singular, &format!("{folded}s")] {
        let known = word.parse::<EncounterKind>().map(EncounterKind::as_str).ok();
        if let Some(kind) = known.or(ENTRY_KINDS.contains(&word).then_some(word)) {
            return Ok(Field { ways: vec![vec![kind_token(kind)]] });
        }
    }
    let encounters: Vec<&str> = EncounterKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let known = format!("{}, {}", ENTRY_KINDS.join(", "), encounters.join(", "));
    Err(wrong(at, format!("there is no kind `{value}`; write one of {known}; two words in quotation marks")))
}

/// A stretch of the query that stands for itself.
struct Part {
    /// Its first character, from 0.
    at: usize,
    field: Option<String>,
    value: String,
    is_prefix: bool,
}

/// Cuts a query at its spaces, phrases kept whole.
fn parts(text: &str) -> Result<Vec<Part>, QueryError> {
    let letters: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        if letter.is_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        let rest = letters.get(at..).unwrap_or_default();
        let n_name = rest.iter().take_while(|letter| letter.is_alphabetic()).count();
        let is_field = n_name > 0 && matches!(rest.get(n_name), Some(':' | '：'));
        let field = is_field.then(|| rest.iter().take(n_name).collect::<String>().to_lowercase());
        if is_field {
            at += n_name + 1;
        }
        let (value, next) = value(&letters, at)?;
        at = next;
        let is_prefix = letters.get(at) == Some(&'*') || value.ends_with('*');
        at += usize::from(letters.get(at) == Some(&'*'));
        parts.push(Part { at: start, field, value, is_prefix });
    }
    Ok(parts)
}

/// A phrase in quotation marks or a word up to the next space, and where it ends.
fn value(letters: &[char], at: usize) -> Result<(String, usize), QueryError> {
    let is_mark = |letter: char| matches!(letter, '"' | '“' | '”' | '„' | '«' | '»');
    let rest = letters.get(at..).unwrap_or_default();
    if rest.first().is_some_and(|letter| is_mark(*letter)) {
        let inner: String = rest.iter().skip(1).take_while(|letter| !is_mark(**letter)).collect();
        let n_inner = inner.chars().count();
        if at + 1 + n_inner >= letters.len() {
            return Err(wrong(at, "this quotation mark is not closed; close it, or leave it out".to_owned()));
        }
        return Ok((inner, at + n_inner + 2));
    }
    let ends = |letter: &char| letter.is_whitespace() || is_mark(*letter);
    let word: String = rest.iter().take_while(|letter| !ends(letter)).collect();
    let next = at + word.chars().count();
    Ok((word, next))
}

fn wrong(at: usize, message: String) -> QueryError {
    QueryError { at: at + 1, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Query, QueryError> {
        Query::read(text, &|name| (record::fold(name) == "vietnam").then(|| PartyId("VN".to_owned())))
    }

    fn phrases(text: &str) -> Vec<String> {
        let query = read(text).unwrap();
        let mark = |term: &Term| if term.is_prefix { "*" } else { "" };
        query.terms.iter().map(|term| format!("{}{}", term.words.join(" "), mark(term))).collect()
    }

    #[test]
    fn words_phrases_and_prefixes() {
        assert_eq!(phrases("Tô  Lâm"), ["to", "lam"]);
        assert_eq!(phrases("“state visit” minist* - U.S."), ["state visit", "minist*", "u s"]);
        assert_eq!(
            phrases("越南 国家主席 会 \"high tech*\""),
            ["越南", "国家 家 家主 主 主席", "会", "high tech*"]
        );
        assert_eq!(phrases("x\"a b\"y \" OR 1=1; --\""), ["x", "a b", "y", "or 1 1"]);
    }

    #[test]
    fn fields_are_read() {
        let query =
            read("trade person:\"Tô Lâm\" kind:\"state visits\" party:Vietnam since:2024-09 until:2025")
                .unwrap();
        let ways: Vec<String> = query.fields.iter().map(|field| field.ways[0].join(" ")).collect();
        assert_eq!(ways, ["person·lam·to", "kind·state·visit", "party·vn"]);
        assert_eq!(query.since.map(|day| day.to_string()).as_deref(), Some("2024-09-01"));
        assert_eq!(query.until.map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
        assert_eq!(read("place:\"Ha Noi\"").unwrap().fields[0].ways[1], ["place·hanoi"]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_where() {
        for (text, at, words) in [
            ("trade persn:lam", 7, "no field `persn:`"),
            ("a \"b c", 3, "not closed"),
            ("person: lam", 1, "nothing stands after person:"),
            ("since:yesterday", 1, "since:"),
            ("kind:war", 1, "no kind `war`"),
            ("x party:Atlantis", 3, "is no party"),
            ("m*", 1, "two letters"),
            ("", 1, "nothing to look for"),
            ("- ... \"\"", 1, "nothing to look for"),
            ("since:2025 until:2024", 1, "exchange"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.at == at && error.message.contains(words), "{text}: {error}");
        }
        assert!(read(&"a".repeat(401)).unwrap_err().message.contains("at most 400"));
    }
}
