//! Furniture: what stands on a page beside what it says.

use record::fold;

/// Labels of buttons and menus, folded; a line of nothing but these is furniture.
const LABELS: &[&str] = &[
    "a+",
    "a-",
    "advertisement",
    "ads",
    "back",
    "back to top",
    "bluesky",
    "bookmark",
    "chia se",
    "close",
    "comment",
    "comments",
    "copy",
    "copy link",
    "copy url",
    "download",
    "e-mail",
    "email",
    "embed",
    "facebook",
    "flipboard",
    "font size",
    "gift article",
    "go to top",
    "google news",
    "home",
    "home page",
    "in bai viet",
    "instagram",
    "line",
    "linkedin",
    "listen",
    "listen to this article",
    "log in",
    "login",
    "mail",
    "menu",
    "messenger",
    "next",
    "next article",
    "pinterest",
    "play",
    "previous",
    "previous article",
    "print",
    "print article",
    "print this page",
    "promoted",
    "quay lai",
    "reddit",
    "register",
    "related",
    "related articles",
    "related content",
    "related news",
    "related stories",
    "rss",
    "save",
    "save article",
    "search",
    "send",
    "share",
    "share article",
    "share this",
    "share this article",
    "share this story",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "subscribe",
    "telegram",
    "text size",
    "theo doi",
    "tiktok",
    "toggle navigation",
    "trang chu",
    "trending",
    "tweet",
    "twitter",
    "viber",
    "wechat",
    "weibo",
    "whatsapp",
    "x",
    "youtube",
    "zalo",
    "binh luan",
    "latest news",
    "most read",
    "top stories",
    "see more",
    "view more",
    "load more",
    "show more",
    "read more",
    "tags",
];

/// How a short line of furniture begins, folded.
const OPENINGS: &[&str] = &[
    "accept all cookies",
    "accept cookies",
    "also read:",
    "also read ",
    "all rights reserved",
    "by continuing to",
    "by clicking",
    "click here",
    "continue reading",
    "copyright ",
    "download our app",
    "download the app",
    "follow us on",
    "follow us:",
    "get the latest",
    "join our",
    "like us on",
    "more on this",
    "more:",
    "read also:",
    "read also ",
    "read more:",
    "read more ",
    "related:",
    "see also:",
    "share on ",
    "share this ",
    "share to ",
    "sign up for",
    "subscribe to our",
    "subscribe now",
    "tags:",
    "this site uses cookies",
    "this website uses cookies",
    "topics:",
    "tin lien quan",
    "we use cookies",
    "you may also like",
    "keywords:",
    "© ",
    "(c) ",
    "please enable javascript",
    "your browser does not support",
];

/// The longest line, in bytes, that is looked at: what is said at length is
/// never furniture.
const LONGEST: usize = 300;

/// Whether a block of text is furniture by its words alone.
pub(crate) fn is_furniture(text: &str) -> bool {
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    if text.len() > LONGEST {
        return false;
    }
    let folded = fold(text);
    let plain = folded.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '©');
    if LABELS.contains(&plain) || OPENINGS.iter().any(|opening| plain.starts_with(opening)) {
        return true;
    }
    is_label_row(&folded) || is_breadcrumb(text)
}

/// Whether a run of lines is a menu: four or more, none longer than four words,
/// none ending like a sentence.
pub(crate) fn is_menu(lines: &[&str]) -> bool {
    let is_item = |line: &&str| {
        let line = line.trim();
        line.split_whitespace().count() <= 4
            && line.len() < 40
            && !line.ends_with(['.', ':', ';', ',', '?', '!'])
    };
    lines.len() >= 4 && lines.iter().all(is_item)
}

/// `Facebook Twitter Email Print`, `Share | Tweet`.
fn is_label_row(folded: &str) -> bool {
    let mut words = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty());
    words.by_ref().count() > 1
        && folded
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .filter(|word| !word.is_empty())
            .all(|word| LABELS.contains(&word))
}

/// `Home > Politics > Diplomacy`.
fn is_breadcrumb(text: &str) -> bool {
    ['>', '»', '›', '|'].iter().any(|mark| {
        let parts: Vec<&str> = text.split(*mark).collect();
        parts.len() >= 3
            && parts
                .iter()
                .all(|part| part.split_whitespace().count() <= 4 && !part.trim_end().ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_text() {
        for text in [
            "Chia sẻ",
            "Share",
            "Facebook | Twitter | Email",
            "* * *",
            "Follow us on Facebook",
            "Home > World > Asia",
            "© 2024 The Example Times",
        ] {
            assert!(is_furniture(text), "{text}");
        }
        for text in ["Talks in Hanoi", "Share prices fell in Vientiane.", "Read the joint statement in full."]
        {
            assert!(!is_furniture(text), "{text}");
        }
    }
}
