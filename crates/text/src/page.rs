//! HTML pages: main content, captions, and the facts in the page's head.

use dom_smoothie::{Config, Readability};
use record::{Notice, fold};

use crate::decode::notice;
use crate::front::Facts;
use crate::tags::{Event, Events, VOID, attribute, unescape};
use crate::{Block, BlockKind};

/// A page taken apart.
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) facts: Facts,
    pub(crate) notices: Vec<Notice>,
}

/// Larger pages, deeper nesting, more tags and more character references than
/// these are read without building a tree: its readers recurse, and take more
/// than linear time (1.6 million references took a minute). News pages have
/// some thousands of tags.
const MOST_BYTES: usize = 4_000_000;
const MOST_DEPTH: usize = 400;
const MOST_TAGS: usize = 50_000;
const MOST_REFERENCES: usize = 50_000;
const MOST_FORMATTING: usize = 16;

/// Reads a page. `title` is the headline given beside it.
pub(crate) fn page(html: &str, title: Option<&str>) -> Page {
    let mut facts = facts(html);
    let mut notices = Vec::new();
    let article = if is_simple(html) { article(html) } else { None };
    let pieces = match &article {
        Some((found, content)) => {
            if facts.title.is_none()
                || facts.title.as_deref().is_some_and(|long| long.starts_with(found.as_str()))
            {
                facts.title = Some(found.clone());
            }
            pieces(content)
        }
        None => {
            let message = "the page is too deep, too large or too odd for its main content to be told; all text was kept";
            notices.push(notice("deep-markup", message.to_owned()));
            pieces(html)
        }
    };
    let (text, blocks) = laid_out(title.or(facts.title.as_deref()), pieces);
    Page { text, blocks, facts, notices }
}

/// The main content by readability's rules: headline and HTML.
fn article(html: &str) -> Option<(String, String)> {
    let config = Config { keep_classes: true, ..Config::default() };
    let mut readability = Readability::new(html, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some((one_line(&article.title), article.content.to_string()))
}

/// Whether a tree can be built of the page without danger to stack or time.
fn is_simple(html: &str) -> bool {
    // Their end tags may be left out, so that they say nothing of depth.
    const OPTIONAL: &[&str] =
        &["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "html", "head", "body"];
    // What stays open is opened again in each block that follows.
    const FORMATTING: &[&str] =
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    let n_references = html.bytes().filter(|byte| *byte == b'&').count();
    if html.len() > MOST_BYTES || n_references > MOST_REFERENCES {
        return false;
    }
    let (mut depth, mut n_formatting, mut n_tags) = (0_usize, 0_usize, 0_usize);
    for event in Events::new(html) {
        match event {
            Event::Open(name, attributes) => {
                n_tags += 1;
                let name = name.as_str();
                let has_end =
                    !VOID.contains(&name) && !OPTIONAL.contains(&name) && !attributes.ends_with('/');
                depth += usize::from(has_end);
                n_formatting += usize::from(FORMATTING.contains(&name));
            }
            Event::Close(name) => {
                let name = name.as_str();
                let has_end = !VOID.contains(&name) && !OPTIONAL.contains(&name);
                depth = depth.saturating_sub(usize::from(has_end));
                n_formatting = n_formatting.saturating_sub(usize::from(FORMATTING.contains(&name)));
            }
            Event::Text(_) => {}
        }
        if depth > MOST_DEPTH || n_tags > MOST_TAGS || n_formatting > MOST_FORMATTING {
            return false;
        }
    }
    true
}

/// No headline is longer, in bytes.
const LONGEST_TITLE: usize = 1_000;

/// A block of text and what the markup says it is.
struct Piece {
    text: String,
    kind: BlockKind,
}

/// Elements whose text is not what a page says.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button",
    "textarea", "title", "audio", "video", "canvas", "nav", "footer", "aside", "xmp", "noembed",
];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Collects blocks of text from a row of events.
#[derive(Default)]
struct Collector {
    pieces: Vec<Piece>,
    line: String,
    /// The silent or hidden element passed over, and how deep it nests in itself.
    silent: Option<(String, usize)>,
    /// The element that makes a caption or heading, how deep, and which.
    named: Option<(String, usize, BlockKind)>,
}

/// The blocks of a page or a part of one, hidden text left out.
fn pieces(html: &str) -> Vec<Piece> {
    let mut collector = Collector::default();
    for event in Events::new(html) {
        match event {
            Event::Text(text) if collector.silent.is_none() => collector.line.push_str(&unescape(text)),
            Event::Text(_) => {}
            Event::Open(name, attributes) => collector.open(name, attributes),
            Event::Close(name) => collector.close(&name),
        }
    }
    collector.flush();
    collector.pieces
}

impl Collector {
    fn open(&mut self, name: String, attributes: &str) {
        let is_void = VOID.contains(&name.as_str());
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(*silent == name && !is_void);
            return;
        }
        if !is_void && (SILENT.contains(&name.as_str()) || is_hidden(attributes)) {
            self.silent = Some((name, 1));
            return;
        }
        if !INLINE.contains(&name.as_str()) {
            self.flush();
        }
        if let Some((named, depth, _)) = &mut self.named {
            *depth += usize::from(*named == name && !is_void);
        } else if let Some(kind) = kind(&name, attributes).filter(|_| !is_void) {
            self.flush();
            self.named = Some((name, 1, kind));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        if !INLINE.contains(&name) {
            self.flush();
        }
        if let Some((named, depth, _)) = &mut self.named {
            *depth -= usize::from(named == name);
            if *depth == 0 {
                self.flush();
                self.named = None;
            }
        }
    }

    /// Ends a block.
    fn flush(&mut self) {
        let text = one_line(&self.line);
        self.line.clear();
        if !text.is_empty() {
            let kind = self.named.as_ref().map_or(BlockKind::Paragraph, |(.., kind)| *kind);
            self.pieces.push(Piece { text, kind });
        }
    }
}

/// What an element makes of its text, if not running text.
fn kind(name: &str, attributes: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return Some(BlockKind::Heading),
        "figcaption" => return Some(BlockKind::Caption),
        _ => {}
    }
    let is_candidate = attributes.contains("aption");
    let class = if is_candidate { attribute(attributes, "class")? } else { return None };
    class.to_ascii_lowercase().contains("caption").then_some(BlockKind::Caption)
}

