-- What goes with entries goes first: at once, and not entry by entry.
DELETE FROM relation;
DELETE FROM entry_claim;
DELETE FROM entry_party;
DELETE FROM entry_person;
DELETE FROM entry;
