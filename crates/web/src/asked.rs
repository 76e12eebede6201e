//! What is asked: the parameters of an address, read into a filter.

use axum::extract::{Query, rejection::QueryRejection};
use jiff::civil::Date;
use ledger::{Commitment, Filter, Ledger};
use record::{Edtf, EncounterKind, PartyId, Progress};

use crate::{address, refusal::Refusal};

/// Parameters as they came, before anything is believed of them.
pub(crate) type Asked = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// The most characters a parameter may have.
const MOST_CHARS: usize = 200;

/// Entries a page of a list.
const PAGE: usize = 100;

/// The most pages that can be asked for.
const MOST_PAGES: usize = 100_000;

/// What is asked of a list: a page of what fits a filter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) filter: Filter,
    /// From 1.
    page: usize,
    /// The parameters but the page, as an address has them.
    rest: String,
}

impl Wanted {
    /// The commitments of the page, and one more if there is, as they stand.
    ///
    /// # Errors
    ///
    /// [`ledger::Error`] if they cannot be read.
    pub(crate) fn commitments(
        &self,
        standing: &Standing,
        ledger: &Ledger,
    ) -> Result<Vec<Commitment>, ledger::Error> {
        if standing.status.is_none() {
            return Ok(standing.of(ledger.commitments(&self.filter)?));
        }
        // How one stands depends on the day, so no question to the ledger narrows it.
        let all = Filter { after: 0, limit: None, ..self.filter.clone() };
        let found = standing.of(ledger.commitments(&all)?).into_iter().skip(self.filter.after);
        Ok(found.take(self.filter.limit.unwrap_or(usize::MAX)).collect())
    }
}

/// The ways from a page of a list to those beside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    pub(crate) before: Option<String>,
    pub(crate) next: Option<String>,
}

impl Wanted {
    /// Leaves the entries of the page, of those that were found for it; the ways to
    /// the pages beside it at `path`.
    pub(crate) fn turn<T>(&self, path: &str, found: &mut Vec<T>) -> Turns {
        let link = |page: usize| format!("{path}?{}page={page}", self.rest);
        let is_last = found.len() <= PAGE;
        found.truncate(PAGE);
        Turns {
            before: (self.page > 1).then(|| link(self.page - 1)),
            next: (!is_last && self.page < MOST_PAGES).then(|| link(self.page + 1)),
        }
    }
}

/// What is asked of commitments: those of a status, as they stand on a day.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Today on this machine unless another day is asked for.
    pub(crate) as_of: Date,
    /// Any if none is asked for.
    pub(crate) status: Option<Progress>,
}

impl Standing {
    /// The commitments that stand so, as they stand.
    pub(crate) fn of(&self, commitments: Vec<Commitment>) -> Vec<Commitment> {
        let mut standing: Vec<Commitment> =
            commitments.into_iter().map(|entry| entry.as_of(self.as_of)).collect();
        standing.retain(|entry| self.status.is_none_or(|status| entry.status == status));
        standing
    }
}

/// Today on this machine.
pub(crate) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// Reads `as_of` and `status` apart from the rest, which [`wanted`] reads.
///
/// # Errors
///
/// [`Refusal::Parameter`] if one cannot be read.
pub(crate) fn standing(asked: &Asked) -> Result<Standing, Refusal> {
    let mut standing = Standing { as_of: today(), status: None };
    let pairs = asked.as_ref().map(|query| query.0.as_slice()).unwrap_or_default();
    for (name, value) in pairs.iter().map(|(name, value)| (name.as_str(), value.trim())) {
        match name {
            "as_of" if !value.is_empty() => {
                let day = value.parse::<Date>();
                standing.as_of =
                    day.map_err(|_| wrong("as_of", "is no day; write it as 2026-12-31".to_owned()))?;
            }
            "status" if !value.is_empty() => {
                let status = value.parse::<Progress>();
                standing.status = Some(status.map_err(|error| wrong("status", error.to_string()))?);
            }
            _ => {}
        }
    }
    Ok(standing)
}

