//! The head of a dispatch: publication date, dateline, the tag of its wire.

use record::fold;

use crate::date::{Day, clock_length, leading_day};

/// What stands before the first sentence of a paragraph.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Head {
    /// Bytes it takes, white space behind it included; 0 if there is none.
    pub(crate) length: usize,
    /// A publication date, and whether it is only that of an update.
    pub(crate) date: Option<(Day, bool)>,
    /// The place, as byte range of the paragraph.
    pub(crate) place: Option<(usize, usize)>,
    /// The day of the dateline.
    pub(crate) day: Option<Day>,
    /// Names in brackets or between slashes: `VOVWORLD`, `TASS`.
    pub(crate) tags: Vec<String>,
}

/// Words before a publication date, folded, the longest first; the second half
/// of each pair says whether they mark an update.
const LABELS: &[(&str, bool)] = &[
    ("publication date", false),
    ("first published", false),
    ("date published", false),
    ("published on", false),
    ("published at", false),
    ("last updated", true),
    ("last modified", true),
    ("updated on", true),
    ("updated at", true),
    ("published", false),
    ("posted on", false),
    ("release date", false),
    ("modified", true),
    ("released", false),
    ("updated", true),
    ("update", true),
    ("posted", false),
    ("issued", false),
    ("date", false),
];

/// Reads the head of a paragraph. `is_first` says that nothing but titles and
/// other heads stand before it: a place with a colon counts only there.
pub(crate) fn head(text: &str, is_first: bool) -> Head {
    let mut head = dated(text);
    let rest = &text[head.length..];
    if rest.is_empty() {
        return head;
    }
    let line = dateline(rest, is_first);
    if line.length == 0 {
        // A date that running text follows is part of the sentence unless a
        // word such as `date` says otherwise.
        let is_labelled = label(text).is_some();
        return if is_labelled || head.date.is_none() { head } else { Head::default() };
    }
    let shift = head.length;
    head.length += line.length;
    head.place = line.place.map(|(start, end)| (start + shift, end + shift));
    head.day = line.day;
    head.tags = line.tags;
    head
}

/// Whether a paragraph begins with words in capitals and a colon, as a speaker's
/// turn in a transcript does.
pub(crate) fn has_speaker(text: &str) -> bool {
    let label = text.split_once(':').map_or("", |(label, _)| label);
    let is_letter = |letter: char| letter.is_alphabetic();
    (3..=60).contains(&label.len()) && label.contains(is_letter) && !label.chars().any(char::is_lowercase)
}

/// A publication date at the start, or a line with only a time of day.
fn dated(text: &str) -> Head {
    let (label_length, is_update) = label(text).unwrap_or((0, false));
    let Some((day, day_length)) = leading_day(&text[label_length..]) else {
        let clock = clock_length(text);
        let is_clock_alone = clock > 0 && clock == text.len();
        return Head { length: if is_clock_alone { clock } else { 0 }, ..Head::default() };
    };
    if label_length == 0 && matches!(day, Day::Yearless(..)) {
        return Head::default();
    }
    let mut length = label_length + day_length;
    length += clock_length(&text[length..]);
    let rest = text[length..].trim_start_matches([' ', '\t', '\n', '\r', '|', '•', '·', ',', '\u{a0}']);
    length = text.len() - rest.len();
    Head { length, date: Some((day, is_update)), ..Head::default() }
}

/// The bytes of a label such as `Published on:`, and whether it marks an update.
fn label(text: &str) -> Option<(usize, bool)> {
    let window = text.get(..text.floor_char_boundary(24))?.to_ascii_lowercase();
    let (words, is_update) = LABELS.iter().find(|(words, _)| window.starts_with(words))?;
    let rest = text[words.len()..].trim_start_matches([' ', ':', '\t', '\u{a0}', '-', '–']);
    let length = text.len() - rest.len();
    (length > words.len()).then_some((length, *is_update))
}

/// A dateline at the start: `HÀ NỘI —`, `(VOVWORLD) -`, `MOSCOW, May 16. /TASS/.`,
/// `BEIJING, Sept. 10 (Xinhua) --`.
fn dateline(text: &str, is_first: bool) -> Head {
    let mut head = Head::default();
    let mut at = 0;
    let (place_end, is_capital) = place(text);
    if place_end > 0 {
        head.place = Some((0, place_end));
        at = place_end;
        let (day, length) = day_behind(&text[at..]);
        head.day = day;
        at += length;
    }
    let (tag, length) = tag(&text[at..]);
    head.tags.extend(tag);
    at += length;
    let close = closing(&text[at..], Around { is_first, is_capital, head: &head });
    let Some(close) = close else {
        return Head::default();
    };
    head.length = at + close;
    let (late_tag, length) = tag_after(&text[head.length..]);
    if late_tag.is_some() {
        head.tags.extend(late_tag);
        head.length += length;
    }
    head
}

