//! What an analyst may change in entries and add to documents, held against the
//! contract before it is written.

use record::{
    Commitment, Encounter, Figure, Formula, Instrument, Milestone, Offsets, Person, Span, Statement,
};
use serde_json::Value;

use crate::{
    Error, Ledger,
    appearance::Appearance,
    claim::Claim,
    corrected::with,
    correction::{Anchor, Decision, What},
    entry::{self, Entry},
    papers, promises,
    refused::Refused,
    said,
};

/// The fields of entries that can be edited.
const EDITABLE: &[(&str, &[&str])] = &[
    ("person", &["name", "country"]),
    (
        "encounter",
        &["kind", "status", "date", "place", "hosts", "guests", "participants", "groups", "occasion"],
    ),
    ("statement", &["speakers", "act", "addressees", "areas"]),
    ("commitment", &["parties", "force", "to", "areas", "deadline"]),
    ("instrument", &["name", "kind", "status", "date", "parties"]),
    ("figure", &["measure", "subject", "value", "unit", "approx", "stage", "period"]),
    ("formula", &["relation", "terms", "new"]),
    ("milestone", &["what", "status", "date", "party"]),
];

impl Ledger {
    /// What stands in a field of an entry, if it can have another value.
    pub(crate) fn editable(&self, entry: &str, field: &str, value: &Value) -> Result<Value, Error> {
        let kind = self.kind_of(entry)?;
        let known = EDITABLE.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, fields)| fields);
        if !known.contains(&field) {
            return Err(Refused::NoField { field: field.to_owned(), kind, known }.into());
        }
        match kind.as_str() {
            Appearance::KIND => self.before::<entry::Person>(entry, field, value),
            Encounter::KIND => self.before::<entry::Encounter>(entry, field, value),
            Statement::KIND => self.before::<said::Statement>(entry, field, value),
            Commitment::KIND => self.before::<promises::Commitment>(entry, field, value),
            Instrument::KIND => self.before::<papers::Instrument>(entry, field, value),
            Figure::KIND => self.before::<entry::Figure>(entry, field, value),
            Formula::KIND => self.before::<entry::Formula>(entry, field, value),
            _ => self.before::<papers::Milestone>(entry, field, value),
        }
    }

    fn before<E: Entry>(&self, id: &str, field: &str, value: &Value) -> Result<Value, Error> {
        let entry: Option<E> = self.entry(E::KIND, id)?;
        let entry = entry.ok_or_else(|| Refused::NoEntry { entry: id.to_owned() })?;
        with(&entry, field, value).map_err(|wrong| Refused::Value {
            field: field.to_owned(),
            value: value.to_string(),
            why: wrong.to_string(),
        })?;
        let body = serde_json::to_value(&entry).unwrap_or_default();
        Ok(body.get(field).cloned().unwrap_or_default())
    }

    /// The decision to add a claim that no reader made.
    pub(crate) fn added(
        &self,
        kind: &str,
        (document, words): (&str, &[String]),
        claim: &Value,
    ) -> Result<Decision, Error> {
        let page = self.page(document)?;
        let page = page.ok_or_else(|| Refused::NoDocument { document: document.to_owned() })?;
        let spans: Result<Vec<Span>, Error> =
            words.iter().map(|words| once(&page.text, words, document)).collect();
        let spans = spans?;
        if spans.is_empty() {
            let document = document.to_owned();
            return Err(Refused::Words { document, words: String::new(), times: 0 }.into());
        }
        let document = page.article.id;
        let number = self.corrections()?.last().map_or(1, |last| last.number + 1);
        let id = format!("h{number}");
        let claim = whole(kind, &id, self.own_ids(claim.clone(), &document)?, &spans)?;
        let claims = vec![Anchor { document, claim: id, spans, words: words.to_vec() }];
        Ok(Decision { what: What::Add { claim }, kind: kind.to_owned(), entries: Vec::new(), claims })
    }

    /// The claim with the ids that its document gives to persons.
    fn own_ids(&self, mut claim: Value, document: &str) -> Result<Value, Error> {
        let Value::Object(fields) = &mut claim else { return Ok(claim) };
        for name in ["hosts", "guests", "participants", "speakers", "addressees"] {
            let Some(Value::Array(actors)) = fields.get_mut(name) else { continue };
            for actor in actors {
                let Some(id) = actor.as_str().filter(|id| id.starts_with("p-")) else { continue };
                let person = self.person(id)?;
                let person = person.ok_or_else(|| Refused::NoEntry { entry: id.to_owned() })?;
                let own = person.sources.into_iter().find(|source| source.document == document);
                let not_named =
                    || Refused::NotNamed { document: document.to_owned(), person: person.name.clone() };
                *actor = Value::from(own.ok_or_else(not_named)?.claim);
            }
        }
        Ok(claim)
    }
}