/// Reads parameters into a filter and the number of a page. Empty ones, as forms
/// send them, ask nothing.
///
/// # Errors
///
/// [`Refusal::Parameter`] for a parameter that is not among `allowed`, comes
/// twice or cannot be read.
pub(crate) fn wanted(asked: Asked, allowed: &[&'static str]) -> Result<Wanted, Refusal> {
    let Ok(Query(pairs)) = asked else {
        return Err(wrong("query", "write it as name=value&name=value, percent-encoded UTF-8".to_owned()));
    };
    let mut wanted = Wanted { page: 1, ..Wanted::default() };
    let mut seen = Vec::new();
    for (name, value) in &pairs {
        let Some(known) = allowed.iter().chain(&["page"]).find(|known| **known == name.as_str()) else {
            return Err(wrong(
                "query",
                format!("there is no such parameter here; use {}, page", allowed.join(", ")),
            ));
        };
        if seen.contains(known) {
            return Err(wrong(known, "is given twice; give it once".to_owned()));
        }
        seen.push(*known);
        let value = value.trim();
        if value.chars().count() > MOST_CHARS {
            return Err(wrong(known, format!("is longer than {MOST_CHARS} characters; shorten it")));
        }
        // What bytes that are no UTF-8 are decoded to.
        if value.contains('\u{fffd}') {
            return Err(wrong(known, "is not UTF-8; percent-encode it as UTF-8".to_owned()));
        }
        if value.is_empty() {
            continue;
        }
        if *known == "page" {
            let page = value.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page));
            wanted.page =
                page.ok_or_else(|| wrong("page", format!("give a number from 1 to {MOST_PAGES}")))?;
        } else {
            set(&mut wanted.filter, known, value)?;
            wanted.rest += &format!("{known}={}&", address::part(value));
        }
    }
    // One more than is shown tells whether there is a page after it.
    (wanted.filter.after, wanted.filter.limit) = ((wanted.page - 1) * PAGE, Some(PAGE + 1));
    if let (Some(since), Some(until)) = (wanted.filter.since, wanted.filter.until)
        && until < since
    {
        return Err(wrong("until", "lies before since; exchange the two".to_owned()));
    }
    Ok(wanted)
}

fn set(filter: &mut Filter, name: &str, value: &str) -> Result<(), Refusal> {
    let date = || value.parse::<Edtf>().map_err(|error| wrong(name, error.to_string()));
    match name {
        "between" => filter.between = parties(value)?,
        "person" => filter.person = Some(value.to_owned()),
        "kind" => {
            let kind = value.parse::<EncounterKind>();
            filter.kind = Some(kind.map_err(|error| wrong(name, error.to_string()))?);
        }
        // Not of the filter: read by [`standing`].
        "as_of" | "status" => {}
        // A month or year is asked for from its first day, or to its last.
        "since" => filter.since = Some(date()?.first_day()),
        _ => filter.until = Some(date()?.last_day()),
    }
    Ok(())
}

/// Reads `VN,LA` or `VN,ORG:ASEAN`.
fn parties(value: &str) -> Result<Vec<PartyId>, Refusal> {
    let mut parties = Vec::new();
    for code in value.split(',') {
        let Some(party) = party(code.trim()) else {
            let message = "write codes of states or organisations with commas between: VN,LA or VN,ORG:ASEAN";
            return Err(wrong("between", message.to_owned()));
        };
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    Ok(parties)
}

/// A party by its code in any case, or nothing if it is not one.
pub(crate) fn party(code: &str) -> Option<PartyId> {
    let party = PartyId(code.to_ascii_uppercase());
    let is_name =
        |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_control() || c.is_whitespace());
    // An organisation's code keeps its case.
    match code.strip_prefix("ORG:") {
        Some(name) => is_name(name).then(|| PartyId(code.to_owned())),
        None => party.is_state().then_some(party),
    }
}

/// The refusal of a parameter.
pub(crate) fn wrong(name: &str, message: String) -> Refusal {
    Refusal::Parameter { name: name.to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        Ok(Query(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()))
    }

    #[test]
    fn a_page_leads_to_those_beside_it_with_what_was_asked() {
        let wanted = wanted(asked(&[("person", "tô lam"), ("page", "2")]), &["person"]).unwrap();
        assert_eq!((wanted.filter.after, wanted.filter.limit), (PAGE, Some(PAGE + 1)));
        let mut found: Vec<usize> = (0..=PAGE).collect();
        let turns = wanted.turn("/people", &mut found);
        assert_eq!(found.len(), PAGE);
        assert_eq!(turns.before.as_deref(), Some("/people?person=t%C3%B4%20lam&page=1"));
        assert_eq!(turns.next.as_deref(), Some("/people?person=t%C3%B4%20lam&page=3"));
        assert!(wanted.turn("/people", &mut found).next.is_none());
    }

    #[test]
    fn pages_are_numbers_from_one() {
        for page in ["0", "-1", "two", "100001"] {
            assert!(wanted(asked(&[("page", page)]), &[]).is_err(), "{page}");
        }
        assert!(wanted(asked(&[]), &[]).unwrap().turn("/people", &mut vec![0]).before.is_none());
    }
}
