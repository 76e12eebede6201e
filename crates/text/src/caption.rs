//! Captions of pictures, and the photo credits behind them.
//!
//! The credit of a picture, `(Photo: VNA)`, is a block of its own
//! ([`BlockKind::Credit`]), so that a caption holds only what it says.

use std::ops::Range;

use record::fold;

use crate::{Block, BlockKind, sentence::trimmed};

/// The longest caption, in bytes; a longer passage is running text.
const LONGEST: usize = 700;

/// Words for a picture before its number, folded: `ảnh 1`.
const PICTURES: &[&str] = &["anh", "hinh", "photo", "picture", "image", "foto", "pic"];

/// How the bracket of a photo credit begins, folded.
const CREDITS: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "anh:",
    "anh ",
    "source: ",
    "nguon:",
    "foto",
    "credit",
    "courtesy",
    "file photo",
    "illustrative photo",
    "screenshot",
    "screengrab",
];

/// How a caption begins, folded.
const OPENINGS: &[&str] = &[
    "caption:",
    "file photo",
    "file image",
    "in this photo",
    "in this image",
    "photo shows",
    "photo:",
    "picture:",
    "image:",
    "pictured:",
    "this photo shows",
    "the photo shows",
    "this handout",
    "in this file photo",
];

/// What a caption alone says of the people in a picture, folded, with the places
/// in which they stand.
const POSES: &[&str] = &[
    "pose for a photo",
    "poses for a photo",
    "pose for photo",
    "poses for photo",
    "pose for a group photo",
    "poses for a group photo",
    "pose for a joint photo",
    "pose for a family photo",
    "poses for a joint photo",
    "pose for a picture",
    "poses for a picture",
    "pose for pictures",
    "(r)",
    "(l)",
    "(c)",
    "(left)",
    "(right)",
    "(centre)",
    "(center)",
    ", left,",
    ", right,",
    "(from left)",
    "from left)",
    "(second from",
    "(front,",
    "left) ",
    "right) ",
];

/// A participle that stands for the whole verb of a caption, folded.
const PARTICIPLES: &[&str] = &[
    " speaking at ",
    " speaking during ",
    " shaking hands",
    " posing for ",
    " addressing the ",
    " pictured ",
    " speaking to reporters",
];

/// Splits a paragraph into caption, photo credit, picture marker and what
/// follows; nothing if there is no caption in it.
pub(crate) fn split(text: &str, bytes: Range<usize>) -> Option<Vec<Block>> {
    let part = &text[bytes.clone()];
    if let Some(marker) = marker_end(part) {
        let cut = bytes.start + marker;
        let mut blocks = vec![block(text, bytes.start..cut, BlockKind::Furniture)];
        blocks.extend(with_credit(text, cut..bytes.end));
        return Some(kept(blocks));
    }
    if bracket(part).is_some() || tail(part).is_some() {
        return Some(kept(with_credit(text, bytes)));
    }
    is_caption(part).then(|| vec![block(text, bytes, BlockKind::Caption)])
}

/// Whether a line begins with the alternative text of a picture and its number.
pub(crate) fn has_marker(line: &str) -> bool {
    marker_end(line).is_some()
}

/// Whether a line only stands for a picture: `[Photo]`, `Image 2`, `ảnh 1`.
pub(crate) fn is_marker(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let folded = fold(text);
    let plain = folded.trim_matches(|letter: char| !letter.is_alphabetic());
    PICTURES.contains(&plain)
}

/// One past `Headline - ảnh 1` at the start of a paragraph: the picture's
/// alternative text, which some sites leave before the caption.
fn marker_end(part: &str) -> Option<usize> {
    let window = &part[..part.floor_char_boundary(300)];
    for dash in [" - ", " – ", " — "] {
        for (at, _) in window.match_indices(dash) {
            let start = at + dash.len();
            let rest = &window[start..];
            let Some((word, after)) = rest.split_once(' ') else {
                continue;
            };
            if !PICTURES.contains(&fold(word).as_str()) {
                continue;
            }
            let n_digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let next = after[n_digits..].chars().next();
            // What stands before is a headline, not a sentence of the text.
            let is_headline = !window[..at].contains(['\n']) && !window[..at].contains(". ");
            if is_headline
                && matches!(n_digits, 1 | 2)
                && next.is_none_or(|next| !next.is_lowercase() && next != ',')
            {
                return Some(start + word.len() + 1 + n_digits);
            }
        }
    }
    None
}