/// What of a dateline stands before its closing mark.
#[derive(Clone, Copy)]
struct Around<'h> {
    is_first: bool,
    is_capital: bool,
    head: &'h Head,
}

/// The bytes of the mark that closes a dateline, with the white space behind.
fn closing(text: &str, around: Around) -> Option<usize> {
    let Around { is_first, is_capital, head } = around;
    let has_place = head.place.is_some();
    let has_evidence = !head.tags.is_empty() || head.day.is_some();
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let skipped = text.len() - rest.len();
    let mark = if let Some(mark) = ["--", "—", "–", "-", "―"].iter().find(|mark| rest.starts_with(**mark))
    {
        let is_apart = skipped > 0 || *mark == "—" || *mark == "--" || !head.tags.is_empty();
        let behind = &rest[mark.len()..];
        let is_long_mark = matches!(*mark, "--" | "—" | "―");
        let opens = behind.trim_start().chars().next().is_some_and(|next| !next.is_lowercase());
        let is_sure = has_evidence || (has_place && is_capital) || (is_long_mark && opens && is_first);
        let is_spaced = behind.starts_with(char::is_whitespace) || is_long_mark;
        (is_apart && is_sure && is_spaced && (has_place || has_evidence)).then_some(mark.len())?
    } else if rest.starts_with([':', '.']) {
        let is_colon = rest.starts_with(':');
        let is_sure = if is_colon {
            has_place && is_capital && (is_first || has_evidence)
        } else {
            has_place && is_capital && head.day.is_some()
        };
        let is_spaced = rest[1..].starts_with(char::is_whitespace);
        (is_sure && is_spaced).then_some(1)?
    } else {
        return None;
    };
    let behind = &rest[mark..];
    Some(skipped + mark + (behind.len() - behind.trim_start().len()))
}

/// Words in capitals that stand before a colon or dash without being places:
/// speakers and headings.
const NOT_PLACES: &[&str] = &[
    "ambassador",
    "announcement",
    "answer",
    "breaking",
    "briefing",
    "chairman",
    "chancellor",
    "communique",
    "declaration",
    "dr",
    "exclusive",
    "explainer",
    "fact",
    "general",
    "interview",
    "joint",
    "king",
    "leaders",
    "live",
    "minister",
    "moderator",
    "mr",
    "mrs",
    "ms",
    "news",
    "note",
    "opinion",
    "president",
    "press",
    "prime",
    "q",
    "question",
    "readout",
    "release",
    "remarks",
    "secretary",
    "senator",
    "speaker",
    "speech",
    "statement",
    "summary",
    "the",
    "update",
    "urgent",
    "vice",
    "video",
    "watch",
    "we",
];

/// One past a place at the start, and whether it is in capitals throughout.
///
/// At most seven words, capitalised but for `of`, perhaps with a comma between city and region;
/// 0 if there is none.
fn place(text: &str) -> (usize, bool) {
    let mut end = 0;
    let mut at = 0;
    let mut first_part_is_capital = true;
    let mut has_comma = false;
    for _ in 0..7 {
        let rest = &text[at..];
        let length: usize = rest
            .chars()
            .take(30)
            .take_while(|letter| {
                letter.is_alphabetic() || matches!(letter, '\'' | '’' | '.' | '-') || is_mark(*letter)
            })
            .map(char::len_utf8)
            .sum();
        let mut word = &rest[..length];
        // `St.` and `D.C.` keep their period.
        if let Some(bare) = word.strip_suffix('.').filter(|bare| bare.len() > 2 && !bare.contains('.')) {
            word = bare;
        }
        word = word.trim_end_matches('-');
        let is_month = has_comma && leading_day(rest).is_some();
        // `SEOUL, Republic of Korea`.
        if has_comma && matches!(word, "of" | "and" | "the") && rest[word.len()..].starts_with(' ') {
            at += word.len() + 1;
            continue;
        }
        if !word.starts_with(char::is_uppercase) || NOT_PLACES.contains(&fold(word).as_str()) || is_month {
            break;
        }
        if !has_comma {
            let n_letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            first_part_is_capital &= n_letters > 1 && !word.chars().any(char::is_lowercase);
        }
        end = at + word.len();
        let behind = &text[end..];
        let spaces = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
        let is_comma = behind.starts_with(", ");
        if is_comma && !has_comma {
            has_comma = true;
            at = end + 2;
        } else if spaces > 0 {
            at = end + spaces;
        } else {
            break;
        }
    }
    (end, end > 0 && first_part_is_capital)
}