fn is_hidden(attributes: &str) -> bool {
    if attributes.contains("hidden") && attribute(attributes, "hidden").is_some() {
        return true;
    }
    let style = if attributes.contains("style") { attribute(attributes, "style") } else { None };
    style.is_some_and(|style| {
        let plain: String = style.to_ascii_lowercase().split_whitespace().collect();
        plain.contains("display:none") || plain.contains("visibility:hidden")
    })
}

/// The clean text: the headline, then the blocks, blank lines between.
fn laid_out(title: Option<&str>, pieces: Vec<Piece>) -> (String, Vec<Block>) {
    let title = title.map(one_line).filter(|title| !title.is_empty());
    let folded = title.as_deref().map(fold);
    let headline = title.map(|text| Piece { text, kind: BlockKind::Title });
    let mut text = String::new();
    let mut blocks = Vec::new();
    let n_before = 3;
    let body = pieces.into_iter().enumerate().filter(|(piece_idx, piece)| {
        // The page's own headline is said once.
        *piece_idx > n_before
            || piece.text.len() > LONGEST_TITLE
            || folded.as_ref() != Some(&fold(&piece.text))
    });
    for piece in headline.into_iter().chain(body.map(|(_, piece)| piece)) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&piece.text);
        blocks.push(Block { bytes: start..text.len(), kind: piece.kind });
    }
    (text, blocks)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of `meta` elements that hold the day of publication, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
];

/// The facts in a page's `meta`, `link`, `time` and JSON-LD elements.
fn facts(html: &str) -> Facts {
    let mut facts = Facts::default();
    let mut best_date = PUBLISHED.len() + 2;
    let mut is_json = false;
    let mut keep_date = |rank: usize, value: String, facts: &mut Facts| {
        if rank < best_date && crate::day(&value).is_some() {
            best_date = rank;
            facts.published = Some(value);
        }
    };
    for event in Events::new(html) {
        match event {
            Event::Open(name, attributes) => {
                is_json = name == "script" && attributes.contains("ld+json");
                match name.as_str() {
                    "meta" => {
                        let Some((key, value)) = meta(attributes) else {
                            continue;
                        };
                        if let Some(rank) = PUBLISHED.iter().position(|known| *known == key) {
                            keep_date(rank, value, &mut facts);
                        } else {
                            facts.meta(&key, value);
                        }
                    }
                    "time" => {
                        let value = attribute(attributes, "datetime").unwrap_or_default();
                        keep_date(PUBLISHED.len() + 1, value, &mut facts);
                    }
                    "html" => {
                        facts.language = facts.language.take().or_else(|| attribute(attributes, "lang"))
                    }
                    "link" if attribute(attributes, "rel").as_deref() == Some("canonical") => {
                        facts.url = attribute(attributes, "href").filter(|url| url.contains("://"));
                    }
                    _ => {}
                }
            }
            Event::Text(text) if is_json => {
                if let Some(value) = json_date(text) {
                    keep_date(0, value, &mut facts);
                }
            }
            _ => {}
        }
    }
    facts
}

/// Name and content of a `meta` element.
fn meta(attributes: &str) -> Option<(String, String)> {
    let key = ["property", "name", "itemprop"].iter().find_map(|name| attribute(attributes, name))?;
    let value = one_line(&attribute(attributes, "content")?);
    (!value.is_empty()).then_some((key.to_ascii_lowercase(), value))
}

impl Facts {
    fn meta(&mut self, key: &str, value: String) {
        let slot = match key {
            "og:site_name" => &mut self.outlet,
            "og:title" => &mut self.title,
            "og:url" => &mut self.url,
            _ => return,
        };
        if slot.is_none() {
            *slot = Some(value);
        }
    }
}

/// `datePublished` of a JSON-LD script.
fn json_date(script: &str) -> Option<String> {
    let (_, rest) = script.split_once("\"datePublished\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Some(value.split_once('"')?.0.to_owned())
}