/// Caption, credit and what follows the credit.
fn with_credit(text: &str, bytes: Range<usize>) -> Vec<Block> {
    let part = &text[bytes.clone()];
    let Some(credit) = bracket(part).or_else(|| tail(part)) else {
        let kind = if part.len() <= LONGEST { BlockKind::Caption } else { BlockKind::Paragraph };
        return vec![block(text, bytes, kind)];
    };
    let credit = bytes.start + credit.start..bytes.start + credit.end;
    vec![
        block(text, bytes.start..credit.start, BlockKind::Caption),
        block(text, credit.clone(), BlockKind::Credit),
        block(text, credit.end..bytes.end, BlockKind::Paragraph),
    ]
}

/// Where a bracket such as `(Photo: VNA)` stands, with a period behind it.
fn bracket(part: &str) -> Option<Range<usize>> {
    let window = &part[..part.floor_char_boundary(LONGEST)];
    // Eight brackets are enough for any caption and bound the work on others.
    for (open, _) in window.match_indices(['(', '[']).take(8) {
        let inner = &part[open + 1..part.floor_char_boundary(open + 120)];
        let Some(length) = inner.find([')', ']']) else {
            continue;
        };
        let close = open + 1 + length + 1;
        let folded = fold(&inner[..length]);
        let ends_here = part[close..].trim_matches(['.', ' ']).is_empty();
        let is_source = folded.starts_with("source") || folded.starts_with("courtesy");
        let names_photo = CREDITS.iter().any(|credit| folded.starts_with(credit))
            || folded.ends_with(" photo")
            || folded.contains(" photo/")
            || folded.contains("/getty");
        if names_photo && (ends_here || !is_source) {
            let period = usize::from(part[close..].starts_with('.'));
            return Some(open..close + period);
        }
    }
    None
}

/// Where a credit without brackets stands at the end: `— VNA/VNS Photo`,
/// `Photo: VNA`.
fn tail(part: &str) -> Option<Range<usize>> {
    if part.len() > LONGEST {
        return None;
    }
    let from = part.floor_char_boundary(part.len().saturating_sub(80));
    for (at, mark) in part[from..].rmatch_indices(['—', '–', '-', '|', '/']) {
        let start = from + at;
        let is_apart = mark == "—" || part[..start].ends_with(' ') || start == 0;
        let folded = fold(part[start + mark.len()..].trim());
        let mut words = folded.split([' ', '/', ':']);
        let names_photo = words.any(|word| matches!(word, "photo" | "photos" | "anh"));
        if is_apart && names_photo && folded.split(' ').count() <= 6 {
            return Some(start..part.len());
        }
    }
    for label in ["Photo: ", "Photo by ", "Photos: ", "Photo courtesy", "Ảnh: ", "PHOTO: ", "AP Photo"] {
        let Some(at) = part[from..].rfind(label) else {
            continue;
        };
        let start = from + at;
        let before = part[..start].trim_end();
        if before.is_empty()
            || before.ends_with(['.', '”', '"', ')', '|', '/'])
            || before.len() < part[..start].len() - 1
        {
            return Some(start..part.len());
        }
    }
    None
}

/// Whether a short paragraph is a caption by its words alone.
fn is_caption(part: &str) -> bool {
    if part.len() > 350 || part.starts_with(['“', '"']) {
        return false;
    }
    let folded = fold(part);
    let is_one_sentence = !folded.trim_end_matches('.').contains(". ");
    if OPENINGS.iter().any(|opening| folded.starts_with(opening)) {
        return true;
    }
    if !is_one_sentence {
        return false;
    }
    let is_finite =
        [" is ", " was ", " are ", " were ", " has ", " have ", " said", " told ", " after ", " while "];
    POSES.iter().any(|pose| folded.contains(pose))
        || (folded.len() < 160
            && PARTICIPLES.iter().any(|participle| folded.contains(participle))
            && !is_finite.iter().any(|verb| folded.contains(verb)))
}

fn block(text: &str, bytes: Range<usize>, kind: BlockKind) -> Block {
    Block { bytes: trimmed(text, bytes), kind }
}

fn kept(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter(|block| !block.bytes.is_empty()).collect()
}
