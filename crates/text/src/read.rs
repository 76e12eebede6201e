//! Reads a document: the one door from decoded text to its parts.

use jiff::civil::Date;
use record::{DateFrom, Dateline, Edtf, Notice, Published};

use crate::blocks::{blocks, headings, is_headline, sorted};
use crate::credit::{Outlets, Voices, closing};
use crate::date::{Day, in_address};
use crate::decode::notice;
use crate::front::{Facts, front};
use crate::head::{has_speaker, head};
use crate::markdown::markdown;
use crate::page::page;
use crate::{Block, BlockKind, Document, Form, Given, Sentence, language, sentence, token};

/// Takes an article apart.
///
/// Never fails: what the reader of the record should know comes as notices:
/// `no-date`, `ambiguous-date`, `dates-differ`, `deep-markup`.
///
/// Who published it is told by what was given, else the address, else the page's
/// own word, else the credit at the end, else the tag of the dateline. The day
/// of publication is the one given, else that of the page's head or front
/// matter, else that at the head of the text, else that of a dateline with a
/// year, else that in the address; never a default. A photo credit names an agency only where nothing
/// else does.
pub fn read(given: &Given, outlets: &Outlets<'_>) -> (Document, Vec<Notice>) {
    let mut layout = Layout::new(given);
    let title = layout.headline(given);
    let heads = layout.heads();
    let mut voices = layout.voices(given, outlets);
    layout.sign(&mut voices, &heads, outlets);
    headings(&layout.masked, &mut layout.blocks);
    let published = layout.published(given, &heads);
    let dateline = layout.dateline(&heads, published.value);
    let (country, side) = outlets.stance(&voices);
    let language = layout.language(given);
    let mut document = Document {
        title,
        url: given.url.map(str::to_owned).or(layout.facts.url),
        outlet: voices.outlet,
        agency: voices.agency,
        country,
        side,
        language,
        published,
        dateline,
        blocks: layout.blocks,
        sentences: Vec::new(),
        tokens: Vec::new(),
        text: layout.text,
    };
    split(&mut document, &layout.masked);
    (document, layout.notices)
}

/// A text and its blocks on the way to a document.
struct Layout {
    text: String,
    /// The text with markup as spaces.
    masked: String,
    blocks: Vec<Block>,
    facts: Facts,
    notices: Vec<Notice>,
}

/// What the heads of the first paragraphs say.
#[derive(Default)]
struct Heads {
    published: Option<Day>,
    updated: Option<Day>,
    place: Option<String>,
    day: Option<Day>,
    tags: Vec<String>,
}

/// Heads stand within the first blocks; further on a date is part of the text.
const HEAD_BLOCKS: usize = 14;

impl Layout {
    fn new(given: &Given) -> Self {
        if given.form == Form::Html {
            let page = page(given.text, given.title);
            let blocks = sorted(&page.text, page.blocks);
            return Self {
                masked: page.text.clone(),
                text: page.text,
                blocks,
                facts: page.facts,
                notices: page.notices,
            };
        }
        let facts = front(given.text).unwrap_or_default();
        let markup = (given.form == Form::Markdown).then(|| markdown(given.text));
        let masked = markup.as_ref().map_or(given.text, |markup| markup.masked.as_ref()).to_owned();
        let start = facts.bytes.end;
        let mut all = sorted(&masked, blocks(&masked, start, markup.as_ref()));
        if start > 0 {
            let bytes = sentence::trimmed(given.text, facts.bytes.clone());
            all.insert(0, Block { bytes, kind: BlockKind::Furniture });
        }
        Self { text: given.text.to_owned(), masked, blocks: all, facts, notices: Vec::new() }
    }

