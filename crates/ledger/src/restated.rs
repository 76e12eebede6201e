//! Which commitments of several documents are one promise.

use std::collections::{BTreeMap, BTreeSet};

use record::{Actor, Commitment, Force, Offsets, PartyId, Span};

use crate::{
    Error, Ledger,
    claim::{Claimed, Group, Key},
    content::{Content, Rarity, Shared, Token, tokens},
    deed::Deed,
    lexicon::LEXICON,
    meant::{Meant, Nearby},
    passage::Passage,
    people::words,
    report::Report,
};

/// The part of the shorter promise that the longer one must have.
const OF_SHORTER: f64 = 0.7;

/// The part of the longer promise that the shorter one must have.
const OF_LONGER: f64 = 0.45;

/// The same where each names what the other does not.
const OF_LONGER_IF_DIFFERENT: f64 = 0.65;

/// Words that both must have, such as are not of nearly every promise.
const TELLING: usize = 2;

/// A word of more promises than this leads to none of them.
const COMMON: usize = 200;

/// What every commitment is about, and how rare the words are.
#[derive(Debug, Default)]
pub(crate) struct Promised {
    pub(crate) rarity: Rarity,
    contents: BTreeMap<Key, Content>,
    deeds: BTreeMap<Key, Deed>,
    meant: BTreeMap<Key, Meant>,
    added: BTreeMap<Key, BTreeSet<String>>,
    concerned: BTreeMap<String, BTreeSet<PartyId>>,
}

impl Ledger {
    /// Reads what commitments are about from their words. One text is in memory at
    /// a time.
    pub(crate) fn promised(&self, reports: &[Report]) -> Result<Promised, Error> {
        let mut promised = Promised::default();
        if reports.iter().all(|report| report.commitments.is_empty()) {
            return Ok(promised);
        }
        let mut question = self.db.prepare(include_str!("sql/text.sql")).map_err(|e| self.wrong(e))?;
        for report in reports {
            let document = &report.article.id;
            promised.concerned.insert(document.clone(), concerned(report).into_iter().cloned().collect());
            if !(report.commitments.is_empty() && report.statements.is_empty()) {
                let text: String =
                    question.query_row([document], |row| row.get(0)).map_err(|e| self.wrong(e))?;
                promised.read(report, &text);
            }
        }
        Ok(promised)
    }
}

impl Promised {
    fn read(&mut self, report: &Report, text: &str) {
        let (people, offsets) = (of_people(report), Offsets::new(text));
        let mut terms = BTreeSet::new();
        for told in Claimed::<Commitment>::all(std::slice::from_ref(report)) {
            let passage = Passage::of(text, &offsets, &told.claim.evidence);
            let tokens = tokens(&passage.words);
            let content = content((&passage, &tokens), &people);
            terms.extend(content.terms().map(str::to_owned));
            if told.claim.force != Force::Reaffirm
                && let Some(deed) = Deed::promised(&tokens)
            {
                let meant = Meant::of(what(&tokens), &deed, &content);
                self.meant.extend(meant.map(|meant| (told.key(), meant)));
                self.deeds.insert(told.key(), deed);
            }
            let added = added(report, told.claim, &tokens);
            if !added.is_empty() {
                self.added.insert(told.key(), added);
            }
            self.contents.insert(told.key(), content);
        }
        for statement in &report.statements {
            let passage = Passage::of(text, &offsets, &statement.evidence);
            let content = Content::of(&tokens(&passage.words), &people);
            terms.extend(content.terms().map(str::to_owned));
        }
        if !terms.is_empty() {
            self.rarity.count(terms);
        }
    }

    /// Whether two documents concern others than those bound, and not the same:
    /// what one state promised in talks with another is not what it promised in
    /// talks with a third.
    pub(crate) fn are_of_others(&self, left: &Report, right: &Report, claim: &Commitment) -> bool {
        let others = |report: &Report| -> BTreeSet<&PartyId> {
            let concerned = self.concerned.get(&report.article.id).into_iter().flatten();
            concerned.filter(|party| !claim.parties.contains(party)).collect()
        };
        let (left, right) = (others(left), others(right));
        !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
    }

    /// What a commitment is about.
    pub(crate) fn content(&self, key: &Key) -> Option<&Content> {
        self.contents.get(key)
    }

    /// The terms that a commitment adds to the formula of the relation.
    pub(crate) fn added(&self, key: &Key) -> impl Iterator<Item = &String> {
        self.added.get(key).into_iter().flatten()
    }

    /// Whether two add the same terms to the formula of the relation.
    fn add_the_same(&self, left: &Key, right: &Key) -> bool {
        self.added.get(left).is_some_and(|added| self.added.get(right) == Some(added))
    }

