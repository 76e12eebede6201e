//! Small phrases: dates, amounts, parties, and text made safe for a terminal.

use std::collections::BTreeMap;

use record::{Edtf, PartyId};

/// English names of parties, by code.
#[derive(Clone, Debug, Default)]
pub struct Names(pub BTreeMap<PartyId, String>);

impl Names {
    /// The name of a party; its code where no name is known.
    pub fn of(&self, party: &PartyId) -> String {
        self.0.get(party).cloned().unwrap_or_else(|| party.0.trim_start_matches("ORG:").to_owned())
    }
}

/// A date as EDTF, or a dash where it is not known.
pub fn date(date: Option<&Edtf>) -> String {
    date.map_or_else(|| "–".to_owned(), Edtf::to_string)
}

/// A value in base units with its unit: `1.6 billion USD`, `12 percent`.
pub fn amount(value: f64, unit: &str, is_approximate: bool) -> String {
    let (scaled, scale) = match value.abs() {
        size if size >= 1e12 => (value / 1e12, " trillion"),
        size if size >= 1e9 => (value / 1e9, " billion"),
        size if size >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    // Three decimals at most: the quotation has the rest.
    let number = format!("{scaled:.3}");
    let number = number.trim_end_matches('0').trim_end_matches('.');
    let about = if is_approximate { "about " } else { "" };
    format!("{about}{number}{scale} {unit}").trim_end().to_owned()
}

/// Parties by name, joined: `Laos, Vietnam`.
pub fn parties(parties: &[PartyId], names: &Names) -> String {
    parties.iter().map(|party| names.of(party)).collect::<Vec<_>>().join(", ")
}

/// A text on one line, without control characters: nothing in a source may
/// steer the reader's terminal or reverse its lines.
pub fn plain(text: &str) -> String {
    let is_steering = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    let safe: String = text.chars().map(|c| if is_steering(c) { ' ' } else { c }).collect();
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_short() {
        assert_eq!(amount(1.6e9, "USD", false), "1.6 billion USD");
        assert_eq!(amount(5000.0, "USD", true), "about 5000 USD");
        assert_eq!(amount(12.5, "percent", false), "12.5 percent");
    }

    #[test]
    fn sources_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\nd"), "a [31mb c d");
    }
}