    /// Marks the headline and returns the title.
    fn headline(&mut self, given: &Given) -> Option<String> {
        let said = given.title.or(self.facts.title.as_deref());
        let folded = said.map(record::fold);
        let is_part = |block: &Block| {
            !matches!(block.kind, BlockKind::Furniture | BlockKind::Credit | BlockKind::Caption)
        };
        let mut first = None;
        for (block_idx, block) in
            self.blocks.iter().enumerate().take(HEAD_BLOCKS).filter(|(_, block)| is_part(block))
        {
            let part = &self.masked[block.bytes.clone()];
            if head(part, true).length == part.len() {
                continue;
            }
            first = Some((block_idx, part));
            break;
        }
        let (block_idx, part) = first?;
        let goes_on = self.blocks[block_idx + 1..].iter().any(|next| next.kind == BlockKind::Paragraph);
        let is_named = self.blocks[block_idx].kind != BlockKind::Paragraph;
        let is_same = folded.as_ref().is_some_and(|folded| *folded == record::fold(part));
        let is_title =
            is_same || (goes_on && (is_named || (is_headline(part) && head(part, true).length == 0)));
        let title = said.map(str::to_owned).or_else(|| is_title.then(|| one_line(part)));
        if is_title && let Some(block) = self.blocks.get_mut(block_idx) {
            block.kind = BlockKind::Title;
        }
        title
    }

    /// Cuts heads off the first paragraphs into credit blocks.
    fn heads(&mut self) -> Heads {
        let mut heads = Heads::default();
        let mut n_paragraphs = 0;
        // In a transcript capitals and a colon name a speaker, not a place.
        let parts = self.blocks.iter().take(4 * HEAD_BLOCKS).map(|block| &self.masked[block.bytes.clone()]);
        let is_transcript = parts.filter(|part| has_speaker(part)).nth(1).is_some();
        let mut found = Vec::with_capacity(self.blocks.len() + 2);
        for (block_idx, block) in std::mem::take(&mut self.blocks).into_iter().enumerate() {
            let is_candidate = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
            if !is_candidate || block_idx >= HEAD_BLOCKS || n_paragraphs > 2 {
                found.push(block);
                continue;
            }
            let part = &self.masked[block.bytes.clone()];
            let head = head(part, n_paragraphs == 0 && !is_transcript);
            let cut = block.bytes.start + head.length;
            n_paragraphs += usize::from(head.length < part.len() && part.len() > 120);
            if head.length == 0 {
                found.push(block);
                continue;
            }
            let bytes = sentence::trimmed(&self.masked, block.bytes.start..cut);
            found.push(Block { bytes, kind: BlockKind::Credit });
            if cut < block.bytes.end {
                found.push(Block {
                    bytes: sentence::trimmed(&self.masked, cut..block.bytes.end),
                    kind: block.kind,
                });
            }
            heads.take(part, head);
        }
        found.retain(|block| !block.bytes.is_empty());
        self.blocks = found;
        heads
    }

    /// What was given, the address and the page say about the publisher.
    fn voices(&self, given: &Given, names: &Outlets<'_>) -> Voices {
        let url = given.url.or(self.facts.url.as_deref());
        let by_host = || url.and_then(|url| names.at(url)).map(|outlet| outlet.name.clone());
        let said = given.outlet.filter(|name| !name.trim().is_empty()).map(|name| names.listed(name));
        let outlet =
            said.or_else(by_host).or_else(|| self.facts.outlet.as_deref().map(|name| names.listed(name)));
        Voices { outlet, agency: None }
    }

    /// Cuts the credit off the last paragraphs, and hears credit, tag and photo
    /// credits, in this order.
    fn sign(&mut self, voices: &mut Voices, heads: &Heads, names: &Outlets<'_>) {
        let is_text = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        let last: Vec<usize> =
            (0..self.blocks.len()).rev().filter(|idx| is_text(&self.blocks[*idx])).take(3).collect();
        for block_idx in last {
            let bytes = self.blocks[block_idx].bytes.clone();
            let Some((start, credits)) = closing(&self.masked[bytes.clone()], names) else {
                continue;
            };
            voices.credit(&credits, names);
            let credit = sentence::trimmed(&self.masked, bytes.start + start..bytes.end);
            let before = sentence::trimmed(&self.masked, bytes.start..bytes.start + start);
            self.blocks[block_idx] = Block { bytes: credit, kind: BlockKind::Credit };
            if !before.is_empty() {
                self.blocks.insert(block_idx, Block { bytes: before, kind: BlockKind::Paragraph });
            }
            break;
        }
        for tag in &heads.tags {
            voices.tag(tag, names);
        }
        for pair in self.blocks.windows(2) {
            if let [before, credit] = pair
                && credit.kind == BlockKind::Credit
                && before.kind == BlockKind::Caption
            {
                voices.photo(&self.masked[credit.bytes.clone()], names);
            }
        }
    }

