-- A ledger of two documents as release 0.1.0 writes it, tables of version 1.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1128812099;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE claim (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,            -- p1, e1, f1, r1 within its document
    kind     TEXT NOT NULL,            -- person, encounter, figure, formula
    body     TEXT NOT NULL,            -- the item of the JSON contract
    PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "claim" VALUES('7681bb660e278c34','e1','encounter','{"id":"e1","kind":"meeting","status":"held","date":"2023-03-04","date_from":"text","place":{"name":"Helsinki","country":"FI"},"hosts":["p1"],"guests":["p2"],"participants":["p1","p2"],"groups":[],"capacities":{"p1":["President of Finland"],"p2":["Prime Minister of Sweden"]},"occasion":null,"within":null,"evidence":[{"start":11,"end":114}],"by":"encounters/received"}');
INSERT INTO "claim" VALUES('7681bb660e278c34','p1','person','{"id":"p1","name":"Sauli Niinistö","country":"FI","names":["Sauli Niinistö"],"capacities":[{"label":"President of Finland","title":"President","body":null,"party":"FI","level":"head of state"}],"mentions":[{"start":11,"end":35,"how":"name"}],"by":"titled-name"}');
INSERT INTO "claim" VALUES('7681bb660e278c34','p2','person','{"id":"p2","name":"Ulf Kristersson","country":"SE","names":["Ulf Kristersson"],"capacities":[{"label":"Prime Minister of Sweden","title":"Prime Minister","body":null,"party":"SE","level":"head of government"}],"mentions":[{"start":45,"end":85,"how":"name"}],"by":"titled-name"}');
INSERT INTO "claim" VALUES('b34b4b58a4a43622','e1','encounter','{"id":"e1","kind":"meeting","status":"held","date":"2025-03-04","date_from":"text","place":{"name":"Lagos","country":"NG"},"hosts":["p1"],"guests":["p2"],"participants":["p1","p2"],"groups":[],"capacities":{"p1":["Minister of Nigeria"],"p2":["Ambassador of Norway"]},"occasion":null,"within":null,"evidence":[{"start":18,"end":106}],"by":"encounters/received"}');
INSERT INTO "claim" VALUES('b34b4b58a4a43622','f1','figure','{"id":"f1","measure":"Two-way trade","subject":["NG","NO"],"value":1600000.0,"low":null,"high":null,"unit":"USD","approx":false,"stage":"actual","period":"2023","change":null,"evidence":[{"start":108,"end":153}],"by":"figures/measure-of-value"}');
INSERT INTO "claim" VALUES('b34b4b58a4a43622','p1','person','{"id":"p1","name":"Adeyemi","country":"NG","names":["Adeyemi"],"capacities":[{"label":"Minister of Nigeria","title":"Minister","body":null,"party":"NG","level":"minister"}],"mentions":[{"start":18,"end":45,"how":"name"}],"by":"titled-name"}');
INSERT INTO "claim" VALUES('b34b4b58a4a43622','p2','person','{"id":"p2","name":"Lund","country":"NO","names":["Lund"],"capacities":[{"label":"Ambassador of Norway","title":"Ambassador","body":null,"party":"NO","level":"ambassador"}],"mentions":[{"start":55,"end":80,"how":"name"}],"by":"titled-name"}');
CREATE TABLE document (
    id          TEXT PRIMARY KEY,      -- first 16 hexadecimal digits of sha256
    sha256      TEXT NOT NULL UNIQUE,  -- of bytes
    bytes       BLOB NOT NULL,         -- as read
    form        TEXT NOT NULL,         -- plain, markdown, html
    text        TEXT NOT NULL,         -- clean text; every span counts its code points
    text_sha256 TEXT NOT NULL,         -- of text in UTF-8
    article     TEXT NOT NULL,         -- the article object of the JSON contract
    day         TEXT,                  -- dateline or publication day, by which it is ordered
    reader      TEXT NOT NULL          -- version of reader and rules that made the claims
) STRICT;
INSERT INTO "document" VALUES('7681bb660e278c34','7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb',X'48454C53494E4B4920E2809420507265736964656E74205361756C69204E69696E697374C3B6207265636569766564205072696D65204D696E697374657220556C66204B72697374657273736F6E206F662053776564656E20696E2048656C73696E6B69206F6E204D6172636820342C20323032332E0A','plain','HELSINKI — President Sauli Niinistö received Prime Minister Ulf Kristersson of Sweden in Helsinki on March 4, 2023.
','7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb','{"id":"7681bb660e278c34","source":"visit.txt","url":null,"title":null,"outlet":null,"agency":null,"side":null,"language":null,"published":{"value":null,"from":"none"},"dateline":{"place":"HELSINKI","date":null},"sha256":"7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb","length":116}',NULL,'0.1.0+3021680c8c332437+2026.11.2');
INSERT INTO "document" VALUES('b34b4b58a4a43622','b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143',X'232054616C6B7320696E204C61676F730A0A4D696E69737465722041646579656D69206F66204E69676572696120726563656976656420416D6261737361646F72204C756E64206F66204E6F7277617920696E204C61676F73206F6E204D6172636820342C20323032352E2054776F2D776179207472616465207265616368656420312E36206D696C6C696F6E2055534420696E20323032332E0A','markdown','# Talks in Lagos

Minister Adeyemi of Nigeria received Ambassador Lund of Norway in Lagos on March 4, 2025. Two-way trade reached 1.6 million USD in 2023.
','b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143','{"id":"b34b4b58a4a43622","source":"talks.md","url":null,"title":"Talks in Lagos","outlet":null,"agency":null,"side":null,"language":"en","published":{"value":null,"from":"none"},"dateline":null,"sha256":"b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143","length":155}',NULL,'0.1.0+3021680c8c332437+2026.11.2');
CREATE TABLE entry (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    first TEXT,                        -- first and last day it can mean
    last  TEXT,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "entry" VALUES('e-337c2ba772','encounter','2025-03-04','2025-03-04','{"id":"e-337c2ba772","kind":"meeting","kinds":[],"status":"held","date":"2025-03-04","date_from":"text","dates":[],"place":{"name":"Lagos","country":"NG"},"place_from":"text","places":[],"hosts":["p-adeyemi-ng"],"guests":["p-lund-no"],"participants":["p-adeyemi-ng","p-lund-no"],"groups":[],"capacities":{"p-adeyemi-ng":["Minister of Nigeria"],"p-lund-no":["Ambassador of Norway"]},"names":{"p-adeyemi-ng":"Adeyemi","p-lund-no":"Lund"},"occasion":null,"within":null,"evidence":[{"document":"b34b4b58a4a43622","start":18,"end":106}],"by":"encounters/received","sources":[{"document":"b34b4b58a4a43622","claim":"e1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":18,"end":106}],"words":[],"by":"encounters/received"}],"voices":["b34b4b58a4a43622"]}');
INSERT INTO "entry" VALUES('e-5160d43b36','encounter','2023-03-04','2023-03-04','{"id":"e-5160d43b36","kind":"meeting","kinds":[],"status":"held","date":"2023-03-04","date_from":"text","dates":[],"place":{"name":"Helsinki","country":"FI"},"place_from":"text","places":[],"hosts":["p-sauli-niinisto-fi"],"guests":["p-ulf-kristersson-se"],"participants":["p-sauli-niinisto-fi","p-ulf-kristersson-se"],"groups":[],"capacities":{"p-sauli-niinisto-fi":["President of Finland"],"p-ulf-kristersson-se":["Prime Minister of Sweden"]},"names":{"p-sauli-niinisto-fi":"Sauli Niinistö","p-ulf-kristersson-se":"Ulf Kristersson"},"occasion":null,"within":null,"evidence":[{"document":"7681bb660e278c34","start":11,"end":114}],"by":"encounters/received","sources":[{"document":"7681bb660e278c34","claim":"e1","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":11,"end":114}],"words":[],"by":"encounters/received"}],"voices":["7681bb660e278c34"]}');
INSERT INTO "entry" VALUES('f-b585521c42','figure','2023-01-01','2023-12-31','{"id":"f-b585521c42","measure":"Two-way trade","subject":["NG","NO"],"value":1600000.0,"low":null,"high":null,"unit":"USD","approx":false,"stage":"actual","period":"2023","change":null,"evidence":[{"document":"b34b4b58a4a43622","start":108,"end":153}],"by":"figures/measure-of-value","sources":[{"document":"b34b4b58a4a43622","claim":"f1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":108,"end":153}],"words":[],"by":"figures/measure-of-value"}],"voices":["b34b4b58a4a43622"]}');
INSERT INTO "entry" VALUES('p-adeyemi-ng','person',NULL,NULL,'{"id":"p-adeyemi-ng","name":"Adeyemi","country":"NG","names":["Adeyemi"],"capacities":[{"label":"Minister of Nigeria","title":"Minister","body":null,"party":"NG","level":"minister","first":null,"last":null,"documents":["b34b4b58a4a43622"]}],"sources":[{"document":"b34b4b58a4a43622","claim":"p1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":18,"end":45}],"words":[],"by":"titled-name"}]}');
INSERT INTO "entry" VALUES('p-lund-no','person',NULL,NULL,'{"id":"p-lund-no","name":"Lund","country":"NO","names":["Lund"],"capacities":[{"label":"Ambassador of Norway","title":"Ambassador","body":null,"party":"NO","level":"ambassador","first":null,"last":null,"documents":["b34b4b58a4a43622"]}],"sources":[{"document":"b34b4b58a4a43622","claim":"p2","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":55,"end":80}],"words":[],"by":"titled-name"}]}');
INSERT INTO "entry" VALUES('p-sauli-niinisto-fi','person',NULL,NULL,'{"id":"p-sauli-niinisto-fi","name":"Sauli Niinistö","country":"FI","names":["Sauli Niinistö"],"capacities":[{"label":"President of Finland","title":"President","body":null,"party":"FI","level":"head of state","first":null,"last":null,"documents":["7681bb660e278c34"]}],"sources":[{"document":"7681bb660e278c34","claim":"p1","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":11,"end":35}],"words":[],"by":"titled-name"}]}');
INSERT INTO "entry" VALUES('p-ulf-kristersson-se','person',NULL,NULL,'{"id":"p-ulf-kristersson-se","name":"Ulf Kristersson","country":"SE","names":["Ulf Kristersson"],"capacities":[{"label":"Prime Minister of Sweden","title":"Prime Minister","body":null,"party":"SE","level":"head of government","first":null,"last":null,"documents":["7681bb660e278c34"]}],"sources":[{"document":"7681bb660e278c34","claim":"p2","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":45,"end":85}],"words":[],"by":"titled-name"}]}');
CREATE TABLE entry_claim (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    claim    TEXT NOT NULL,
    PRIMARY KEY (document, claim, entry),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_claim" VALUES('e-337c2ba772','b34b4b58a4a43622','e1');
INSERT INTO "entry_claim" VALUES('e-5160d43b36','7681bb660e278c34','e1');
INSERT INTO "entry_claim" VALUES('f-b585521c42','b34b4b58a4a43622','f1');
INSERT INTO "entry_claim" VALUES('p-adeyemi-ng','b34b4b58a4a43622','p1');
INSERT INTO "entry_claim" VALUES('p-lund-no','b34b4b58a4a43622','p2');
INSERT INTO "entry_claim" VALUES('p-sauli-niinisto-fi','7681bb660e278c34','p1');
INSERT INTO "entry_claim" VALUES('p-ulf-kristersson-se','7681bb660e278c34','p2');
CREATE TABLE entry_party (
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    PRIMARY KEY (party, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_party" VALUES('e-5160d43b36','FI');
INSERT INTO "entry_party" VALUES('p-sauli-niinisto-fi','FI');
INSERT INTO "entry_party" VALUES('e-337c2ba772','NG');
INSERT INTO "entry_party" VALUES('f-b585521c42','NG');
INSERT INTO "entry_party" VALUES('p-adeyemi-ng','NG');
INSERT INTO "entry_party" VALUES('e-337c2ba772','NO');
INSERT INTO "entry_party" VALUES('f-b585521c42','NO');
INSERT INTO "entry_party" VALUES('p-lund-no','NO');
INSERT INTO "entry_party" VALUES('e-5160d43b36','SE');
INSERT INTO "entry_party" VALUES('p-ulf-kristersson-se','SE');
CREATE TABLE entry_person (
    entry  TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (person, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry_person" VALUES('e-337c2ba772','p-adeyemi-ng');
INSERT INTO "entry_person" VALUES('p-adeyemi-ng','p-adeyemi-ng');
INSERT INTO "entry_person" VALUES('e-337c2ba772','p-lund-no');
INSERT INTO "entry_person" VALUES('p-lund-no','p-lund-no');
INSERT INTO "entry_person" VALUES('e-5160d43b36','p-sauli-niinisto-fi');
INSERT INTO "entry_person" VALUES('p-sauli-niinisto-fi','p-sauli-niinisto-fi');
INSERT INTO "entry_person" VALUES('e-5160d43b36','p-ulf-kristersson-se');
INSERT INTO "entry_person" VALUES('p-ulf-kristersson-se','p-ulf-kristersson-se');
CREATE TABLE evidence (
    document TEXT    NOT NULL,
    claim    TEXT    NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end > start),
    PRIMARY KEY (document, claim, start, end),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "evidence" VALUES('7681bb660e278c34','e1',11,114);
INSERT INTO "evidence" VALUES('7681bb660e278c34','p1',11,35);
INSERT INTO "evidence" VALUES('7681bb660e278c34','p2',45,85);
INSERT INTO "evidence" VALUES('b34b4b58a4a43622','e1',18,106);
INSERT INTO "evidence" VALUES('b34b4b58a4a43622','f1',108,153);
INSERT INTO "evidence" VALUES('b34b4b58a4a43622','p1',18,45);
INSERT INTO "evidence" VALUES('b34b4b58a4a43622','p2',55,80);
CREATE TABLE joined (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    is_stale INTEGER NOT NULL
) STRICT;
INSERT INTO "joined" VALUES(1,0);
CREATE INDEX entry_in_time ON entry (kind, first, id);
CREATE INDEX entry_claim_of_entry ON entry_claim (entry);
COMMIT;
