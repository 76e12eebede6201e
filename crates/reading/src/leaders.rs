//! Names to listed leaders: whose side a name is on where a text does not say.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use record::PartyId;
use rulebook::{Leader, Rulebook};
use rustc_hash::FxHashMap;

use crate::people::{Someone, is_highest, is_same_name};

/// The leaders of a rulebook, by the folded words of their names.
#[derive(Debug)]
pub(crate) struct Leaders<'r> {
    listed: Vec<(&'r Leader, Vec<String>)>,
    by_word: FxHashMap<String, Vec<usize>>,
}

impl<'r> Leaders<'r> {
    /// Indexes the leaders of a rulebook.
    pub(crate) fn new(rulebook: &'r Rulebook) -> Self {
        let listed: Vec<_> = rulebook.leaders.iter().map(|leader| (leader, words(&leader.name))).collect();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (idx, (_, words)) in listed.iter().enumerate() {
            for word in words {
                by_word.entry(word.clone()).or_default().push(idx);
            }
        }
        Self { listed, by_word }
    }

    /// The terms of leaders who bear a name. A surname alone will do only for the
    /// holder of a highest office.
    pub(crate) fn named(&self, words: &[String], has_high_office: bool) -> Vec<&'r Leader> {
        let sharing = words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied();
        let sharing: BTreeSet<usize> = sharing.collect();
        let sharing = sharing.into_iter().filter_map(|idx| self.listed.get(idx));
        let named = sharing.filter(|(_, listed)| is_leader(listed, words, has_high_office));
        named.map(|(leader, _)| *leader).collect()
    }

    /// Gives a party to those whom the list knows under their name at the time of
    /// the text, where the text itself does not tell.
    pub(crate) fn place(&self, people: &mut [Someone], rulebook: &Rulebook, day: Option<Date>) {
        for someone in people.iter_mut().filter(|someone| someone.words.len() > 1) {
            let terms = self.named(&someone.words, false);
            let is_past = |leader: &&Leader| !leads_on(leader, day);
            someone.is_past_leader = day.is_some() && !terms.is_empty() && terms.iter().all(is_past);
        }
        for someone in people.iter_mut().filter(|someone| someone.party.is_none()) {
            let has_high_office = someone.titles.iter().any(|title| is_highest(rulebook, title));
            let terms = self.named(&someone.words, has_high_office);
            let mut parties: Vec<&PartyId> =
                terms.iter().filter(|leader| leads_on(leader, day)).map(|leader| &leader.party).collect();
            parties.sort();
            parties.dedup();
            if let [party] = parties.as_slice() {
                someone.party = Some((*party).clone());
                someone.is_inferred = true;
            }
        }
    }
}

/// The folded words of a listed name, without those that are titles.
fn words(name: &str) -> Vec<String> {
    let folded = record::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !matches!(*word, "" | "king" | "queen" | "pope" | "jr")).map(str::to_owned).collect()
}

fn is_leader(listed: &[String], words: &[String], has_high_office: bool) -> bool {
    if listed.len() > 1 && words.len() > 1 {
        let is_turned =
            listed.iter().all(|word| words.contains(word)) || words.iter().all(|word| listed.contains(word));
        return is_turned || is_same_name(listed, words) && listed.first() == words.first();
    }
    has_high_office && is_same_name(listed, words)
}

/// Whether a term, with a year on either side for reports of what is past or to
/// come, takes in a day.
fn leads_on(leader: &Leader, day: Option<Date>) -> bool {
    let Some(day) = day else { return true };
    let starts = leader.from.first_day().saturating_sub(1.year());
    let ends = leader.to.map_or(Date::MAX, |to| to.last_day().saturating_add(1.year()));
    (starts..=ends).contains(&day)
}
