//! One entry with the words of every source, for a terminal.

use ledger::{Encounter, Figure, Formula, Person, PlaceFrom, Source, Standing};
use record::Actor;

use crate::{
    phrase::{Names, amount, date, parties, plain},
    table::who,
    tenures::doubt,
    versions,
};

/// An encounter, its differing values and every source's words.
pub fn encounter_text(entry: &Encounter, names: &Names) -> String {
    let mut text = heading(&entry.id, &format!("{} ({})", entry.kind, entry.status));
    for told in &entry.kinds {
        field(&mut text, "  told", &format!("{} by {}", told.value, told.documents.join(", ")));
    }
    for standing in &entry.history {
        field(&mut text, "  told", &format!("{} by {}", stood(standing), standing.documents.join(", ")));
    }
    field(&mut text, "date", &format!("{} (from: {})", date(entry.date.as_ref()), entry.date_from));
    for told in &entry.dates {
        field(&mut text, "  told", &format!("{} by {}", told.value, told.documents.join(", ")));
    }
    let place = entry.place.as_ref().map_or("–", |place| &place.name);
    let from = match entry.place_from {
        PlaceFrom::Inferred => " (from: inferred)",
        PlaceFrom::Argument => " (from: argument)",
        PlaceFrom::Text | PlaceFrom::None => "",
    };
    field(&mut text, "place", &format!("{place}{from}"));
    for told in &entry.places {
        field(&mut text, "  told", &format!("{} by {}", told.value.name, told.documents.join(", ")));
    }
    field(&mut text, "who", &who(entry, names));
    for doubted in &entry.doubted {
        field(&mut text, "  doubted", &format!("{} ({})", doubt(&doubted.doubt), doubted.tenure));
    }
    for told in &entry.attendance {
        let name = actor(&told.value, entry, names);
        field(&mut text, "  told", &format!("{name} by {}", told.documents.join(", ")));
    }
    for (role, actors) in [("hosts", &entry.hosts), ("guests", &entry.guests)] {
        let named: Vec<String> = actors.iter().map(|one| actor(one, entry, names)).collect();
        if !named.is_empty() {
            field(&mut text, role, &named.join(", "));
        }
    }
    if let Some(occasion) = &entry.occasion {
        field(&mut text, "occasion", occasion);
    }
    if let Some(within) = &entry.within {
        field(&mut text, "within", within);
    }
    field(&mut text, "voices", &entry.voices.join(", "));
    corrected(&mut text, &entry.corrections);
    sources(&mut text, &entry.sources);
    text
}

/// How far an encounter had come: `planned for 2025-05-06, reported 2025-04-20`.
pub fn stood(standing: &Standing) -> String {
    use record::Status as S;
    let link = match standing.status {
        S::Held => "on",
        S::Planned | S::Postponed | S::Cancelled => "for",
    };
    let day = standing.date.map(|day| format!(" {link} {day}")).unwrap_or_default();
    let reported = standing.reported.map(|day| format!(", reported {day}")).unwrap_or_default();
    format!("{}{day}{reported}", standing.status)
}

/// The name of one who took part.
fn actor(actor: &Actor, entry: &Encounter, names: &Names) -> String {
    match actor {
        Actor::Person(id) => entry.names.get(id).cloned().unwrap_or_else(|| id.0.clone()),
        Actor::Party(party) => names.of(party),
        Actor::Group(words) => words.clone(),
    }
}

/// A person, the offices seen held and every mention's words.
pub fn person_text(person: &Person, names: &Names) -> String {
    let mut text = heading(&person.id.0, &person.name);
    field(&mut text, "party", &person.country.as_ref().map_or("–".to_owned(), |party| names.of(party)));
    field(&mut text, "names", &person.names.join("; "));
    for held in &person.capacities {
        let days = format!("{} to {}", date(held.first.as_ref()), date(held.last.as_ref()));
        field(&mut text, "office", &format!("{}, seen held {days}", held.capacity.label));
    }
    for doubted in &person.doubted {
        field(&mut text, "doubted", &format!("{} ({})", doubt(&doubted.doubt), doubted.tenure));
    }
    corrected(&mut text, &person.corrections);
    sources(&mut text, &person.sources);
    text
}

/// A figure and every source's words.
pub fn figure_text(figure: &Figure, names: &Names) -> String {
    let mut text = heading(&figure.id, &figure.measure);
    field(&mut text, "value", &amount(figure.value, &figure.unit, figure.approx));
    for other in &figure.conflicts {
        let value = amount(other.value, &figure.unit, false);
        let by = other.documents.join(", ");
        field(&mut text, "  told", &format!("{value} by {by} ({})", other.figure));
    }
    field(&mut text, "whose", &parties(&figure.subject, names));
    field(&mut text, "period", &date(figure.period.as_ref()));
    field(&mut text, "voices", &figure.voices.join(", "));
    corrected(&mut text, &figure.corrections);
    sources(&mut text, &figure.sources);
    text
}

/// A formula and every source's words.
pub fn formula_text(formula: &Formula, names: &Names) -> String {
    let mut text = heading(&formula.id, &formula.terms.join(", "));
    field(&mut text, "relation", &parties(&formula.relation, names));
    if !formula.new.is_empty() {
        field(&mut text, "added", &formula.new.join(", "));
    }
    let days = format!("{} to {}", date(formula.first.as_ref()), date(formula.last.as_ref()));
    field(&mut text, "used", &days);
    field(&mut text, "voices", &formula.voices.join(", "));
    corrected(&mut text, &formula.corrections);
    sources(&mut text, &formula.sources);
    text
}

pub(crate) fn heading(id: &str, title: &str) -> String {
    format!("{id}  {}\n", plain(title))
}

pub(crate) fn field(text: &mut String, name: &str, value: &str) {
    text.push_str(&format!("  {name:<9} {}\n", plain(value)));
}

/// The corrections that speak of an entry.
pub(crate) fn corrected(text: &mut String, corrections: &[i64]) {
    if !corrections.is_empty() {
        let numbers: Vec<String> = corrections.iter().map(i64::to_string).collect();
        field(text, "corrected", &format!("{} (chancery correct list)", numbers.join(", ")));
    }
}

pub(crate) fn sources(text: &mut String, sources: &[Source]) {
    text.push_str(&format!("  sources   {}\n", sources.len()));
    for source in sources {
        let outlet = source.outlet.as_deref().or(source.agency.as_deref()).unwrap_or("outlet not known");
        let title = source.title.as_deref().unwrap_or("");
        text.push_str(&format!(
            "\n  {}  {}  {}  {}\n",
            source.document,
            date(source.published.as_ref()),
            plain(outlet),
            plain(title)
        ));
        for (idx, (span, words)) in source.evidence.iter().zip(&source.words).enumerate() {
            let fate = versions::fate(source, idx);
            text.push_str(&format!("    “{}” [{}–{}]{fate}\n", plain(words), span.start, span.end));
        }
        let why = source.why.as_ref().map(|why| format!("; joined: {why}")).unwrap_or_default();
        text.push_str(&format!("    by {}{why}\n", source.by));
    }
}
