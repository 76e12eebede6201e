//! Who "I" and "we" are, sentence by sentence, and whose own words a sentence is.

use std::ops::Range;

use reading::{Mark, Reading, What};
use record::fold;
use text::BlockKind;

use crate::{
    actors::{self, Who, word},
    clause::Clauses,
    matcher::Matcher,
    speech::quotation,
};

/// Most tokens before the colon of "President of Kenya William Ruto:".
const LABEL: usize = 18;

/// Who speaks in the first person in each sentence of a document.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    speakers: Vec<Vec<Who>>,
    /// Of each sentence that is all somebody's own words, its first token, the
    /// name of the speaker left out.
    spoken: Vec<Option<usize>>,
    /// Whose turn each sentence of a transcript belongs to.
    turns: Vec<Option<Who>>,
}

impl Voices {
    /// Listens to a document: the turns of a transcript, the words behind "said:",
    /// quotations, and the heading of a statement.
    pub(crate) fn hear(matcher: Matcher<'_>) -> Self {
        let reading = matcher.reading;
        let base = signatories(reading);
        let mut voices = Self::default();
        let mut turn: Option<Who> = None;
        // Who "said:" at the end of the paragraph before, and whether what follows
        // is in quotation marks; such words end where the marks or their paragraphs do.
        let mut introduced: Option<(Who, Option<bool>)> = None;
        let mut quoted: Option<Who> = None;
        let mut block = None;
        for (sentence, words) in reading.document.sentences.iter().enumerate() {
            let is_first = block != Some(words.block);
            block = Some(words.block);
            let kind = reading.document.blocks.get(words.block).map(|block| block.kind);
            let mut start = words.tokens.start;
            if is_first {
                match label(reading, sentence) {
                    Some((speaker, end)) => (turn, start) = (speaker, end),
                    None if kind != Some(BlockKind::Paragraph) => (turn, introduced) = (None, None),
                    None => {}
                }
                let opens = matches!(word(reading, words.tokens.start), "“" | "\"" | "«" | "‘");
                introduced = introduced.filter(|(_, in_marks)| match in_marks {
                    None => true,
                    Some(in_marks) => *in_marks == opens && reporter(matcher, sentence).is_none(),
                });
                if let Some((_, in_marks)) = &mut introduced {
                    in_marks.get_or_insert(opens);
                }
            }
            let (mut speakers, mut spoken) = (base.clone(), None);
            if let Some(speaker) = turn.as_ref().or(introduced.as_ref().map(|(speaker, _)| speaker)) {
                (speakers, spoken) = (vec![speaker.clone()], Some(start));
            } else if let Some(speaker) = quotation(matcher, sentence, &mut quoted) {
                let is_whole = reporter(matcher, sentence).is_none();
                (speakers, spoken) = (vec![speaker], is_whole.then_some(start));
            }
            voices.speakers.push(speakers);
            voices.spoken.push(spoken);
            voices.turns.push(turn.clone());
            if word(reading, words.tokens.end.saturating_sub(1)) == ":" && turn.is_none() {
                introduced = reporter(matcher, sentence).map(|speaker| (speaker, None));
            }
        }
        voices
    }

