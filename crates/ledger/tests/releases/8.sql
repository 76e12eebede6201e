-- A ledger of two documents with the tables of version 8.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1128812099;
PRAGMA user_version = 8;
BEGIN TRANSACTION;
CREATE TABLE claim (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,            -- p1, e1, f1, r1 within its document
    kind     TEXT NOT NULL,            -- person, encounter, figure, formula
    body     TEXT NOT NULL,            -- the item of the JSON contract
    PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;
INSERT INTO claim VALUES('7681bb660e278c34','e1','encounter','{"id":"e1","kind":"meeting","status":"held","date":"2023-03-04","date_from":"text","place":{"name":"Helsinki","country":"FI"},"hosts":["p1"],"guests":["p2"],"participants":["p1","p2"],"groups":[],"capacities":{"p1":["President of Finland"],"p2":["Prime Minister of Sweden"]},"occasion":null,"within":null,"evidence":[{"start":11,"end":114}],"by":"encounters/received"}');
INSERT INTO claim VALUES('7681bb660e278c34','p1','person','{"id":"p1","name":"Sauli Niinistö","country":"FI","names":["Sauli Niinistö"],"capacities":[{"label":"President of Finland","title":"President","body":null,"party":"FI","level":"head of state"}],"mentions":[{"start":11,"end":35,"how":"name"}],"by":"titled-name"}');
INSERT INTO claim VALUES('7681bb660e278c34','p2','person','{"id":"p2","name":"Ulf Kristersson","country":"SE","names":["Ulf Kristersson"],"capacities":[{"label":"Prime Minister of Sweden","title":"Prime Minister","body":null,"party":"SE","level":"head of government"}],"mentions":[{"start":45,"end":85,"how":"name"}],"by":"titled-name"}');
INSERT INTO claim VALUES('b34b4b58a4a43622','e1','encounter','{"id":"e1","kind":"meeting","status":"held","date":"2025-03-04","date_from":"text","place":{"name":"Lagos","country":"NG"},"hosts":["p1"],"guests":["p2"],"participants":["p1","p2"],"groups":[],"capacities":{"p1":["Minister of Nigeria"],"p2":["Ambassador of Norway"]},"occasion":null,"within":null,"evidence":[{"start":18,"end":106}],"by":"encounters/received"}');
INSERT INTO claim VALUES('b34b4b58a4a43622','f1','figure','{"id":"f1","measure":"Two-way trade","subject":["NG","NO"],"value":1600000.0,"low":null,"high":null,"unit":"USD","approx":false,"stage":"actual","period":"2023","change":null,"evidence":[{"start":108,"end":153}],"by":"figures/measure-of-value"}');
INSERT INTO claim VALUES('b34b4b58a4a43622','p1','person','{"id":"p1","name":"Adeyemi","country":"NG","names":["Adeyemi"],"capacities":[{"label":"Minister of Nigeria","title":"Minister","body":null,"party":"NG","level":"minister"}],"mentions":[{"start":18,"end":45,"how":"name"}],"by":"titled-name"}');
INSERT INTO claim VALUES('b34b4b58a4a43622','p2','person','{"id":"p2","name":"Lund","country":"NO","names":["Lund"],"capacities":[{"label":"Ambassador of Norway","title":"Ambassador","body":null,"party":"NO","level":"ambassador"}],"mentions":[{"start":55,"end":80,"how":"name"}],"by":"titled-name"}');
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
INSERT INTO document VALUES('7681bb660e278c34','7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb',X'48454c53494e4b4920e2809420507265736964656e74205361756c69204e69696e697374c3b6207265636569766564205072696d65204d696e697374657220556c66204b72697374657273736f6e206f662053776564656e20696e2048656c73696e6b69206f6e204d6172636820342c20323032332e0a','plain',replace('HELSINKI — President Sauli Niinistö received Prime Minister Ulf Kristersson of Sweden in Helsinki on March 4, 2023.\n','\n',char(10)),'7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb','{"id":"7681bb660e278c34","source":"visit.txt","url":null,"title":null,"outlet":null,"agency":null,"side":null,"language":null,"published":{"value":null,"from":"none"},"dateline":{"place":"HELSINKI","date":null},"sha256":"7681bb660e278c34f3bdcc1415ef59f7a1a4a008832631740ef1fa110d73a0cb","length":116}',NULL,'0.1.0+3021680c8c332437+2026.11.2');
INSERT INTO document VALUES('b34b4b58a4a43622','b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143',X'232054616c6b7320696e204c61676f730a0a4d696e69737465722041646579656d69206f66204e69676572696120726563656976656420416d6261737361646f72204c756e64206f66204e6f7277617920696e204c61676f73206f6e204d6172636820342c20323032352e2054776f2d776179207472616465207265616368656420312e36206d696c6c696f6e2055534420696e20323032332e0a','markdown',replace('# Talks in Lagos\n\nMinister Adeyemi of Nigeria received Ambassador Lund of Norway in Lagos on March 4, 2025. Two-way trade reached 1.6 million USD in 2023.\n','\n',char(10)),'b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143','{"id":"b34b4b58a4a43622","source":"talks.md","url":null,"title":"Talks in Lagos","outlet":null,"agency":null,"side":null,"language":"en","published":{"value":null,"from":"none"},"dateline":null,"sha256":"b34b4b58a4a43622c3a50c4dbc765d8517ee9ef93343982af0e8285d268a9143","length":155}',NULL,'0.1.0+3021680c8c332437+2026.11.2');
CREATE TABLE entry_claim (
    entry    TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    claim    TEXT NOT NULL,
    PRIMARY KEY (document, claim, entry),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO entry_claim VALUES('e-337c2ba772','b34b4b58a4a43622','e1');
INSERT INTO entry_claim VALUES('e-5160d43b36','7681bb660e278c34','e1');
INSERT INTO entry_claim VALUES('f-b585521c42','b34b4b58a4a43622','f1');
INSERT INTO entry_claim VALUES('p-adeyemi-ng','b34b4b58a4a43622','p1');
INSERT INTO entry_claim VALUES('p-lund-no','b34b4b58a4a43622','p2');
INSERT INTO entry_claim VALUES('p-sauli-niinisto-fi','7681bb660e278c34','p1');
INSERT INTO entry_claim VALUES('p-ulf-kristersson-se','7681bb660e278c34','p2');
INSERT INTO entry_claim VALUES('t-49190ef70d','7681bb660e278c34','p2');
INSERT INTO entry_claim VALUES('t-8058896ec4','b34b4b58a4a43622','p2');
INSERT INTO entry_claim VALUES('t-8dd1db1831','b34b4b58a4a43622','p1');
INSERT INTO entry_claim VALUES('t-93bab1bca6','7681bb660e278c34','p1');
CREATE TABLE evidence (
    document TEXT    NOT NULL,
    claim    TEXT    NOT NULL,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end > start),
    PRIMARY KEY (document, claim, start, end),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO evidence VALUES('7681bb660e278c34','e1',11,114);
INSERT INTO evidence VALUES('7681bb660e278c34','p1',11,35);
INSERT INTO evidence VALUES('7681bb660e278c34','p2',45,85);
INSERT INTO evidence VALUES('b34b4b58a4a43622','e1',18,106);
INSERT INTO evidence VALUES('b34b4b58a4a43622','f1',108,153);
INSERT INTO evidence VALUES('b34b4b58a4a43622','p1',18,45);
INSERT INTO evidence VALUES('b34b4b58a4a43622','p2',55,80);
CREATE TABLE joined (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    is_stale INTEGER NOT NULL
) STRICT;
INSERT INTO joined VALUES(1,0);
CREATE TABLE correction (
    number    INTEGER PRIMARY KEY,     -- in the order in which they were made
    made      TEXT NOT NULL,           -- RFC 3339, UTC
    author    TEXT NOT NULL,
    why       TEXT,                    -- in the author's words
    body      TEXT NOT NULL,           -- what was decided, and the words it is about
    undone    TEXT,                    -- RFC 3339, UTC
    undone_by TEXT
) STRICT;
CREATE TABLE seal (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    sha256   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO seal VALUES('7681bb660e278c34','9232f74cb404e7883a92c7292a3b405c2458a58315b5db6bfe3e8a7edeba5cd7');
INSERT INTO seal VALUES('b34b4b58a4a43622','108637f194458935de340fdc19e675cd180533eee60fcd95b8c09a97fe020374');
CREATE TABLE indexed (
    number   INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
    stamp    TEXT NOT NULL,            -- what the words were taken from, and how
    fields   TEXT NOT NULL             -- what the entries of the document can be asked by
) STRICT;
INSERT INTO "indexed" VALUES(7766459,'7681bb660e278c34','1 c07746a3325b71c3','kind·encounter kind·meeting kind·person kind·tenure party·fi party·se person·kristersson person·kristersson·ulf person·niinisto person·niinisto·sauli person·sauli person·ulf place·helsinki state·fi');
INSERT INTO "indexed" VALUES(11750219,'b34b4b58a4a43622','1 e4a25193c7193781','kind·encounter kind·figure kind·meeting kind·person kind·tenure party·ng party·no person·adeyemi person·lund place·lagos state·ng');
CREATE VIRTUAL TABLE word_index USING fts5 (
    title, body, exact, fields,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);
DELETE FROM word_index_data; DELETE FROM word_index_idx; DELETE FROM word_index_docsize; DELETE FROM word_index_config;
INSERT INTO word_index_data VALUES(1,X'02032d011c');
INSERT INTO word_index_data VALUES(10,X'00000000ff00000101010100010101010101000002');
INSERT INTO word_index_data VALUES(137438953473,X'0000079602303185cd964b0601011801043230323383da833b0601011281f393100601011d04013585cd964b0601011301013483da833b0601011181f393100601011201013685cd964b06010119010761646579656d6985cd964b0601010602096d6261737361646f7285cd964b0601010a010868656c73696e6b6983da833b080101020e0102696e83da833b0601010d81f393100c030101030d10010f6b696e64c2b7656e636f756e74657283da833b0601030281f3931006010302070666696775726585cd964b0601030307076d656574696e6783da833b0601030381f39310060103040706706572736f6e83da833b0601030481f3931006010305070674656e75726583da833b0601030581f3931006010306020a72697374657273736f6e83da833b0601010a01056c61676f7385cd964b0a040101040d0203756e6485cd964b0601010b01056d6172636883da833b0601011081f39310060101110206696c6c696f6e85cd964b0601011a03066e697374657283da833b0601010881f393100601010501076e69676572696185cd964b060101080306696e6973746f83da833b060101050902cc8883da833b0601020202056f7277617985cd964b0601010d01026f6683da833b0601010b81f39310080101070702016e83da833b0601010f81f393100601011001097061727479c2b7666983da833b0601030608026e6785cd964b0601030709016f85cd964b060103080802736583da833b06010307020e6572736f6ec2b761646579656d6985cd964b06010309090b6b72697374657273736f6e83da833b060103081405c2b7756c6683da833b0601030909046c756e6485cd964b0601030a09086e69696e6973746f83da833b0601030a1107c2b77361756c6983da833b0601030b09057361756c6983da833b0601030c0903756c6683da833b0601030d020e6c616365c2b768656c73696e6b6983da833b0601030e08056c61676f7385cd964b0601030b02087265736964656e7483da833b060101030303696d6583da833b0601010701077265616368656485cd964b06010117030663656976656483da833b0601010681f393100601010901057361756c6983da833b06010104020874617465c2b7666983da833b0601030f08026e6785cd964b0601030c0205776564656e83da833b0601010c010574616c6b7385cd964b0802010102020869746c65c2b7696e85cd964b0601030d08056c61676f7385cd964b0601030e080574616c6b7385cd964b0601030f02047261646585cd964b060101160202776f85cd964b060101140103756c6683da833b060101090202736485cd964b0601011b010377617985cd964b06010115000331323083da833b0601011281f39310080101130c0102616485cd964b0601010602016d85cd964b0601010a0102686583da833b080101020e0102696e83da833b0601010d81f393100c030101030d1001026b6983da833b0c01030203030381f393100e0103020303030302017283da833b0601010a01026c6185cd964b0a040101040d02017585cd964b0601010b01026d6183da833b0601011081f393100601011102016983da833b0601010881f39310080101051701026e6983da833b0c01010501020281f393100601010802016f85cd964b0601010d01026f6683da833b0601010b81f39310080101070702016e83da833b0601010f81f39310060101100102706183da833b080103060381f39310080103070302016583da833b10010308030303030381f39310080103090302016c83da833b0601030e81f393100601030b02017283da833b08010103060102726583da833b0601010681f3931008010109100102736183da833b0601010402017483da833b0601030f81f393100601030c02017783da833b0601010c0102746185cd964b080201010202016985cd964b0a01030d030302017285cd964b0601011602017785cd964b060101140102756c83da833b0601010902017385cd964b0601011b0102776185cd964b0601011500043232303283da833b0601011281f39310080101130c010361646585cd964b0601010602026d6285cd964b0601010a010368656c83da833b080101020e01036b696e83da833b0c01030203030381f393100e010302030303030202726983da833b0601010a01036c616785cd964b0a040101040d0202756e85cd964b0601010b01036d617283da833b0601011081f39310060101110202696c85cd964b0601011a03016e83da833b0601010881f393100601010501036e696785cd964b0601010803016983da833b0c01010501020202026f7285cd964b0601010d010370617283da833b080103060381f3931008010307030202657283da833b10010308030303030381f39310080103090302026c6183da833b0601030e81f393100601030b0202726583da833b0601010303016983da833b06010107010372656185cd964b0601011703016383da833b0601010681f3931006010109010373617583da833b060101040202746183da833b0601030f81f393100601030c0202776583da833b0601010c010374616c85cd964b08020101020202697485cd964b0a01030d03030202726185cd964b060101160202776f85cd964b060101140103756c6683da833b060101090202736485cd964b0601011b010377617985cd964b06010115040b160b130b11131317211019181814110d17101811100c0f1513130c0b0c18150f0e12110f0d180f120d11180f120c0f10120f0f0e0c0d0c0d160c0b0d171b0b0e0b1414170b15131619130c150c130b0d0d0b0b0c0b0c170d0c0e1c0c0f0c150c130d0e0c171a140c0b0d130d140c0e0e0c0c0d0c');
INSERT INTO word_index_idx VALUES(1,X'',2);
INSERT INTO word_index_docsize VALUES(7766459,X'0011010e',1);
INSERT INTO word_index_docsize VALUES(11750219,X'031c000e',1);
INSERT INTO word_index_config VALUES('version',4);
CREATE TABLE entry_field (
    entry  TEXT PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    tokens TEXT NOT NULL,
    label  TEXT                        -- what it is called in a list; else its words
) STRICT, WITHOUT ROWID;
INSERT INTO entry_field VALUES('e-337c2ba772','kind·encounter kind·meeting party·ng party·no person·adeyemi person·lund place·lagos state·ng','meeting, Lagos');
INSERT INTO entry_field VALUES('e-5160d43b36','kind·encounter kind·meeting party·fi party·se person·kristersson person·kristersson·ulf person·niinisto person·niinisto·sauli person·sauli person·ulf place·helsinki state·fi','meeting, Helsinki');
INSERT INTO entry_field VALUES('f-b585521c42','kind·figure party·ng party·no',NULL);
INSERT INTO entry_field VALUES('p-adeyemi-ng','kind·person party·ng person·adeyemi','Adeyemi');
INSERT INTO entry_field VALUES('p-lund-no','kind·person party·no person·lund','Lund');
INSERT INTO entry_field VALUES('p-sauli-niinisto-fi','kind·person party·fi person·niinisto person·niinisto·sauli person·sauli','Sauli Niinistö');
INSERT INTO entry_field VALUES('p-ulf-kristersson-se','kind·person party·se person·kristersson person·kristersson·ulf person·ulf','Ulf Kristersson');
INSERT INTO entry_field VALUES('t-49190ef70d','kind·tenure party·se person·kristersson person·kristersson·ulf person·ulf',NULL);
INSERT INTO entry_field VALUES('t-8058896ec4','kind·tenure party·no person·lund',NULL);
INSERT INTO entry_field VALUES('t-8dd1db1831','kind·tenure party·ng person·adeyemi',NULL);
INSERT INTO entry_field VALUES('t-93bab1bca6','kind·tenure party·fi person·niinisto person·niinisto·sauli person·sauli',NULL);
CREATE TABLE entry (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    first TEXT,                        -- first and last day it can mean
    last  TEXT,
    body  TEXT NOT NULL
) STRICT;
INSERT INTO entry VALUES('p-sauli-niinisto-fi','person',NULL,NULL,'{"id":"p-sauli-niinisto-fi","name":"Sauli Niinistö","country":"FI","names":["Sauli Niinistö"],"capacities":[{"label":"President of Finland","title":"President","body":null,"party":"FI","level":"head of state","first":null,"last":null,"documents":["7681bb660e278c34"]}],"sources":[{"document":"7681bb660e278c34","claim":"p1","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":11,"end":35}],"words":[],"by":"titled-name"}]}');
INSERT INTO entry VALUES('p-ulf-kristersson-se','person',NULL,NULL,'{"id":"p-ulf-kristersson-se","name":"Ulf Kristersson","country":"SE","names":["Ulf Kristersson"],"capacities":[{"label":"Prime Minister of Sweden","title":"Prime Minister","body":null,"party":"SE","level":"head of government","first":null,"last":null,"documents":["7681bb660e278c34"]}],"sources":[{"document":"7681bb660e278c34","claim":"p2","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":45,"end":85}],"words":[],"by":"titled-name"}]}');
INSERT INTO entry VALUES('p-adeyemi-ng','person',NULL,NULL,'{"id":"p-adeyemi-ng","name":"Adeyemi","country":"NG","names":["Adeyemi"],"capacities":[{"label":"Minister of Nigeria","title":"Minister","body":null,"party":"NG","level":"minister","first":null,"last":null,"documents":["b34b4b58a4a43622"]}],"sources":[{"document":"b34b4b58a4a43622","claim":"p1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":18,"end":45}],"words":[],"by":"titled-name"}]}');
INSERT INTO entry VALUES('p-lund-no','person',NULL,NULL,'{"id":"p-lund-no","name":"Lund","country":"NO","names":["Lund"],"capacities":[{"label":"Ambassador of Norway","title":"Ambassador","body":null,"party":"NO","level":"ambassador","first":null,"last":null,"documents":["b34b4b58a4a43622"]}],"sources":[{"document":"b34b4b58a4a43622","claim":"p2","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":55,"end":80}],"words":[],"by":"titled-name"}]}');
INSERT INTO entry VALUES('e-5160d43b36','encounter','2023-03-04','2023-03-04','{"id":"e-5160d43b36","kind":"meeting","kinds":[],"status":"held","date":"2023-03-04","date_from":"text","dates":[],"place":{"name":"Helsinki","country":"FI"},"place_from":"text","places":[],"hosts":["p-sauli-niinisto-fi"],"guests":["p-ulf-kristersson-se"],"participants":["p-sauli-niinisto-fi","p-ulf-kristersson-se"],"groups":[],"capacities":{"p-sauli-niinisto-fi":["President of Finland"],"p-ulf-kristersson-se":["Prime Minister of Sweden"]},"names":{"p-sauli-niinisto-fi":"Sauli Niinistö","p-ulf-kristersson-se":"Ulf Kristersson"},"occasion":null,"within":null,"evidence":[{"document":"7681bb660e278c34","start":11,"end":114}],"by":"encounters/received","sources":[{"document":"7681bb660e278c34","claim":"e1","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":11,"end":114}],"words":[],"by":"encounters/received"}],"voices":["7681bb660e278c34"]}');
INSERT INTO entry VALUES('e-337c2ba772','encounter','2025-03-04','2025-03-04','{"id":"e-337c2ba772","kind":"meeting","kinds":[],"status":"held","date":"2025-03-04","date_from":"text","dates":[],"place":{"name":"Lagos","country":"NG"},"place_from":"text","places":[],"hosts":["p-adeyemi-ng"],"guests":["p-lund-no"],"participants":["p-adeyemi-ng","p-lund-no"],"groups":[],"capacities":{"p-adeyemi-ng":["Minister of Nigeria"],"p-lund-no":["Ambassador of Norway"]},"names":{"p-adeyemi-ng":"Adeyemi","p-lund-no":"Lund"},"occasion":null,"within":null,"evidence":[{"document":"b34b4b58a4a43622","start":18,"end":106}],"by":"encounters/received","sources":[{"document":"b34b4b58a4a43622","claim":"e1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":18,"end":106}],"words":[],"by":"encounters/received"}],"voices":["b34b4b58a4a43622"]}');
INSERT INTO entry VALUES('t-93bab1bca6','tenure','2023-03-04','2023-03-04','{"id":"t-93bab1bca6","person":"p-sauli-niinisto-fi","name":"Sauli Niinistö","office":{"label":"President of Finland","title":"President","body":null,"party":"FI","level":"head of state"},"labels":["President of Finland"],"first":"2023-03-04","last":"2023-03-04","gaps":[],"contradicted":[],"evidence":[{"document":"7681bb660e278c34","start":11,"end":35}],"by":"titled-name","sources":[{"document":"7681bb660e278c34","claim":"p1","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":11,"end":35}],"words":[],"by":"titled-name"}],"voices":["7681bb660e278c34"]}');
INSERT INTO entry VALUES('t-8dd1db1831','tenure','2025-03-04','2025-03-04','{"id":"t-8dd1db1831","person":"p-adeyemi-ng","name":"Adeyemi","office":{"label":"Minister of Nigeria","title":"Minister","body":null,"party":"NG","level":"minister"},"labels":["Minister of Nigeria"],"first":"2025-03-04","last":"2025-03-04","gaps":[],"contradicted":[],"evidence":[{"document":"b34b4b58a4a43622","start":18,"end":45}],"by":"titled-name","sources":[{"document":"b34b4b58a4a43622","claim":"p1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":18,"end":45}],"words":[],"by":"titled-name"}],"voices":["b34b4b58a4a43622"]}');
INSERT INTO entry VALUES('t-8058896ec4','tenure','2025-03-04','2025-03-04','{"id":"t-8058896ec4","person":"p-lund-no","name":"Lund","office":{"label":"Ambassador of Norway","title":"Ambassador","body":null,"party":"NO","level":"ambassador"},"labels":["Ambassador of Norway"],"first":"2025-03-04","last":"2025-03-04","gaps":[],"contradicted":[],"evidence":[{"document":"b34b4b58a4a43622","start":55,"end":80}],"by":"titled-name","sources":[{"document":"b34b4b58a4a43622","claim":"p2","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":55,"end":80}],"words":[],"by":"titled-name"}],"voices":["b34b4b58a4a43622"]}');
INSERT INTO entry VALUES('t-49190ef70d','tenure','2023-03-04','2023-03-04','{"id":"t-49190ef70d","person":"p-ulf-kristersson-se","name":"Ulf Kristersson","office":{"label":"Prime Minister of Sweden","title":"Prime Minister","body":null,"party":"SE","level":"head of government"},"labels":["Prime Minister of Sweden"],"first":"2023-03-04","last":"2023-03-04","gaps":[],"contradicted":[],"evidence":[{"document":"7681bb660e278c34","start":45,"end":85}],"by":"titled-name","sources":[{"document":"7681bb660e278c34","claim":"p2","outlet":null,"agency":null,"side":null,"title":null,"published":null,"evidence":[{"start":45,"end":85}],"words":[],"by":"titled-name"}],"voices":["7681bb660e278c34"]}');
INSERT INTO entry VALUES('f-b585521c42','figure','2023-01-01','2023-12-31','{"id":"f-b585521c42","measure":"Two-way trade","subject":["NG","NO"],"value":1600000.0,"low":null,"high":null,"unit":"USD","approx":false,"stage":"actual","period":"2023","change":null,"evidence":[{"document":"b34b4b58a4a43622","start":108,"end":153}],"by":"figures/measure-of-value","sources":[{"document":"b34b4b58a4a43622","claim":"f1","outlet":null,"agency":null,"side":null,"title":"Talks in Lagos","published":null,"evidence":[{"start":108,"end":153}],"words":[],"by":"figures/measure-of-value"}],"voices":["b34b4b58a4a43622"]}');
CREATE TABLE entry_party (
    party TEXT NOT NULL,
    kind  TEXT NOT NULL,               -- of the entry
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (party, kind, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_party VALUES('NG','encounter','e-337c2ba772');
INSERT INTO entry_party VALUES('NO','encounter','e-337c2ba772');
INSERT INTO entry_party VALUES('FI','encounter','e-5160d43b36');
INSERT INTO entry_party VALUES('SE','encounter','e-5160d43b36');
INSERT INTO entry_party VALUES('NG','figure','f-b585521c42');
INSERT INTO entry_party VALUES('NO','figure','f-b585521c42');
INSERT INTO entry_party VALUES('NG','person','p-adeyemi-ng');
INSERT INTO entry_party VALUES('NO','person','p-lund-no');
INSERT INTO entry_party VALUES('FI','person','p-sauli-niinisto-fi');
INSERT INTO entry_party VALUES('SE','person','p-ulf-kristersson-se');
INSERT INTO entry_party VALUES('SE','tenure','t-49190ef70d');
INSERT INTO entry_party VALUES('NO','tenure','t-8058896ec4');
INSERT INTO entry_party VALUES('NG','tenure','t-8dd1db1831');
INSERT INTO entry_party VALUES('FI','tenure','t-93bab1bca6');
CREATE TABLE entry_person (
    person TEXT NOT NULL,
    kind   TEXT NOT NULL,              -- of the entry
    entry  TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (person, kind, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_person VALUES('p-adeyemi-ng','encounter','e-337c2ba772');
INSERT INTO entry_person VALUES('p-lund-no','encounter','e-337c2ba772');
INSERT INTO entry_person VALUES('p-sauli-niinisto-fi','encounter','e-5160d43b36');
INSERT INTO entry_person VALUES('p-ulf-kristersson-se','encounter','e-5160d43b36');
INSERT INTO entry_person VALUES('p-adeyemi-ng','person','p-adeyemi-ng');
INSERT INTO entry_person VALUES('p-lund-no','person','p-lund-no');
INSERT INTO entry_person VALUES('p-sauli-niinisto-fi','person','p-sauli-niinisto-fi');
INSERT INTO entry_person VALUES('p-ulf-kristersson-se','person','p-ulf-kristersson-se');
INSERT INTO entry_person VALUES('p-ulf-kristersson-se','tenure','t-49190ef70d');
INSERT INTO entry_person VALUES('p-lund-no','tenure','t-8058896ec4');
INSERT INTO entry_person VALUES('p-adeyemi-ng','tenure','t-8dd1db1831');
INSERT INTO entry_person VALUES('p-sauli-niinisto-fi','tenure','t-93bab1bca6');
CREATE TABLE relation (
    party TEXT    NOT NULL,
    other TEXT    NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (party, other)
) STRICT, WITHOUT ROWID;
INSERT INTO relation VALUES('FI','SE',1);
INSERT INTO relation VALUES('NG','NO',1);
CREATE TABLE journal_seal (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    sha256 TEXT NOT NULL
) STRICT;
INSERT INTO journal_seal VALUES(1,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
CREATE INDEX entry_claim_of_entry ON entry_claim (entry);
CREATE TRIGGER forget_words AFTER DELETE ON indexed BEGIN
    DELETE FROM word_index WHERE rowid = old.number;
END;
CREATE INDEX document_address ON document (
    coalesce(json_extract(article, '$.url'), json_extract(article, '$.source'))
);
CREATE INDEX entry_party_of_entry ON entry_party (entry, party);
CREATE INDEX entry_person_of_entry ON entry_person (entry, person);
CREATE INDEX entry_in_time ON entry (kind, first IS NULL, first, last, id);
CREATE INDEX person_names ON entry (id, iif(json_valid(body), json_extract(body, '$.names'), '[]')) WHERE kind = 'person';
CREATE INDEX entry_within ON entry (iif(json_valid(body), json_extract(body, '$.within'), NULL)) WHERE kind = 'encounter';
CREATE INDEX encounter_of_kind ON entry (iif(json_valid(body), json_extract(body, '$.kind'), NULL), first IS NULL, first, last, id) WHERE kind = 'encounter';
CREATE INDEX person_of_many ON entry (iif(json_valid(body), json_array_length(body, '$.sources'), 0) DESC, id) WHERE kind = 'person';
CREATE INDEX document_in_time ON document (day IS NULL, day, id);
COMMIT;
