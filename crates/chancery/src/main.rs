//! Temporary main.
use std::io::Read;
fn main() -> anyhow::Result<()> {
    let rulebook = rulebook::Rulebook::embedded()?;
    if std::env::args().nth(1).as_deref() == Some("prove") {
        let bad = finding::prove(&rulebook);
        for b in &bad { println!("{b}"); }
        println!("{} unproved", bad.len());
        return Ok(());
    }
    let finder = finding::Finder::new(&rulebook);
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    for line in input.lines() {
        let v: serde_json::Value = serde_json::from_str(line)?;
        let t = v["text"].as_str().unwrap_or("");
        let published = v["published"].as_str().and_then(|d| d.parse().ok()).map(|d| (d, record::DateFrom::Argument));
        let given = text::Given { text: t, form: text::Form::Plain, title: None, outlet: v["outlet"].as_str(), url: v["url"].as_str(), published, language: None };
        let (doc, notices) = text::read(&given, &rulebook.outlets);
        let sha = "0".repeat(64);
        let r = finder.record(&doc, finding::Origin { source: v["source"].as_str().unwrap_or(""), sha256: &sha }, &notices);
        println!("{}", serde_json::to_string(&r)?);
    }
    Ok(())
}