    /// The day of publication.
    fn published(&mut self, given: &Given, heads: &Heads) -> Published {
        let by_page =
            self.facts.published.as_deref().and_then(crate::day).map(|day| (day, DateFrom::Metadata));
        let written = heads.published.or(heads.updated);
        let whole = |day: Option<Day>| match day {
            Some(Day::Full(date)) => Some((date, DateFrom::Text)),
            _ => None,
        };
        let by_text = whole(written);
        if written == Some(Day::Ambiguous) {
            let message =
                "the date at the head of the text may be read day first or month first; it was not used";
            self.notices.push(notice("ambiguous-date", message.to_owned()));
        }
        let found = given.published.or(by_page).or(by_text).or_else(|| whole(heads.day));
        let by_address = || {
            let url = given.url.or(self.facts.url.as_deref());
            url.and_then(in_address).map(|day| (day, DateFrom::Metadata))
        };
        let found = found.or_else(by_address);
        let Some((day, from)) = found else {
            self.notices.push(notice("no-date", "no publication date was given or found".to_owned()));
            return Published { value: None, from: DateFrom::None };
        };
        let other = [by_page, whole(heads.published)].into_iter().flatten().map(|(other, _)| other);
        for other in other.filter(|other| *other != day).take(1) {
            let message = format!("the text or its page says {other}, but {day} was given and is kept");
            self.notices.push(notice("dates-differ", message));
        }
        Published { value: Some(Edtf::day(day)), from }
    }

    /// The dateline, its day completed with the year of publication.
    fn dateline(&self, heads: &Heads, published: Option<Edtf>) -> Option<Dateline> {
        let published = published.and_then(|date| date.single_day());
        let date = match heads.day {
            Some(Day::Full(date)) => Some(date),
            Some(Day::Yearless(month, day)) => published.and_then(|published| nearest(month, day, published)),
            _ => None,
        };
        let place = heads.place.clone();
        (place.is_some() || date.is_some()).then(|| Dateline { place, date: date.map(Edtf::day) })
    }

    /// The language: given, else the page's, else told from the running text.
    fn language(&self, given: &Given) -> Option<String> {
        let tag = given.language.or(self.facts.language.as_deref());
        if let Some(language) = tag.and_then(language::from_tag) {
            return Some(language);
        }
        let mut body = String::new();
        for block in self.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            body.push_str(&self.masked[block.bytes.clone()]);
            body.push('\n');
            if body.len() > 20_000 {
                break;
            }
        }
        language::language(&body)
    }
}

impl Heads {
    fn take(&mut self, part: &str, head: crate::head::Head) {
        if let Some((day, is_update)) = head.date {
            let slot = if is_update { &mut self.updated } else { &mut self.published };
            *slot = slot.or(Some(day));
        }
        if self.place.is_none() {
            self.place = head.place.map(|(start, end)| one_line(&part[start..end]));
            self.day = self.day.or(head.day);
        }
        self.tags.extend(head.tags);
    }
}

/// The month and day in the year of `published`, or in the year before where a
/// dispatch of December is published in January.
fn nearest(month: i8, day: i8, published: Date) -> Option<Date> {
    let this_year = Date::new(published.year(), month, day).ok()?;
    if month == 12 && published.month() == 1 {
        return Date::new(published.year() - 1, month, day).ok();
    }
    Some(this_year)
}

/// Fills in sentences and tokens.
fn split(document: &mut Document, masked: &str) {
    let language = document.language.clone().unwrap_or_else(|| "en".to_owned());
    for (block_idx, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        for bytes in sentence::sentences(masked, block.bytes.clone(), &language) {
            let tokens = token::tokens(masked, &document.text, bytes.clone());
            // `<…>` and the like say nothing.
            if !tokens.iter().any(|token| token.folded.contains(char::is_alphanumeric)) {
                continue;
            }
            let first = document.tokens.len();
            document.tokens.extend(tokens);
            let tokens = first..document.tokens.len();
            document.sentences.push(Sentence { bytes, block: block_idx, tokens });
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
