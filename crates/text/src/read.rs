//! Reads a document: the one door from decoded text to its parts.

use record::{Notice, Outlet, Published};

use crate::{Block, BlockKind, Document, Given, Sentence, sentence, token};

/// Takes an article apart.
///
/// Never fails: what the reader of the record should know comes as notices.
pub fn read(given: &Given, outlets: &[Outlet]) -> (Document, Vec<Notice>) {
    let _ = outlets;
    let text = given.text.to_owned();
    let blocks = paragraphs(&text);
    let mut document = Document {
        title: given.title.map(str::to_owned),
        url: given.url.map(str::to_owned),
        outlet: given.outlet.map(str::to_owned),
        agency: None,
        country: None,
        side: None,
        language: given.language.map(str::to_owned),
        published: Published {
            value: given.published.map(|(day, _)| record::Edtf::day(day)),
            from: given.published.map_or(record::DateFrom::None, |(_, from)| from),
        },
        dateline: None,
        blocks,
        sentences: Vec::new(),
        tokens: Vec::new(),
        text,
    };
    split(&mut document, given.text);
    (document, Vec::new())
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
            if tokens.is_empty() {
                continue;
            }
            let first = document.tokens.len();
            document.tokens.extend(tokens);
            let tokens = first..document.tokens.len();
            document.sentences.push(Sentence { bytes, block: block_idx, tokens });
        }
    }
}

fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bytes = sentence::trimmed(text, at..at + line.len());
        at += line.len();
        if !bytes.is_empty() {
            blocks.push(Block { bytes, kind: BlockKind::Paragraph });
        }
    }
    blocks
}
