//! Instruments and milestones as a record holds them: with ids, in code points.

use std::ops::Range;

use record::{Instrument, Milestone, Offsets, Span};

use crate::{instrument::Paper, milestone::Event};

/// The instruments of a record.
pub(crate) fn instruments(found: Vec<Paper>, offsets: &Offsets<'_>) -> Vec<Instrument> {
    let instruments = found.into_iter().enumerate().map(|(idx, paper)| Instrument {
        id: format!("i{}", idx + 1),
        name: paper.name,
        aliases: paper.aliases,
        kind: paper.kind,
        status: paper.status,
        date: paper.date,
        parties: paper.parties,
        evidence: spans(&paper.evidence, offsets),
        by: paper.by.to_owned(),
    });
    instruments.collect()
}

/// The milestones of a record.
pub(crate) fn milestones(found: Vec<Event>, offsets: &Offsets<'_>) -> Vec<Milestone> {
    let milestones = found.into_iter().enumerate().map(|(idx, event)| Milestone {
        id: format!("m{}", idx + 1),
        what: event.what,
        status: event.status,
        date: event.date,
        party: event.party,
        evidence: spans(&event.evidence, offsets),
        by: event.by.to_owned(),
    });
    milestones.collect()
}

fn spans(evidence: &[Range<usize>], offsets: &Offsets<'_>) -> Vec<Span> {
    evidence.iter().map(|bytes| offsets.span(bytes)).collect()
}
