//! Clocks: by which hours a document dates what it tells.

use std::{collections::HashMap, sync::LazyLock};

use record::{Article, fold};

use crate::lexicon::rows;

const CLOCKS: &str = include_str!("../data/clocks.tsv");

/// The addresses of the state that has more of them than its own two letters.
const ENDS_OF_US: &[&str] = &["gov", "mil"];

/// Ends of addresses that are two letters of a state and are sold to anybody.
const SOLD: &[&str] = &["ai", "co", "fm", "io", "me", "tv"];

/// Minutes from Greenwich of cities by their folded names and of states by their
/// folded codes.
struct Clocks {
    cities: HashMap<String, i16>,
    states: HashMap<String, i16>,
}

static TABLE: LazyLock<Clocks> = LazyLock::new(|| {
    let (mut cities, mut states) = (HashMap::new(), HashMap::new());
    for row in rows(CLOCKS) {
        if let [state, hours, named, _] = row[..]
            && let Ok(hours) = hours.parse::<f32>()
        {
            let minutes = (hours * 60.0) as i16;
            states.entry(fold(state)).or_insert(minutes);
            for city in named.split('|').filter(|city| !city.is_empty()) {
                cities.entry(fold(city)).or_insert(minutes);
            }
        }
    }
    Clocks { cities, states }
});

/// Minutes from Greenwich, by standard time, of the clock of a document: that of
/// the city in its dateline, else of the state in whose domain its page is.
/// Nothing where neither tells: a page under `.com` may be of anywhere.
pub(crate) fn clock(article: &Article) -> Option<i16> {
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let city = place.and_then(|place| TABLE.cities.get(&fold(place.trim())).copied());
    city.or_else(|| article.url.as_deref().and_then(of_address))
}

/// By the last part of the host's name.
fn of_address(url: &str) -> Option<i16> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let end = fold(host.trim_end_matches('.').rsplit_once('.')?.1);
    let state = match end.as_str() {
        "uk" => "gb",
        end if ENDS_OF_US.contains(&end) => "us",
        end if SOLD.contains(&end) => return None,
        end => end,
    };
    TABLE.states.get(state).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_the_state() {
        let told = [
            ("https://www.whitehouse.gov/briefing-room/", Some(-300)),
            ("http://en.kremlin.ru/events", Some(180)),
            ("https://www.gov.uk/government", Some(0)),
            ("https://en.vietnamplus.vn:443/a.vnp?b=c.de", Some(420)),
            ("https://example.com/kremlin.ru", None),
            ("https://example.tv/", None),
            ("a file.ru", None),
        ];
        for (url, expected) in told {
            assert_eq!(of_address(url), expected, "{url}");
        }
        assert_eq!(TABLE.cities.get("new delhi"), Some(&330));
        assert_eq!(TABLE.cities.get("vladivostok"), Some(&600));
    }
}
