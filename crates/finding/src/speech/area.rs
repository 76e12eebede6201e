//! What a run of words is about.

use std::{collections::BTreeMap, ops::Range};

use record::Area;

use crate::matcher::Matcher;

/// The areas that words speak of, sorted, without repeats.
pub(crate) fn areas(matcher: Matcher<'_>, tokens: Range<usize>) -> Vec<Area> {
    let mut found: BTreeMap<Area, usize> = BTreeMap::new();
    let document = matcher.reading.document;
    let mut at = tokens.start;
    while at < tokens.end {
        let hit = matcher.reader.listed(document, at..tokens.end, "area").next();
        let Some((length, means)) = hit else {
            at += 1;
            continue;
        };
        for area in means.split(',').filter_map(|area| area.trim().parse().ok()) {
            *found.entry(area).or_default() += 1;
        }
        at += length;
    }
    found.into_keys().collect()
}
