//! The picture of a relationship: encounters along the years, in a band for
//! each side's soil, visits as bars.

use ledger::Encounter;
use record::{Edtf, PartyId, Status};
use report::{Names, Relation};

use crate::{address, day::Day};

/// The picture, in units of its own: the page scales it.
pub(crate) struct Timeline {
    pub(crate) height: f64,
    /// Where the scale of years runs.
    pub(crate) axis: f64,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) bands: Vec<Band>,
    /// The picture in a sentence.
    pub(crate) description: String,
    /// Encounters that no date places.
    pub(crate) n_undated: usize,
}

/// A line across all bands at the beginning of a year or quarter.
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) label: String,
    pub(crate) is_year: bool,
}

/// Encounters on one soil.
pub(crate) struct Band {
    pub(crate) label: String,
    pub(crate) top: f64,
    pub(crate) height: f64,
    pub(crate) items: Vec<Item>,
}

/// One encounter, with those that are parts of it.
pub(crate) struct Item {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) is_bar: bool,
    pub(crate) is_held: bool,
    pub(crate) x: f64,
    pub(crate) width: f64,
    pub(crate) y: f64,
    pub(crate) label_x: f64,
    /// Whether the label stands before the mark, for want of room behind it.
    pub(crate) is_before: bool,
}

/// Width of the picture and of the margins, in its units.
const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 12.0;
const LANE: f64 = 26.0;
/// Room for a band's name above its lanes.
const HEAD: f64 = 26.0;
/// About the advance of a letter at the size of the labels (12.5 units).
const LETTER: f64 = 6.6;
/// More items than this go without label: the table names them.
const MOST_LABELS: usize = 60;

/// Years of the picture's ends, as fractions.
#[derive(Clone, Copy)]
struct Scale {
    first: f64,
    last: f64,
}

impl Timeline {
    /// The picture, or nothing if no encounter has a date.
    pub(crate) fn of(relation: &Relation, names: &Names) -> Option<Self> {
        let entries = &relation.encounters;
        let listed =
            |entry: &Encounter| entry.within.as_ref().is_some_and(|id| entries.iter().any(|e| e.id == *id));
        let outer: Vec<(&Encounter, Edtf)> = entries
            .iter()
            .filter(|entry| !listed(entry))
            .filter_map(|entry| entry.date.map(|date| (entry, date)))
            .collect();
        let scale = Scale::of(outer.iter().map(|(_, date)| date))?;
        let mut top = 30.0;
        let mut bands = Vec::new();
        for (label, soil) in soils(relation, names) {
            let here = outer.iter().filter(|(entry, _)| soil_of(entry, relation) == soil);
            let items: Vec<Item> = here.map(|(entry, date)| item(entry, *date, scale, entries)).collect();
            if items.is_empty() {
                continue;
            }
            let band = Band::of(label, top, items);
            top += band.height;
            bands.push(band);
        }
        Some(Self {
            height: top + 6.0,
            axis: 20.0,
            ticks: scale.ticks(),
            description: description(&outer, &bands),
            n_undated: entries.iter().filter(|entry| entry.date.is_none()).count(),
            bands,
        })
    }
}

/// The bands: each side's soil, then everywhere else.
fn soils(relation: &Relation, names: &Names) -> Vec<(String, Option<PartyId>)> {
    let sides = relation
        .parties
        .iter()
        .map(|party| (format!("In {}", report::plain(&names.of(party))), Some(party.clone())));
    sides.chain([("Elsewhere, at a distance, or place not known".to_owned(), None)]).collect()
}

fn soil_of(entry: &Encounter, relation: &Relation) -> Option<PartyId> {
    let country = entry.place.as_ref()?.country.as_ref()?;
    (!entry.kind.is_call() && relation.parties.contains(country)).then(|| country.clone())
}

fn item(entry: &Encounter, date: Edtf, scale: Scale, entries: &[Encounter]) -> Item {
    let (first, last) = ends(&date);
    let n_parts = entries.iter().filter(|part| part.within.as_ref() == Some(&entry.id)).count();
    let is_bar = entry.kind.is_visit() || last - first > 0.01;
    let x = scale.x(first);
    let width = if is_bar { (scale.x(last) - x).max(9.0) } else { 0.0 };
    let place =
        entry.place.as_ref().map_or_else(String::new, |place| format!(", {}", report::plain(&place.name)));
    let parts = if n_parts == 0 { String::new() } else { format!(" (+{n_parts})") };
    let status = if entry.status == Status::Held { String::new() } else { format!(", {}", entry.status) };
    Item {
        href: address::page("encounter", &entry.id),
        label: format!("{}: {}{place}{status}{parts}", Day::of(Some(&date)).words, entry.kind),
        is_bar,
        is_held: entry.status == Status::Held,
        x,
        width,
        y: 0.0,
        label_x: 0.0,
        is_before: false,
    }
}

impl Band {
    /// Lays items out in as few lanes as their labels allow.
    fn of(label: String, top: f64, mut items: Vec<Item>) -> Self {
        items.sort_by(|left, right| left.x.total_cmp(&right.x));
        if items.len() > MOST_LABELS {
            items.iter_mut().for_each(|item| item.label.clear());
        }
        // The right end of what each lane holds so far.
        let mut lanes: Vec<f64> = Vec::new();
        for item in &mut items {
            let (from, to) = item.place_label();
            let free = lanes.iter().position(|end| *end < from);
            let lane = free.unwrap_or(lanes.len());
            if lane == lanes.len() {
                lanes.push(to);
            } else {
                lanes[lane] = to;
            }
            item.y = top + HEAD + LANE * lane as f64 + LANE / 2.0;
        }
        let height = HEAD + LANE * lanes.len() as f64 + 8.0;
        Self { label, top, height, items }
    }
}