    /// Whether two with other deadlines can be one that was put off: both promise the
    /// same deed, such as is done once.
    fn can_be_put_off(&self, left: &Key, right: &Key) -> bool {
        let deeds = self.deed(left).zip(self.deed(right));
        deeds.is_some_and(|(left, right)| left.of == right.of && LEXICON.is_once(left.of))
    }

    /// How much two share, if they promise one deed in other words.
    fn in_other_words(&self, left: &Key, right: &Key) -> Option<Shared> {
        let (left, right) = self.meant.get(left).zip(self.meant.get(right))?;
        left.shared(right, &self.rarity)
    }

    /// The deed that a commitment promises, if it is one that comes to an end.
    pub(crate) fn deed(&self, key: &Key) -> Option<&Deed> {
        self.deeds.get(key)
    }
}

/// The words of the names of the people of a report.
pub(crate) fn of_people(report: &Report) -> BTreeSet<String> {
    report.people.iter().flat_map(|person| &person.names).flat_map(|name| words(name)).collect()
}

/// The parties of people, claims and contacts of a report.
pub(crate) fn concerned(report: &Report) -> BTreeSet<&PartyId> {
    let mut parties: BTreeSet<&PartyId> =
        report.people.iter().filter_map(|person| person.country.as_deref()).collect();
    parties.extend(report.commitments.iter().flat_map(|claim| claim.parties.iter().chain(&claim.to)));
    parties.extend(report.instruments.iter().flat_map(|claim| &claim.parties));
    parties.extend(report.figures.iter().flat_map(|claim| &claim.subject));
    parties.extend(report.milestones.iter().filter_map(|claim| claim.party.as_ref()));
    let actors = report.statements.iter().flat_map(|claim| claim.speakers.iter().chain(&claim.addressees));
    let actors = actors.chain(
        report
            .encounters
            .iter()
            .flat_map(|claim| claim.participants.iter().chain(&claim.hosts).chain(&claim.guests)),
    );
    parties
        .extend(actors.filter_map(|actor| if let Actor::Party(party) = actor { Some(party) } else { None }));
    parties
}

/// What a promise of these words is about.
fn content((passage, tokens): (&Passage, &[Token]), people: &BTreeSet<String>) -> Content {
    let mut content = Content::of(what(tokens), people);
    if content.telling().next().is_none() {
        content = Content::of(tokens, people);
    }
    content.is_denied = Content::of(&self::tokens(&passage.whole), people).is_denied;
    content
}

/// What is promised: what stands after the verb, or all of it where the verb is
/// passive ("a bridge will be built").
fn what(tokens: &[Token]) -> &[Token] {
    let is_passive = |rest: &[Token]| rest.iter().take(4).any(|token| token.word == "be");
    let verb = tokens.iter().position(|token| LEXICON.is("promise", &token.word));
    match verb {
        Some(verb) if !is_passive(&tokens[verb..]) => &tokens[verb..],
        _ => tokens,
    }
}

/// The terms that a promise adds to the formula of the relation: "agreed to add
/// strategic cohesion".
fn added(report: &Report, claim: &Commitment, tokens: &[Token]) -> BTreeSet<String> {
    let is_empty = |word: &str| LEXICON.is("promise", word) || LEXICON.is("function", word);
    let first = what(tokens).iter().map(|token| token.word.as_str()).find(|word| !is_empty(word));
    if !first.is_some_and(|word| LEXICON.is("adding", word)) {
        return BTreeSet::new();
    }
    let is_in =
        |span: &Span| claim.evidence.iter().any(|own| own.start <= span.start && span.start < own.end);
    let within = report
        .formulas
        .iter()
        .filter(|formula| formula.relation == claim.parties && formula.evidence.iter().any(is_in));
    within.flat_map(|formula| &formula.new).cloned().collect()
}

