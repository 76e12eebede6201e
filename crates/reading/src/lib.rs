//! Document and rulebook to marks: people, offices, parties, places, dates, amounts.