    /// Those who say "I" or "we" in a sentence.
    pub(crate) fn of(&self, sentence: usize) -> &[Who] {
        self.speakers.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// Where a speaker's own words begin in a sentence that holds nothing else.
    pub(crate) fn spoken(&self, sentence: usize) -> Option<usize> {
        self.spoken.get(sentence).copied().flatten()
    }

    /// Whom the speaker of a sentence says "you" to: the other one of a conversation
    /// of two, of which the text is the transcript.
    pub(crate) fn other(&self, sentence: usize) -> Option<Who> {
        let speaker = self.turns.get(sentence)?.as_ref()?;
        let mut others = self.turns.iter().flatten().filter(|turn| *turn != speaker);
        let other = others.next()?;
        others.all(|turn| turn == other).then(|| other.clone())
    }

    /// The parties of those who say "our".
    pub(crate) fn parties_of(&self, sentence: usize, reading: &Reading<'_>) -> Vec<Who> {
        let mut parties = Vec::new();
        for who in self.of(sentence) {
            let party = match who {
                Who::Person(idx) => reading.people.get(*idx).and_then(|person| person.country.clone()),
                Who::Party(party) => Some(party.clone()),
                Who::Group(_) => None,
            };
            let party = party.map(Who::Party);
            if let Some(party) = party.filter(|party| !parties.contains(party)) {
                parties.push(party);
            }
        }
        parties
    }
}

/// The speaker named before a colon at the head of a paragraph, and the token
/// behind it; nobody for "Question:".
fn label(reading: &Reading<'_>, sentence: usize) -> Option<(Option<Who>, usize)> {
    // "Warren to the bank: You Should Resign" names who is quoted in a headline.
    if reading.document.is_in_title(sentence) {
        return None;
    }
    let mut tokens = reading.document.sentences.get(sentence)?.tokens.clone();
    tokens.start += usize::from(matches!(word(reading, tokens.start), "“" | "\"" | "«"));
    let colon = tokens.clone().take(LABEL).find(|at| word(reading, *at) == ":")?;
    if colon == tokens.start {
        return None;
    }
    let within = |mark: &&Mark| mark.tokens.start < colon && mark.tokens.end <= colon;
    let people = reading.marks_of(sentence).iter().filter(within).filter_map(|mark| match &mark.what {
        What::People(people) => Some((mark, people)),
        _ => None,
    });
    let people: Vec<_> = people.collect();
    match people.as_slice() {
        [(_, one), ..] if one.len() == 1 && is_name_alone(reading, tokens.start..colon) => {
            Some((one.first().copied().map(Who::Person), colon + 1))
        }
        [] if matches!(word(reading, tokens.start), "q" | "question" | "reporter" | "moderator") => {
            Some((None, colon + 1))
        }
        [] if is_in_capitals(reading, tokens.start..colon) => {
            Some((of_surname(reading, colon - 1).map(Who::Person), colon + 1))
        }
        _ => None,
    }
}

/// Whether words are all in capitals, as transcripts name those who speak in turn:
/// "LUND:", "DR. OKORO:".
fn is_in_capitals(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let raw = |at: usize| {
        let token = reading.document.tokens.get(at)?;
        reading.document.text.get(token.bytes.clone())
    };
    let is_capital = |raw: &str| !raw.chars().any(|letter| letter.is_lowercase() || letter.is_numeric());
    let n_words = tokens.clone().filter_map(raw).filter(|raw| raw.chars().count() > 1).count();
    (1..=3).contains(&n_words) && tokens.len() <= 5 && tokens.filter_map(raw).all(is_capital)
}

/// The one person of this text with a surname, whatever its letters.
fn of_surname(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let surname = word(reading, at);
    let has_it = |person: &reading::Person| {
        person.names.iter().any(|name| fold(name).rsplit(' ').next() == Some(surname))
    };
    let mut people = (0..reading.people.len()).filter(|idx| reading.people.get(*idx).is_some_and(has_it));
    people.next().filter(|_| people.next().is_none())
}

/// Whether tokens are titles and names alone, which have capitals: "As the
/// Minister put it to Ann Lee:" is no label. What stands in brackets is a remark.
fn is_name_alone(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let bracket = tokens.clone().find(|at| word(reading, *at) == "(").unwrap_or(tokens.end);
    (tokens.start..bracket).all(|at| {
        let text = &reading.document.text;
        let raw = reading.document.tokens.get(at).and_then(|token| text.get(token.bytes.clone()));
        raw.and_then(|raw| raw.chars().next()).is_none_or(|first| !first.is_lowercase())
            || matches!(word(reading, at), "of" | "the" | "and" | "for" | "to")
    })
}

/// Whose words the quotation in a sentence is; a quotation that goes on without
/// naming anybody is of the one who spoke last.
fn quotation(matcher: Matcher<'_>, sentence: usize, last: &mut Option<Who>) -> Option<Who> {
    let reading = matcher.reading;
    let tokens = reading.document.sentences.get(sentence)?.tokens.clone();
    let has_quote = tokens.clone().any(|at| matches!(word(reading, at), "“" | "\"" | "”" | "«"));
    if !has_quote {
        *last = None;
        return None;
    }
    if let Some(speaker) = reporter(matcher, sentence) {
        *last = Some(speaker);
    } else if !matches!(word(reading, tokens.start), "“" | "\"" | "«") {
        *last = None;
    }
    last.clone()
}

/// The one person whom a sentence says to speak, not in the first person.
fn reporter(matcher: Matcher<'_>, sentence: usize) -> Option<Who> {
    let silent = Voices::default();
    let clauses = Clauses { matcher, voices: &silent };
    let tokens = matcher.reading.document.sentences.get(sentence)?.tokens.clone();
    let limit = tokens.end;
    let mut speakers = tokens.filter(|at| clauses.is_verb(*at)).filter_map(|at| {
        let (length, _) = matcher.reader.listed(matcher.reading.document, at..limit, "speech").next()?;
        let subject = quotation::speaker(clauses, sentence, &(at..at + length))?;
        if let [one @ Who::Person(_)] = subject.who.as_slice() { Some(one.clone()) } else { None }
    });
    speakers.next()
}

/// The states among several parties: "Chad, Mali and Niger announced the G5"; all
/// of them where fewer than two are states: "ASEAN and the United States".
fn states_first(parties: Vec<Who>) -> Vec<Who> {
    let (states, others): (Vec<Who>, Vec<Who>) =
        parties.into_iter().partition(|who| matches!(who, Who::Party(party) if party.is_state()));
    if states.len() > 1 { states } else { [states, others].concat() }
}

/// Who stands behind a whole text as its heading tells: the leaders or parties of
/// a joint statement, the one person whose statement it is, else the side whose
/// account it is.
fn signatories(reading: &Reading<'_>) -> Vec<Who> {
    let heads: Vec<usize> = (0..reading.document.sentences.len().min(3)).collect();
    let title = heads.first().and_then(|first| reading.document.sentences.get(*first));
    let words: Vec<&str> =
        title.map_or(Vec::new(), |title| title.tokens.clone().map(|at| word(reading, at)).collect());
    let named = |sentence: usize| -> Vec<Who> {
        let mut who: Vec<Who> = Vec::new();
        // "The leaders" of a heading says who they are nowhere else.
        let marks = reading.marks_of(sentence).iter();
        let naming = marks.filter(|mark| !matches!(&mark.what, What::Parties(several) if several.len() > 1));
        for one in naming.filter_map(|mark| actors::who(reading, mark)).flatten() {
            if !who.contains(&one) {
                who.push(one);
            }
        }
        who
    };
    let is_joint = words.iter().any(|word| matches!(*word, "joint" | "jointly" | "trilateral"));
    if is_joint {
        for sentence in heads {
            let (persons, others): (Vec<Who>, Vec<Who>) =
                named(sentence).into_iter().partition(|who| matches!(who, Who::Person(_)));
            let parties: Vec<Who> = others.into_iter().filter(|who| matches!(who, Who::Party(_))).collect();
            if persons.len() > 1 {
                return persons;
            }
            if parties.len() > 1 {
                return states_first(parties);
            }
        }
        return reading.pair.iter().cloned().map(Who::Party).collect();
    }
    let is_statement = words
        .iter()
        .any(|word| matches!(*word, "statement" | "remarks" | "message" | "greetings" | "letter"));
    let persons: Vec<Who> = named(0).into_iter().filter(|who| matches!(who, Who::Person(_))).collect();
    if is_statement && let Some(first) = persons.first() {
        return vec![first.clone()];
    }
    reading.document.country.clone().map(Who::Party).into_iter().collect()
}