/// Commitments of the same parties whose words are nearly the same; two of one
/// document stay two.
pub(crate) fn groups<'a>(reports: &'a [Report], promised: &Promised) -> Vec<Group<'a, Commitment>> {
    let mut groups: Vec<Group<'a, Commitment>> = Vec::new();
    let mut blocks: BTreeMap<BTreeSet<&PartyId>, Block<'_>> = BTreeMap::new();
    for told in Claimed::<'a, Commitment>::all(reports) {
        let block = blocks.entry(told.claim.parties.iter().collect()).or_default();
        let Some(content) = promised.content(&told.key()) else {
            groups.push(vec![told]);
            continue;
        };
        let (meant, added) = (promised.meant.get(&told.key()), promised.added.get(&told.key()));
        let mut likely = block.likely(content, meant);
        likely.extend(added.and_then(|added| block.by_added.get(added)).into_iter().flatten());
        let best = likely.into_iter().filter_map(|group| {
            let shared = same(&groups[group], &told, promised)?;
            Some((group, shared.most() + shared.least()))
        });
        // Of equals the first.
        let best = best.fold(None, |best: Option<(usize, f64)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        });
        let group = best.map_or(groups.len(), |(group, _)| group);
        match groups.get_mut(group) {
            Some(known) => known.push(told),
            None => groups.push(vec![told]),
        }
        block.add((content, meant), group);
        if let Some(added) = added {
            block.by_added.entry(added).or_default().insert(group);
        }
    }
    groups
}

/// The promises of the same parties, by their words, by the terms they add and by what
/// they mean.
#[derive(Debug, Default)]
struct Block<'p> {
    by_term: BTreeMap<String, BTreeSet<usize>>,
    by_added: BTreeMap<&'p BTreeSet<String>, BTreeSet<usize>>,
    nearby: Nearby<'p>,
}

impl<'p> Block<'p> {
    /// Promises that share enough telling words, and those nearest in meaning.
    fn likely(&self, content: &Content, meant: Option<&Meant>) -> BTreeSet<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for groups in content.telling().filter_map(|term| self.by_term.get(term)) {
            if groups.len() <= COMMON {
                for group in groups {
                    *counts.entry(*group).or_default() += 1;
                }
            }
        }
        let by_words = counts.into_iter().filter(|(_, count)| *count >= TELLING).map(|(group, _)| group);
        by_words.chain(meant.into_iter().flat_map(|meant| self.nearby.nearest(meant))).collect()
    }

    fn add(&mut self, (content, meant): (&Content, Option<&'p Meant>), group: usize) {
        for term in content.telling() {
            self.by_term.entry(term.to_owned()).or_default().insert(group);
        }
        if let Some(meant) = meant {
            self.nearby.add(meant, group);
        }
    }
}

/// How much a commitment shares with one of a group, if they are one promise. It
/// must go with each of them.
fn same(
    group: &Group<'_, Commitment>,
    told: &Claimed<'_, Commitment>,
    promised: &Promised,
) -> Option<Shared> {
    let own = promised.content(&told.key())?;
    let mut best: Option<Shared> = None;
    for known in group {
        let theirs = promised.content(&known.key())?;
        let is_one_document = known.report.article.id == told.report.article.id;
        let is_of_others = promised.are_of_others(known.report, told.report, told.claim);
        if is_one_document || is_of_others || !can_be_one(known.claim, told.claim) || own.is_apart(theirs) {
            return None;
        }
        let shared = Shared::between(own, theirs, &promised.rarity);
        // It must share something with each, so that a chain of likenesses does not
        // lead from one promise to another.
        let add_the_same = promised.add_the_same(&known.key(), &told.key());
        if shared.n_telling == 0 && !add_the_same {
            return None;
        }
        let is_put_off = !are_due_together(known.claim, told.claim);
        if is_put_off && !promised.can_be_put_off(&known.key(), &told.key()) {
            return None;
        }
        let is_unlike = own.differs(theirs) || is_put_off;
        let of_longer = if is_unlike { OF_LONGER_IF_DIFFERENT } else { OF_LONGER };
        let is_near =
            add_the_same || shared.tells() && shared.most() >= OF_SHORTER && shared.least() >= of_longer;
        let shared = match (is_near, is_put_off) {
            (true, _) => Some(shared),
            (false, true) => None,
            (false, false) => promised.in_other_words(&known.key(), &told.key()),
        };
        if let Some(shared) = shared
            && best.is_none_or(|best| best.least() < shared.least())
        {
            best = Some(shared);
        }
    }
    best
}

/// Whether beneficiaries and areas of two do not tell them apart.
fn can_be_one(left: &Commitment, right: &Commitment) -> bool {
    let are_for_same = left.to.is_empty()
        || right.to.is_empty()
        || left.to.iter().collect::<BTreeSet<_>>() == right.to.iter().collect();
    let share_area = left.areas.is_empty()
        || right.areas.is_empty()
        || left.areas.iter().any(|area| right.areas.contains(area));
    are_for_same && share_area
}

/// Whether two can have one deadline.
pub(crate) fn are_due_together(left: &Commitment, right: &Commitment) -> bool {
    left.deadline.zip(right.deadline).is_none_or(|(left, right)| {
        left.first_day() <= right.last_day() && right.first_day() <= left.last_day()
    })
}