/// The one place where words stand in a text.
fn once(text: &str, words: &str, document: &str) -> Result<Span, Error> {
    let mut places = text.match_indices(words).map(|(at, found)| at..at + found.len());
    let first = if words.is_empty() { None } else { places.next() };
    let times = first.iter().count() + if words.is_empty() { 0 } else { places.count() };
    match first.filter(|_| times == 1) {
        Some(bytes) => Ok(Offsets::new(text).span(&bytes)),
        None => Err(Refused::Words { document: document.to_owned(), words: words.to_owned(), times }.into()),
    }
}

/// A claim with its id and words, held against the JSON contract.
fn whole(kind: &str, id: &str, claim: Value, spans: &[Span]) -> Result<Value, Error> {
    let none = || Value::Array(Vec::new());
    let mut body = match kind {
        Appearance::KIND => serde_json::json!({"country": null, "names": none(), "capacities": none()}),
        Encounter::KIND => serde_json::json!({
            "status": "held", "date": null, "date_from": "none", "place": null, "hosts": none(),
            "guests": none(), "participants": none(), "groups": none(), "capacities": {}, "occasion": null,
            "within": null,
        }),
        Statement::KIND => serde_json::json!({
            "speakers": none(), "addressees": none(), "areas": none(), "quoted": false, "encounter": null,
        }),
        Commitment::KIND => {
            serde_json::json!({"parties": none(), "to": none(), "areas": none(), "deadline": null})
        }
        Instrument::KIND => {
            serde_json::json!({"aliases": none(), "status": "mentioned", "date": null, "parties": none()})
        }
        Figure::KIND => serde_json::json!({
            "subject": none(), "low": null, "high": null, "approx": false, "stage": null, "period": null,
            "change": null,
        }),
        Formula::KIND => serde_json::json!({"relation": none(), "new": none()}),
        _ => serde_json::json!({"status": null, "date": null, "party": null}),
    };
    if let (Value::Object(body), Value::Object(given)) = (&mut body, claim) {
        let is_dated = given.contains_key("date");
        body.extend(given);
        if kind == Encounter::KIND && is_dated {
            body.insert("date_from".to_owned(), Value::from("text"));
        }
        body.insert("id".to_owned(), Value::from(id));
        body.insert("by".to_owned(), Value::from("hand"));
        if kind == Appearance::KIND {
            let mentions = spans
                .iter()
                .map(|span| serde_json::json!({"start": span.start, "end": span.end, "how": "name"}));
            body.insert("mentions".to_owned(), mentions.collect());
        } else {
            body.insert("evidence".to_owned(), serde_json::to_value(spans).unwrap_or_default());
        }
    }
    let read = match kind {
        Appearance::KIND => checked::<Person>(&body),
        Encounter::KIND => checked::<Encounter>(&body),
        Statement::KIND => checked::<Statement>(&body),
        Commitment::KIND => checked::<Commitment>(&body),
        Instrument::KIND => checked::<Instrument>(&body),
        Figure::KIND => checked::<Figure>(&body),
        Formula::KIND => checked::<Formula>(&body),
        Milestone::KIND => checked::<Milestone>(&body),
        _ => Err(format!(
            "use one of {}",
            EDITABLE.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ")
        )),
    };
    read.map_err(|why| Refused::Value { field: kind.to_owned(), value: body.to_string(), why })?;
    Ok(body)
}

fn checked<C: serde::de::DeserializeOwned>(body: &Value) -> Result<(), String> {
    serde_json::from_value::<C>(body.clone()).map(|_| ()).map_err(|wrong| wrong.to_string())
}
