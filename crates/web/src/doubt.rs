//! Doubts: capacities that what is told of an office contradicts.

use ledger::Doubted;

use crate::{address, day::Day, shown::Shown};

/// A capacity that is doubted, with the documents that show and contradict it.
pub(crate) struct Doubt {
    pub(crate) label: Shown,
    pub(crate) shown: String,
    pub(crate) shown_on: Day,
    /// Who left or took the office, if not the one who is shown in it.
    pub(crate) other: Option<(String, Shown)>,
    pub(crate) way: String,
    pub(crate) day: Day,
    pub(crate) told: String,
}

impl Doubt {
    pub(crate) fn of(doubted: &Doubted) -> Self {
        let doubt = &doubted.doubt;
        let other = (doubt.person != doubted.person)
            .then(|| (address::page("person", &doubt.person.0), Shown::of(&doubt.person.0)));
        Self {
            label: Shown::of(&doubt.label),
            shown: address::page("document", &doubt.document),
            shown_on: Day::of(Some(&doubt.day)),
            other,
            way: report::way(doubt.what),
            day: Day::of(Some(&doubt.date)),
            told: address::page("document", &doubt.told_by),
        }
    }
}
