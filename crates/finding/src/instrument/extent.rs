//! How far the words of a paper's name reach on either side of its noun.

use std::ops::Range;

use reading::What;

use crate::line::Line;

/// How many words a name may have on either side of its noun.
const REACH: usize = 22;
/// How many words a topic in small letters may have: "on cooperation in ...".
const TOPIC: usize = 16;
/// Words before which a topic ends: the sentence goes on to its verb.
const ENDS_TOPIC: &[&str] = &[
    "was", "were", "is", "are", "has", "have", "had", "will", "which", "that", "who", "as", "during",
    "signed", "adopted", "this",
];

/// Where a name in capitals begins: capitals, hyphens and small joining words
/// between them, numbers of years left out.
pub(crate) fn left(line: Line<'_>, noun: usize) -> usize {
    let least = line.start.max(noun.saturating_sub(REACH));
    let mut first = noun;
    let mut at = noun;
    while at > least {
        at -= 1;
        let is_person = line.is_marked(at, |what| matches!(what, What::People(_) | What::Unnamed(_)));
        // "Recalling United Nations resolutions": the first word is a capital anyway.
        let is_verb = at == line.start
            && (line.word(at).ends_with("ing")
                || ["speech", "paper_verb", "paper_act"].iter().any(|list| line.listed(at, list).is_some()));
        let is_word = line.is_name(at) && !is_person && !is_verb;
        let is_particle = line.listed(at, "name_particle").is_some() && line.is_name(at.saturating_sub(1));
        let is_joining = is_particle
            || matches!(line.word(at), "and" | "&")
                && line.is_name(at.saturating_sub(1))
                && !ends_clause(line, at);
        let is_mark =
            matches!(line.word(at), "-" | "–" | "+" | "/") && line.is_joint(at) || line.is_number(at);
        let is_owner =
            matches!(line.word(at), "’" | "'") && line.is_name(at + 1) && line.is_name(at.saturating_sub(1));
        if is_word {
            first = at;
        } else if !(is_joining || is_mark || is_owner) {
            break;
        }
    }
    // "the 2030 Agenda": a number is the name's only where nothing else is.
    let before = noun
        .checked_sub(1)
        .filter(|at| *at >= least && first == noun && line.word(noun) == "agenda" && line.is_number(*at));
    before.unwrap_or(first)
}

/// Whether "and" joins two things rather than two words of a name: a paper
/// stands before it.
fn ends_clause(line: Line<'_>, and: usize) -> bool {
    let least = line.start.max(and.saturating_sub(3));
    (least..and).any(|at| line.listed(at, "instrument").is_some_and(|(length, _)| at + length == and))
}

/// Where the words before a noun in small letters begin: adjectives and nouns.
pub(crate) fn small_left(line: Line<'_>, noun: usize) -> usize {
    let least = line.start.max(noun.saturating_sub(6));
    let is_stop = |at: &usize| {
        let is_joined = line.word(*at) == "-";
        let is_word = line.word(*at).chars().any(char::is_alphabetic) || is_joined;
        !is_word
            || line.listed(*at, "function_word").is_some()
            || line.listed(*at, "paper_act").is_some()
            || line.listed(*at, "paper_verb").is_some()
            || matches!(
                line.word(*at),
                "'s" | "’s"
                    | "previous"
                    | "relevant"
                    | "important"
                    | "other"
                    | "existing"
                    | "two"
                    | "three"
                    | "several"
                    | "following"
                    | "recently"
                    | "own"
            )
    };
    (least..noun).rev().find(is_stop).map_or(least, |stop| stop + 1)
}

/// Small words that stand within the name of a paper, apart from "and".
const JOINING: &[&str] = &[
    "of",
    "the",
    "on",
    "for",
    "in",
    "to",
    "against",
    "a",
    "an",
    "between",
    "with",
    "by",
    "from",
    "at",
    "concerning",
    "regarding",
    "toward",
    "towards",
    "into",
    "its",
    "their",
    "our",
    "relating",
];

/// Where a name in capitals ends behind its noun: "on", "of" and the like, then
/// capitals with small joining words between them.
pub(crate) fn right(line: Line<'_>, end: usize) -> usize {
    if !opens(line, end) {
        return end;
    }
    let limit = line.end.min(end + REACH);
    let mut last = end;
    let mut n_small = 0;
    let mut at = end;
    while at < limit {
        let is_word = line.is_name(at) || line.is_number(at) && (n_small == 0 || line.is_name(at + 1));
        if is_word && !line.is_marked(at, |what| matches!(what, What::Date(_) | What::People(_))) {
            last = at + 1;
            n_small = 0;
        } else if is_joining(line, at) && n_small < 3 {
            n_small += 1;
        } else if !is_linking(line, at) || n_small > 0 {
            break;
        }
        at += 1;
    }
    // "Plan of Action on the Iranian programme" ends before what it is about.
    let is_adjective = line.is_marked(last - 1, |what| matches!(what, What::Adjective(_)));
    let is_cut = is_adjective
        && line.word(last).starts_with(char::is_alphabetic)
        && !line.is_capital(last)
        && line.word(last) != "and";
    // "Paris Agreement in Glasgow" ends before the place.
    if is_cut || line.word(end) == "in" || last == end + 1 { end } else { last }
}

/// Whether a mark stands within a name: "US-Japan", "America's Plan".
fn is_linking(line: Line<'_>, at: usize) -> bool {
    matches!(line.word(at), "-" | "–" | "'s" | "’s") && line.is_name(at + 1)
}

/// Whether a small word may stand within a name; "and the" begins another.
fn is_joining(line: Line<'_>, at: usize) -> bool {
    match line.word(at) {
        "and" => !matches!(line.word(at + 1), "the" | "a" | "an"),
        word => JOINING.contains(&word),
    }
}

