//! Floors: figures below which a change does not pass, with the gold they hold for.

use std::collections::BTreeMap;

/// The floors of one annotated set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Floor {
    /// Of the set's annotations and texts, in hexadecimal.
    pub(crate) sha256: String,
    /// The least value of each figure.
    pub(crate) figures: BTreeMap<String, f64>,
}

/// The floors of every set.
pub(crate) type Floors = BTreeMap<String, Floor>;

const HEAD: &str = "\
# What reading must reach on annotated texts, treebanks (in percent) and names, by
# `cargo xtask score`. A figure below its floor fails. `cargo xtask score --write`
# raises floors and never lowers one: that is a commit of its own, by hand, with the
# reason. `sha256` is of the annotations and texts that the figures were reached on.
";

/// Reads `floors.toml`.
pub(crate) fn read(text: &str) -> anyhow::Result<Floors> {
    let table: toml::Table = text.parse()?;
    let mut floors = Floors::new();
    for (set, body) in &table {
        let sha256 = body.get("sha256").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let figures = body.as_table().into_iter().flatten();
        let figures =
            figures.filter_map(|(figure, least)| Some((figure.clone(), least.as_float()?))).collect();
        floors.insert(set.clone(), Floor { sha256, figures });
    }
    Ok(floors)
}

/// Floors as `floors.toml` holds them.
pub(crate) fn text(floors: &Floors) -> String {
    let mut text = HEAD.to_owned();
    for (set, floor) in floors {
        text.push_str(&format!("\n[{set}]\nsha256 = \"{}\"\n", floor.sha256));
        for (figure, least) in &floor.figures {
            text.push_str(&format!("\"{figure}\" = {least:.2}\n"));
        }
    }
    text
}

/// Floors raised to what was reached, cut to two decimals; none is lowered.
pub(crate) fn raised(old: &Floor, reached: &Floor) -> Floor {
    let mut figures = old.figures.clone();
    for (figure, value) in &reached.figures {
        let least = (value * 100.0 + 1e-9).floor() / 100.0;
        let floor = figures.entry(figure.clone()).or_insert(least);
        *floor = floor.max(least);
    }
    Floor { sha256: reached.sha256.clone(), figures }
}

/// What falls short: figures below their floor or gone, and gold that is not
/// the one the floors were set on.
pub(crate) fn shortfalls(set: &str, floor: &Floor, reached: &Floor) -> Vec<String> {
    let mut short = Vec::new();
    if floor.sha256 != reached.sha256 {
        short.push(format!(
            "floors.toml: the gold of {set} is not the one its floors were set on; look at what changed, then \
             cargo xtask score --write"
        ));
    }
    for (figure, least) in &floor.figures {
        let value = reached.figures.get(figure).copied();
        if value.is_none_or(|value| value + 1e-9 < *least) {
            let value = value.map_or("missing".to_owned(), |value| format!("{value:.4}"));
            short.push(format!(
                "{set} {figure}: {value}, floor {least:.2}; see what is lost with score.py --misses, or lower the \
                 floor in a commit of its own with the reason"
            ));
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floor(sha256: &str, figures: &[(&str, f64)]) -> Floor {
        let figures = figures.iter().map(|(figure, value)| ((*figure).to_owned(), *value)).collect();
        Floor { sha256: sha256.to_owned(), figures }
    }

    #[test]
    fn floors_survive_writing() {
        let floors =
            Floors::from([("seeds".to_owned(), floor("ab", &[("people.f1", 0.95), ("score", 1.0)]))]);
        assert_eq!(read(&text(&floors)).unwrap(), floors);
    }

    #[test]
    fn floors_only_rise() {
        let old = floor("a", &[("people.f1", 0.95), ("figures.f1", 0.5)]);
        let reached = floor("b", &[("people.f1", 0.9), ("figures.f1", 0.6789), ("formulas.f1", 1.0)]);
        let expected = floor("b", &[("people.f1", 0.95), ("figures.f1", 0.67), ("formulas.f1", 1.0)]);
        assert_eq!(raised(&old, &reached), expected);
    }

    #[test]
    fn what_falls_short_is_said() {
        let old = floor("a", &[("people.f1", 0.95), ("figures.f1", 0.5), ("score", 0.7)]);
        let reached = floor("b", &[("people.f1", 0.949), ("score", 0.7)]);
        let said = shortfalls("seeds", &old, &reached);
        assert_eq!(said.len(), 3);
        assert!(said[0].contains("gold of seeds"));
        assert!(said[1].starts_with("seeds figures.f1: missing, floor 0.50"));
        assert!(said[2].starts_with("seeds people.f1: 0.9490, floor 0.95"));
        assert!(
            shortfalls(
                "seeds",
                &old,
                &floor("a", &[("people.f1", 1.0), ("figures.f1", 0.5), ("score", 0.7)])
            )
            .is_empty()
        );
    }
}
