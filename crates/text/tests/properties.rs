//! What holds for any input: nothing panics, offsets lie on boundaries, tokens
//! lie in their sentences and sentences in their blocks, in order.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use proptest::prelude::*;
use record::{Outlet, Side};
use text::{BlockKind, Document, Form, Given, Outlets, decode, read};

fn outlets() -> Vec<Outlet> {
    let outlet = |name: &str, is_agency| Outlet {
        name: name.to_owned(),
        also: Vec::new(),
        country: None,
        side: Side::Press,
        is_agency,
        hosts: vec!["example.org".to_owned()],
    };
    vec![outlet("VNA", true), outlet("VNS", false)]
}

fn check(text: &str, form: Form) -> Document {
    let given = Given { text, form, title: None, outlet: None, url: None, published: None, language: None };
    let (document, _) = read(&given, &Outlets::new(&outlets()));
    let found = &document.text;
    if form != Form::Html {
        assert_eq!(found, text);
    }
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.bytes.start >= end && block.bytes.start < block.bytes.end, "{block:?} of {text:?}");
        assert!(found.get(block.bytes.clone()).is_some(), "{block:?} of {text:?}");
        end = block.bytes.end;
    }
    let (mut end, mut next_token) = (0, 0);
    for sentence in &document.sentences {
        let block = &document.blocks[sentence.block];
        assert!(!matches!(block.kind, BlockKind::Credit | BlockKind::Furniture));
        assert!(block.bytes.start <= sentence.bytes.start && sentence.bytes.end <= block.bytes.end);
        assert!(sentence.bytes.start >= end, "{sentence:?} of {text:?}");
        end = sentence.bytes.end;
        let words = found.get(sentence.bytes.clone()).unwrap();
        assert_eq!(words.trim(), words);
        assert!(sentence.tokens.start == next_token && sentence.tokens.end > next_token);
        next_token = sentence.tokens.end;
        let mut token_end = sentence.bytes.start;
        for token in &document.tokens[sentence.tokens.clone()] {
            assert!(
                token.bytes.start >= token_end && token.bytes.end <= sentence.bytes.end,
                "{token:?} of {text:?}"
            );
            assert!(!token.bytes.is_empty() && found.get(token.bytes.clone()).is_some());
            assert!(!token.folded.is_empty());
            token_end = token.bytes.end;
        }
    }
    assert_eq!(next_token, document.tokens.len());
    document
}

const PIECES: &[&str] = &[
    "e\u{301}",
    "\u{301}",
    "🇻🇳",
    "👨\u{200d}👩",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "مرحبا ",
    "שלום",
    "会谈",
    "ー",
    "date 2025-",
    "date 2025-10-25 ",
    "September 10",
    "(Photo: VNA)",
    "(Photo",
    " - ảnh 1",
    "’s",
    "'",
    "“",
    "”",
    "\"",
    "U.S.",
    "R. ",
    "Mr. ",
    "Sept. ",
    ". ",
    "! ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "# ",
    "![",
    "](",
    ")",
    "[",
    "---\n",
    "+++\n",
    "title: x\n",
    "<p>",
    "</p>",
    "<div hidden>",
    "<script>",
    "<!--",
    "<a href='",
    "&amp;",
    "&#x",
    "*",
    "_",
    "`",
    "> ",
    "- ",
    "1. ",
    "— VNA/VNS",
    "/TASS/",
    "(Xinhua) -- ",
    "HÀ NỘI — ",
    "MOSCOW, May 16. ",
    "Hà Nội",
    "word ",
    "5,000",
    "1.6",
    "$",
    "%",
    "\u{0}",
    "İ",
    "ß",
    "<figcaption>",
    "<h1>",
    "</h1>",
    "<style>",
    "<table>",
    "<td>",
    "<title>",
    "NEW DELHI: ",
    "<time datetime=\"2024-09-10\">",
];

fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text, Form::Plain);
        check(&text, Form::Markdown);
        check(&text, Form::Html);
    }

    #[test]
    fn nasty_text_is_read(text in nasty()) {
        check(&text, Form::Plain);
        check(&text, Form::Markdown);
        check(&text, Form::Html);
    }

    #[test]
    fn any_bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for form in [Form::Plain, Form::Html] {
            if let Ok((text, _)) = decode(&bytes, form) {
                check(&text, form);
            }
        }
    }
}

#[test]
fn deep_and_long_pages_are_read() {
    let deep = format!("{}The two sides met.{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(check(&deep, Form::Html).text.contains("The two sides met."));
    let bold = "<b><p>The two sides met.".repeat(20_000);
    assert!(!check(&bold, Form::Html).sentences.is_empty());
    for row in
        ["[", "![](", "<a ='", "(Photo", "*", "“", "<p>Talks. ", "\"", "a\u{301}\u{200b}", "x. ", "(", "& "]
    {
        let long = row.repeat(100_000 / row.len());
        check(&long, Form::Html);
        check(&long, Form::Markdown);
        check(&long, Form::Plain);
    }
}
