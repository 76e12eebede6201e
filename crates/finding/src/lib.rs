//! Marks to claims with evidence: encounters, figures, formulas.