impl Item {
    /// Puts the label behind the mark, or before it at the picture's right end;
    /// the stretch that both take.
    fn place_label(&mut self) -> (f64, f64) {
        let length = self.label.chars().count() as f64 * LETTER;
        let (start, end) = (self.x - 6.0, self.x + self.width.max(6.0));
        self.is_before = end + 8.0 + length > WIDTH && start - 8.0 - length > 0.0;
        if self.is_before {
            self.label_x = start - 4.0;
            return (start - 8.0 - length, end + 8.0);
        }
        self.label_x = end + 5.0;
        (start, end + 16.0 + length)
    }
}

impl Scale {
    fn of<'e>(dates: impl Iterator<Item = &'e Edtf>) -> Option<Self> {
        let (mut first, mut last) = (f64::INFINITY, f64::NEG_INFINITY);
        for date in dates {
            let (from, to) = ends(date);
            first = first.min(from);
            last = last.max(to);
        }
        // A quarter of a year at least, so that one day has surroundings.
        let room = ((last - first) * 0.02).max(0.13);
        first.is_finite().then_some(Self { first: first - room, last: last + room })
    }

    fn x(self, year: f64) -> f64 {
        let share = (year - self.first) / (self.last - self.first);
        (MARGIN + share * (WIDTH - 2.0 * MARGIN)).clamp(MARGIN, WIDTH - MARGIN)
    }

    /// Years; quarters between them where there is room.
    fn ticks(self) -> Vec<Tick> {
        let years = self.last - self.first;
        let step = if years > 400.0 {
            100
        } else if years > 40.0 {
            10
        } else if years > 12.0 {
            2
        } else {
            1
        };
        let mut ticks = Vec::new();
        let mut quarter = (self.first * 4.0).ceil() as i64;
        while (quarter as f64) / 4.0 <= self.last {
            let (year, part) = (quarter.div_euclid(4), quarter.rem_euclid(4));
            let is_year = part == 0;
            let month = ["January", "April", "July", "October"][usize::try_from(part).unwrap_or_default()];
            let label = if is_year {
                year.to_string()
            } else if years <= 2.0 {
                month.to_owned()
            } else {
                String::new()
            };
            let is_shown = if is_year { year % step == 0 } else { years <= 8.0 };
            if is_shown {
                ticks.push(Tick { x: self.x(quarter as f64 / 4.0), label, is_year });
            }
            quarter += 1;
        }
        ticks
    }
}

/// A date's first and last day as fractions of years; an open end is its other
/// end.
fn ends(date: &Edtf) -> (f64, f64) {
    let (mut first, mut last) = (date.first_day(), date.last_day());
    if let Edtf::Interval(None, _) = date {
        first = last;
    }
    if let Edtf::Interval(_, None) = date {
        last = first;
    }
    let fraction = |year: i16, day: i16| f64::from(year) + f64::from(day - 1) / 366.0;
    (fraction(first.year(), first.day_of_year()), fraction(last.year(), last.day_of_year()))
}

fn description(outer: &[(&Encounter, Edtf)], bands: &[Band]) -> String {
    let dates = outer.iter().map(|(_, date)| date);
    let (first, last) = (dates.clone().min(), dates.max());
    let bands: Vec<String> =
        bands.iter().map(|band| format!("{}: {}", band.label, band.items.len())).collect();
    format!(
        "Encounters from {} to {}. {}. A number after a plus counts encounters that are part of a visit. The table \
         below holds the same.",
        Day::of(first).words,
        Day::of(last).words,
        bands.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(first: &str, last: &str) -> Scale {
        let dates: Vec<Edtf> = [first, last].iter().map(|date| date.parse().unwrap()).collect();
        Scale::of(dates.iter()).unwrap()
    }

    #[test]
    fn one_day_still_has_a_scale() {
        let scale = scale("2024-09-10", "2024-09-10");
        let x = scale.x(ends(&"2024-09-10".parse().unwrap()).0);
        assert!((x - WIDTH / 2.0).abs() < 1.0, "{x}");
    }

    #[test]
    fn ages_do_not_flood_the_picture() {
        for (first, last) in [("0001", "9999"), ("1900", "2026"), ("2024", "2026")] {
            let n_ticks = scale(first, last).ticks().len();
            assert!((1..=110).contains(&n_ticks), "{first}-{last}: {n_ticks}");
        }
    }

    #[test]
    fn labels_in_one_lane_do_not_meet() {
        let item = |x: f64| Item {
            href: String::new(),
            label: "10 September 2024: talks, Hanoi".to_owned(),
            is_bar: false,
            is_held: true,
            x,
            width: 0.0,
            y: 0.0,
            label_x: 0.0,
            is_before: false,
        };
        let band =
            Band::of("In Vietnam".to_owned(), 0.0, vec![item(40.0), item(60.0), item(600.0), item(990.0)]);
        let lanes: Vec<f64> = band.items.iter().map(|item| item.y).collect();
        assert!(lanes[0] != lanes[1] && lanes[0] == lanes[2] && lanes[3] != lanes[2], "{lanes:?}");
        assert!(band.items[3].is_before);
    }
}
