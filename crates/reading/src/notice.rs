//! What the reader of a record should know of how its people were read.

use record::Notice;
use text::Document;

use crate::{
    cursor::Cursor,
    mark::{Mark, Person},
    mention::Mention,
    people::Someone,
};

/// Most words for people that a notice repeats.
const REPEATED: usize = 3;

/// Everything to be said of a document and its people.
pub(crate) fn notices(
    document: &Document,
    cursors: &[Cursor<'_>],
    (people, someones): (&[Person], &[Someone]),
    (mentions, marks): (&[Mention], &[Mark]),
) -> Vec<Notice> {
    let mut notices = of_people(people, someones);
    notices.extend(foreign(document));
    notices.extend(left_open(cursors, mentions, marks));
    notices
}

fn notice(code: &str, message: String) -> Notice {
    Notice { code: code.to_owned(), message, span: None }
}

/// Says that a document is in a language that nothing here reads.
fn foreign(document: &Document) -> Option<Notice> {
    let language = document.language.as_deref().filter(|language| *language != "en")?;
    let message =
        format!("the text is in `{language}`; only English is read so far, so little or nothing is found");
    Some(notice("not-english", message))
}

/// Says whose party the text does not tell, and whose was told otherwise.
fn of_people(people: &[Person], someones: &[Someone]) -> Vec<Notice> {
    let notices = people.iter().zip(someones).filter_map(|(person, someone)| {
        let name = &person.name;
        match &person.country {
            None => Some(notice("no-party", format!("the text does not tell which party {name} represents"))),
            Some(party) if someone.is_inferred => Some(notice(
                "party-inferred",
                format!("that {name} represents {party} is inferred from the outlet, the other side or the list of leaders"),
            )),
            Some(_) => None,
        }
    });
    notices.collect()
}

/// Says how many pronouns and offices without a name are left open, and which.
fn left_open(cursors: &[Cursor<'_>], mentions: &[Mention], marks: &[Mark]) -> Option<Notice> {
    let is_marked = |at: usize| {
        let idx = marks.partition_point(|mark| mark.tokens.end <= at);
        marks.get(idx).is_some_and(|mark| mark.tokens.contains(&at))
    };
    let is_pronoun = |cursor: &Cursor<'_>, at: usize| matches!(cursor.word(at), "he" | "she" | "they");
    let mut open: Vec<(usize, String)> = Vec::new();
    for cursor in cursors {
        let pronouns = (cursor.start..cursor.end).filter(|at| is_pronoun(cursor, *at) && !is_marked(*at));
        open.extend(pronouns.map(|at| (at, cursor.word(at).to_owned())));
    }
    for mention in mentions {
        let is_office = mention.name.is_none() && mention.titles.is_definite;
        let words = cursors.get(mention.sentence).filter(|_| is_office && !is_marked(mention.start));
        open.extend(words.map(|cursor| {
            let bytes = cursor.bytes(mention.start, mention.end);
            (mention.start, cursor.document.text.get(bytes).unwrap_or_default().to_owned())
        }));
    }
    open.sort();
    let mut words: Vec<&str> = Vec::new();
    for (_, word) in &open {
        if !words.contains(&word.as_str()) && words.len() < REPEATED {
            words.push(word);
        }
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let message = match open.len() {
        0 => return None,
        1 => format!("the text does not tell who {} is", quoted.join(", ")),
        n => format!("{n} pronouns and offices without a name are left open, such as {}", quoted.join(", ")),
    };
    Some(notice("left-open", message))
}