/// Whether the name of a paper may go on behind its noun with a word.
pub(crate) fn opens(line: Line<'_>, at: usize) -> bool {
    matches!(
        line.word(at),
        "on" | "of"
            | "for"
            | "against"
            | "concerning"
            | "regarding"
            | "between"
            | "to"
            | "toward"
            | "towards"
            | "relating"
            | "in"
    )
}

/// Where the topic of a paper in small letters ends: "on cooperation in the
/// field of energy", "between Iceland and Peru", "with Indonesia".
pub(crate) fn topic(line: Line<'_>, end: usize) -> usize {
    let opens = matches!(
        line.word(end),
        "on" | "concerning" | "regarding" | "between" | "of" | "for" | "with" | "reflecting" | "to" | "among"
    );
    // "with Indonesia" says whose it is, "with the help of experts" does not.
    let is_aside = line.word(end) == "with" && {
        let at = end + 1 + usize::from(line.word(end + 1) == "the");
        !line.is_marked(at, |what| matches!(what, What::Parties(_) | What::Adjective(_)))
    };
    if !opens || is_aside {
        return end;
    }
    let is_venue = |at: usize| {
        let at = at + 1 + usize::from(line.word(at + 1) == "the");
        line.is_marked(at, |what| matches!(what, What::Place(_)))
    };
    let limit = line.end.min(end + TOPIC + usize::from(line.word(end) == "reflecting") * TOPIC);
    let is_stop = |at: &usize| {
        let word = line.word(*at);
        let is_inside = matches!(word, "-" | "–" | "’" | "'s" | "’s" | "/") && line.is_joint(*at);
        !(word.chars().any(char::is_alphanumeric) || is_inside)
            || ENDS_TOPIC.contains(&word)
            || matches!(word, "in" | "at") && is_venue(*at)
            || line.is_marked(*at, |what| matches!(what, What::Date(_))) && line.word(at - 1) != "until"
    };
    let mut stop = (end + 1..limit).find(is_stop).unwrap_or(limit);
    if line.word(end) == "on" && line.is_marked(end + 1, |what| matches!(what, What::Date(_))) {
        return end;
    }
    while stop > end + 1
        && matches!(
            line.word(stop - 1),
            "and" | "the" | "in" | "of" | "on" | "for" | "to" | "with" | "at" | "by" | "until" | "or"
        )
    {
        stop -= 1;
    }
    if stop <= end + 1
        || matches!(line.word(end), "of" | "to" | "for")
            && stop == end + 2
            && line.is_marked(end + 1, |what| matches!(what, What::Parties(_)))
    {
        end
    } else {
        stop
    }
}

/// The end of the number of a resolution: "resolution 2231", "Resolution ES-11/1".
pub(crate) fn resolution_number(line: Line<'_>, end: usize) -> Option<usize> {
    let is_digit = |at: usize| line.raw(at).contains(|letter: char| letter.is_ascii_digit());
    let start = end + usize::from(matches!(line.word(end), "no" | "no." | "s" | "es" | "a"));
    let start = start + usize::from(line.word(start) == ".");
    let mut at = start;
    while at < line.end.min(start + 6)
        && (is_digit(at)
            || matches!(line.word(at), "-" | "/" | "es" | "s" | "a")
                && at + 1 < line.end
                && (is_digit(at + 1) || line.word(at + 1) == "-" || line.word(at + 1) == "/"))
    {
        at += 1;
    }
    let has_digit = (end..at).any(is_digit);
    (has_digit
        && line.listed(end.checked_sub(1)?, "instrument").is_some_and(|(_, kind)| kind == "resolution"))
    .then_some(at)
}

/// Another name that stands behind a name: "(UNCLOS)", "(the “Treaty”)", "known
/// as the “Hanoi Convention”"; and where it ends.
pub(crate) fn alias(line: Line<'_>, end: usize) -> (Option<Range<usize>>, usize) {
    let is_quote = |at: usize| matches!(line.word(at), "“" | "”" | "\"" | "'" | "‘" | "’");
    let mut at = end + usize::from(is_quote(end));
    if line.word(at) == "(" {
        let Some(close) = (at + 1..line.end.min(at + 12)).find(|at| line.word(*at) == ")") else {
            return (None, end);
        };
        let mut inner = at + 1..close;
        while inner.start < inner.end
            && (is_quote(inner.start)
                || matches!(
                    line.word(inner.start),
                    "the" | "or" | "hereinafter" | "a" | "k" | "known" | "as" | "called"
                ))
        {
            inner.start += 1;
        }
        while inner.start < inner.end && is_quote(inner.end - 1) {
            inner.end -= 1;
        }
        let is_name = !inner.is_empty()
            && line.is_capital(inner.start)
            && !line.is_marked(inner.start, |what| matches!(what, What::Date(_)));
        return if is_name { (Some(inner), close + 1) } else { (None, end) };
    }
    at += usize::from(line.word(at) == ",");
    at += usize::from(line.word(at) == "also");
    let is_called = matches!(line.word(at), "known" | "dubbed" | "called");
    if !is_called {
        return (None, end);
    }
    at += 1 + usize::from(line.word(at + 1) == "as");
    at += usize::from(line.word(at) == "the");
    let open = is_quote(at);
    at += usize::from(open);
    let stop = (at..line.end.min(at + 10)).find(|at| if open { is_quote(*at) } else { !line.is_name(*at) });
    match stop {
        Some(stop) if stop > at && line.is_capital(at) => (Some(at..stop), stop + usize::from(open)),
        _ => (None, end),
    }
}