fn is_mark(letter: char) -> bool {
    crate::token::is_word(letter) && !letter.is_alphanumeric()
}

/// `, May 16` or ` (Sept. 10)` behind a place: the day and its bytes.
fn day_behind(text: &str) -> (Option<Day>, usize) {
    let rest = text.trim_start_matches([' ', ',', '(', '\u{a0}']);
    let skipped = text.len() - rest.len();
    let has_bracket = text[..skipped].contains('(');
    let Some((day, length)) = leading_day(rest).filter(|_| skipped > 0) else {
        return (None, 0);
    };
    if matches!(day, Day::Ambiguous) {
        return (None, 0);
    }
    let mut end = skipped + length;
    if has_bracket && text[end..].starts_with(')') {
        end += 1;
    }
    (Some(day), end)
}

/// `(Xinhua)` or `(VNA)` here: the name and its bytes.
fn tag(text: &str) -> (Option<String>, usize) {
    let rest = text.trim_start_matches([' ', ',', '\u{a0}']);
    let skipped = text.len() - rest.len();
    let Some(inner) = rest.strip_prefix('(') else {
        return (None, 0);
    };
    let window = &inner[..inner.floor_char_boundary(40)];
    let Some(length) = window.find(')') else {
        return (None, 0);
    };
    let name = window[..length].trim();
    let is_name =
        name.starts_with(char::is_alphabetic) && name.split_whitespace().count() <= 4 && !name.contains('\n');
    if !is_name {
        return (None, 0);
    }
    (Some(name.to_owned()), skipped + length + 2)
}

/// `/TASS/.` behind the closing mark: the name and its bytes.
fn tag_after(text: &str) -> (Option<String>, usize) {
    let Some(inner) = text.strip_prefix('/') else {
        return (None, 0);
    };
    let window = &inner[..inner.floor_char_boundary(30)];
    let Some(length) = window.find('/').filter(|length| *length > 1) else {
        return (None, 0);
    };
    let behind = &inner[length + 1..];
    let rest = behind.trim_start_matches(['.', ' ', '-', '–', '—', '\u{a0}']);
    (Some(window[..length].to_owned()), length + 2 + (behind.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read() {
        for (text, length, place, tags) in [
            ("HÀ NỘI — The two", "HÀ NỘI — ", "HÀ NỘI", ""),
            ("(VOVWORLD) - General", "(VOVWORLD) - ", "", "VOVWORLD"),
            ("MOSCOW, May 16. /TASS/. The", "MOSCOW, May 16. /TASS/. ", "MOSCOW", "TASS"),
            ("MOSCOW, May 16. The", "MOSCOW, May 16. ", "MOSCOW", ""),
            ("WASHINGTON (AP) — The", "WASHINGTON (AP) — ", "WASHINGTON", "AP"),
            ("BEIJING, Sept. 10 (Xinhua) -- The", "BEIJING, Sept. 10 (Xinhua) -- ", "BEIJING", "Xinhua"),
            ("Hanoi (VNA) – The", "Hanoi (VNA) – ", "Hanoi", "VNA"),
            (
                "KUALA LUMPUR, Malaysia (AP) — The",
                "KUALA LUMPUR, Malaysia (AP) — ",
                "KUALA LUMPUR, Malaysia",
                "AP",
            ),
            ("NEW DELHI: The", "NEW DELHI: ", "NEW DELHI", ""),
            ("date 2025-10-25 HÀ NỘI — The", "date 2025-10-25 HÀ NỘI — ", "HÀ NỘI", ""),
            ("September 10, 2024", "September 10, 2024", "", ""),
            ("PRESIDENT BIDEN: Thank you", "", "", ""),
            ("Vietnam – Laos relations are good", "", "", ""),
            ("On September 10, 2023, the two", "", "", ""),
            ("September 10, 2023 was a good day", "", "", ""),
            ("ASEAN-U.S. Special Summit", "", "", ""),
            ("The United States – and others", "", "", ""),
        ] {
            let head = head(text, true);
            assert_eq!(&text[..head.length], length, "{text}");
            let found = head.place.map_or("", |(start, end)| &text[start..end]);
            assert_eq!((found, head.tags.join(" ").as_str()), (place, tags), "{text}");
        }
    }
}
