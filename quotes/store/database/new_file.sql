CREATE TABLE _alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT _alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE decision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	operation INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	note TEXT, 
	undoes INTEGER
);

CREATE INDEX ix_decision_operation ON decision (operation);

CREATE INDEX ix_decision_subject_subject_id ON decision (subject, subject_id);

CREATE INDEX ix_decision_undoes ON decision (undoes);

CREATE TABLE outlet (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	domain TEXT, 
	CONSTRAINT uq_outlet_name_key UNIQUE (name_key)
);

CREATE INDEX ix_outlet_domain ON outlet (domain);

CREATE TABLE run (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	command TEXT NOT NULL, 
	program TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	finished_at DATETIME
, noted INTEGER, erased INTEGER DEFAULT '0' NOT NULL);

CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	outlet INTEGER, 
	story_key TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	external_id TEXT, 
	url TEXT, 
	title TEXT, 
	byline TEXT, 
	published_on DATE, 
	published_at DATETIME, 
	text TEXT, 
	text_sha256 TEXT, 
	language TEXT, 
	regions JSON, 
	extractor TEXT, 
	added_at DATETIME NOT NULL, 
	run INTEGER, wire INTEGER CONSTRAINT fk_article_wire_article REFERENCES article (id), section TEXT, 
	CONSTRAINT fk_article_outlet_outlet FOREIGN KEY(outlet) REFERENCES outlet (id), 
	CONSTRAINT fk_article_run_run FOREIGN KEY(run) REFERENCES run (id), 
	CONSTRAINT uq_article_story_key_version UNIQUE (story_key, version), 
	CONSTRAINT uq_article_uid UNIQUE (uid)
);

CREATE INDEX ix_article_external_id ON article (external_id);

CREATE INDEX ix_article_outlet ON article (outlet);

CREATE INDEX ix_article_published_on ON article (published_on);

CREATE INDEX ix_article_run ON article (run);

CREATE INDEX ix_article_text_sha256 ON article (text_sha256);

CREATE UNIQUE INDEX uq_article_story_key_current ON article (story_key) WHERE is_current;

CREATE TABLE outlet_alias (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	outlet INTEGER NOT NULL, 
	alias TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	CONSTRAINT fk_outlet_alias_outlet_outlet FOREIGN KEY(outlet) REFERENCES outlet (id), 
	CONSTRAINT uq_outlet_alias_key UNIQUE ("key")
);

CREATE INDEX ix_outlet_alias_outlet ON outlet_alias (outlet);

CREATE TABLE run_item (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	run INTEGER NOT NULL, 
	article INTEGER, 
	source TEXT NOT NULL, 
	record TEXT, 
	sha256 TEXT, 
	outcome TEXT NOT NULL, 
	error TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT fk_run_item_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_run_item_run_run FOREIGN KEY(run) REFERENCES run (id)
);

CREATE INDEX ix_run_item_article ON run_item (article);

CREATE INDEX ix_run_item_run ON run_item (run);

CREATE INDEX ix_run_item_sha256 ON run_item (sha256);

CREATE TABLE speaker (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	article INTEGER, 
	wikidata_id TEXT, 
	CONSTRAINT fk_speaker_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT uq_speaker_uid UNIQUE (uid)
);

CREATE INDEX ix_speaker_article ON speaker (article);

CREATE INDEX ix_speaker_name_key ON speaker (name_key);

CREATE INDEX ix_speaker_wikidata_id ON speaker (wikidata_id);

CREATE UNIQUE INDEX uq_speaker_article_name_key_kind_note_within ON speaker (article, name_key, kind, note) WHERE article IS NOT NULL;

CREATE UNIQUE INDEX uq_speaker_name_key_kind_note_anywhere ON speaker (name_key, kind, note) WHERE article IS NULL;

CREATE TABLE quote (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	article INTEGER NOT NULL, 
	speaker INTEGER, 
	words TEXT NOT NULL, 
	search_words TEXT NOT NULL, 
	start_offset INTEGER, 
	end_offset INTEGER, 
	kind TEXT NOT NULL, 
	parent INTEGER, 
	utterance INTEGER NOT NULL, 
	setting TEXT NOT NULL, 
	modality TEXT NOT NULL, 
	mention TEXT, 
	mention_start INTEGER, 
	mention_end INTEGER, 
	cue TEXT, 
	reason TEXT, 
	uncredited_because TEXT, 
	via TEXT, 
	via_outlet INTEGER, 
	said_on DATE, 
	said_on_end DATE, 
	said_on_precision TEXT, 
	said_on_phrase TEXT, 
	confidence DOUBLE, 
	status TEXT NOT NULL, 
	extractor TEXT, family INTEGER CONSTRAINT fk_quote_family_quote REFERENCES quote (id), 
	CONSTRAINT ck_quote_confidence CHECK (confidence >= 0 AND confidence <= 1), 
	CONSTRAINT ck_quote_offsets CHECK (start_offset >= 0 AND start_offset < end_offset), 
	CONSTRAINT fk_quote_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_quote_parent_quote FOREIGN KEY(parent) REFERENCES quote (id), 
	CONSTRAINT fk_quote_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id), 
	CONSTRAINT fk_quote_via_outlet_outlet FOREIGN KEY(via_outlet) REFERENCES outlet (id), 
	CONSTRAINT uq_quote_article_start_offset_end_offset UNIQUE (article, start_offset, end_offset), 
	CONSTRAINT uq_quote_uid UNIQUE (uid)
);

CREATE INDEX ix_quote_parent ON quote (parent);

CREATE INDEX ix_quote_said_on ON quote (said_on);

CREATE INDEX ix_quote_status ON quote (status);

CREATE INDEX ix_quote_via_outlet ON quote (via_outlet);

CREATE TABLE speaker_alias (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	speaker INTEGER NOT NULL, 
	alias TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	family_key TEXT, given_key TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT fk_speaker_alias_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id), 
	CONSTRAINT uq_speaker_alias_speaker_alias UNIQUE (speaker, alias)
);

CREATE INDEX ix_speaker_alias_key ON speaker_alias ("key");

CREATE TABLE speaker_apart (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	CONSTRAINT ck_speaker_apart_ordered CHECK (a < b), 
	CONSTRAINT fk_speaker_apart_a_speaker FOREIGN KEY(a) REFERENCES speaker (id), 
	CONSTRAINT fk_speaker_apart_b_speaker FOREIGN KEY(b) REFERENCES speaker (id), 
	CONSTRAINT uq_speaker_apart_a_b UNIQUE (a, b)
);

CREATE INDEX ix_speaker_apart_b ON speaker_apart (b);

CREATE TABLE speaker_attribute (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	speaker INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT fk_speaker_attribute_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id)
);

CREATE INDEX ix_speaker_attribute_speaker ON speaker_attribute (speaker);

CREATE TABLE quote_credit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	quote INTEGER NOT NULL, 
	speaker INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_quote_credit_quote_quote FOREIGN KEY(quote) REFERENCES quote (id), 
	CONSTRAINT fk_quote_credit_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id), 
	CONSTRAINT uq_quote_credit_quote_speaker_role UNIQUE (quote, speaker, role)
);

CREATE INDEX ix_quote_credit_speaker ON quote_credit (speaker);

CREATE VIRTUAL TABLE quote_search USING fts5(search_words, content="quote", content_rowid="id", tokenize="unicode61 remove_diacritics 0", prefix="2 3");

CREATE INDEX ix_article_listing ON article (id, is_current, published_on, outlet);

CREATE INDEX ix_quote_listing ON quote (id, article, status, speaker);

CREATE INDEX ix_speaker_alias_family_given ON speaker_alias (family_key, given_key);

CREATE INDEX ix_decision_action ON decision (action);

CREATE TABLE speaker_former (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT NOT NULL, 
	speaker INTEGER NOT NULL, 
	CONSTRAINT fk_speaker_former_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id), 
	CONSTRAINT uq_speaker_former_uid UNIQUE (uid)
);

CREATE INDEX ix_speaker_former_speaker ON speaker_former (speaker);

CREATE INDEX ix_quote_speaker_listing ON quote (speaker, status, article, utterance, said_on, modality);

CREATE INDEX ix_quote_family ON quote (family) WHERE family IS NOT NULL;

CREATE INDEX ix_article_wire ON article (wire) WHERE wire IS NOT NULL;

CREATE TABLE family_tie (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	quote INTEGER NOT NULL, 
	other INTEGER, 
	CONSTRAINT fk_family_tie_quote_quote FOREIGN KEY(quote) REFERENCES quote (id), 
	CONSTRAINT fk_family_tie_other_quote FOREIGN KEY(other) REFERENCES quote (id), 
	CONSTRAINT uq_family_tie_quote_other UNIQUE (quote, other)
);

CREATE INDEX ix_family_tie_other ON family_tie (other);

CREATE TABLE quote_shingle (
	shingle INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	quote INTEGER NOT NULL, 
	CONSTRAINT pk_quote_shingle PRIMARY KEY (shingle, day, quote)
)
 WITHOUT ROWID

;

CREATE TABLE article_shingle (
	shingle INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	CONSTRAINT pk_article_shingle PRIMARY KEY (shingle, day, article)
)
 WITHOUT ROWID

;

CREATE TABLE page_visit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	url TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	program TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT uq_page_visit_url UNIQUE (url)
);

CREATE VIEW quote_all AS 
SELECT q.uid AS uid, q.words AS words, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind,
       o.name AS outlet, a.published_on AS published_on, q.said_on AS said_on, q.said_on_end AS said_on_end,
       q.said_on_precision AS said_on_precision, q.said_on_phrase AS said_on_phrase, q.via AS via, q.kind AS kind,
       q.status AS status, q.confidence AS confidence, q.reason AS reason, q.cue AS cue, q.mention AS mention,
       q.mention_start AS mention_start, q.mention_end AS mention_end, q.start_offset AS start_offset,
       q.end_offset AS end_offset, q.utterance AS utterance, a.uid AS article_uid, a.version AS article_version,
       a.external_id AS external_id, a.title AS title, a.byline AS byline, a.url AS url, a.language AS language,
       a.text_sha256 AS text_sha256, q.extractor AS extractor, q.modality AS modality,
       NULLIF(s.note, '') AS speaker_note, (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'joint' ORDER BY c.position, c.id
    ) AS n) AS also_by,
       (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'reported_by' ORDER BY c.position, c.id
    ) AS n) AS reported_by, (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'for' ORDER BY c.position, c.id
    ) AS n) AS spoken_for
FROM quote AS q
JOIN article AS a ON a.id = q.article
LEFT JOIN speaker AS s ON s.id = q.speaker
LEFT JOIN outlet AS o ON o.id = a.outlet;

CREATE VIEW quote_list AS 
SELECT q.uid AS uid, q.words AS words, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind,
       o.name AS outlet, a.published_on AS published_on, q.said_on AS said_on, q.said_on_end AS said_on_end,
       q.said_on_precision AS said_on_precision, q.said_on_phrase AS said_on_phrase, q.via AS via, q.kind AS kind,
       q.status AS status, q.confidence AS confidence, q.reason AS reason, q.cue AS cue, q.mention AS mention,
       q.mention_start AS mention_start, q.mention_end AS mention_end, q.start_offset AS start_offset,
       q.end_offset AS end_offset, q.utterance AS utterance, a.uid AS article_uid, a.version AS article_version,
       a.external_id AS external_id, a.title AS title, a.byline AS byline, a.url AS url, a.language AS language,
       a.text_sha256 AS text_sha256, q.extractor AS extractor, q.modality AS modality,
       NULLIF(s.note, '') AS speaker_note, (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'joint' ORDER BY c.position, c.id
    ) AS n) AS also_by,
       (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'reported_by' ORDER BY c.position, c.id
    ) AS n) AS reported_by, (
    SELECT GROUP_CONCAT(n.name, '; ') FROM (
        SELECT REPLACE(REPLACE(p.name || CASE WHEN p.note = '' THEN '' ELSE ' (' || p.note || ')' END, '\', '\\'),
                       ';', '\;') AS name
        FROM quote_credit AS c JOIN speaker AS p ON p.id = c.speaker
        WHERE c.quote = q.id AND c.role = 'for' ORDER BY c.position, c.id
    ) AS n) AS spoken_for
FROM quote AS q
JOIN article AS a ON a.id = q.article
LEFT JOIN speaker AS s ON s.id = q.speaker
LEFT JOIN outlet AS o ON o.id = a.outlet
 WHERE a.is_current AND q.status NOT IN ('rejected', 'withdrawn');

CREATE VIEW quote_speakers AS
SELECT q.uid AS uid, s.name AS speaker, s.uid AS speaker_uid, s.kind AS speaker_kind, NULLIF(s.note, '') AS speaker_note
FROM quote AS q JOIN speaker AS s ON s.id = q.speaker
UNION ALL
SELECT q.uid, s.name, s.uid, s.kind, NULLIF(s.note, '')
FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote JOIN speaker AS s ON s.id = c.speaker
WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker);

CREATE VIEW speaker_counts AS
SELECT s.uid AS speaker_uid, s.name AS speaker, s.kind AS speaker_kind,
       COUNT(DISTINCT b.article * 100000 + b.utterance) AS utterances, COUNT(*) AS quotations,
       COUNT(DISTINCT b.article) AS articles, COUNT(DISTINCT a.outlet) AS outlets,
       MIN(COALESCE(b.said_on, a.published_on)) AS first_on, MAX(COALESCE(b.said_on, a.published_on)) AS last_on
FROM (
    SELECT q.speaker, q.article, q.utterance, q.said_on, q.status, q.modality FROM quote AS q
    WHERE q.speaker IS NOT NULL
    UNION ALL
    SELECT c.speaker, q.article, q.utterance, q.said_on, q.status, q.modality
    FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote
    WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker)
) AS b
JOIN article AS a ON a.id = b.article
JOIN speaker AS s ON s.id = b.speaker
WHERE a.is_current AND b.status NOT IN ('rejected', 'withdrawn') AND b.modality = 'said'
GROUP BY s.id, s.uid, s.name, s.kind;

CREATE VIEW quote_voices AS
SELECT q.id AS quote, q.uid AS uid, q.article AS article, a.outlet AS outlet, q.speaker AS speaker,
       q.article * 100000 + q.utterance AS utterance, a.published_on AS published_on, q.said_on AS said_on,
       q.said_on_end AS said_on_end, q.kind AS kind, q.cue AS cue, q.via AS via, q.via_outlet AS via_outlet,
       q.status AS status, q.confidence AS confidence
FROM quote AS q JOIN article AS a ON a.id = q.article
WHERE a.is_current AND q.status NOT IN ('rejected', 'withdrawn') AND q.modality = 'said'
UNION ALL
SELECT q.id AS quote, q.uid AS uid, q.article AS article, a.outlet AS outlet, c.speaker AS speaker,
       q.article * 100000 + q.utterance AS utterance, a.published_on AS published_on, q.said_on AS said_on,
       q.said_on_end AS said_on_end, q.kind AS kind, q.cue AS cue, q.via AS via, q.via_outlet AS via_outlet,
       q.status AS status, q.confidence AS confidence
FROM quote_credit AS c JOIN quote AS q ON q.id = c.quote JOIN article AS a ON a.id = q.article
WHERE c.role = 'joint' AND (q.speaker IS NULL OR q.speaker <> c.speaker) AND a.is_current AND q.status NOT IN ('rejected', 'withdrawn') AND q.modality = 'said';

CREATE VIEW speaker_firsts AS
SELECT v.speaker AS speaker, MIN(v.published_on) AS first_published_on
FROM quote_voices AS v
WHERE v.speaker IS NOT NULL
GROUP BY v.speaker;

CREATE VIEW speaker_names AS
SELECT s.id AS speaker, s.uid AS uid, s.name || CASE WHEN s.note = '' THEN '' ELSE ' (' || s.note || ')' END AS name,
       s.name_key AS name_key, s.kind AS kind
FROM speaker AS s;

CREATE VIEW calendar AS
WITH RECURSIVE each_day(day) AS (
    SELECT f.day FROM (
        SELECT e.day FROM (
            SELECT published_on AS day FROM article WHERE published_on IS NOT NULL
            UNION ALL
            SELECT said_on FROM quote WHERE said_on IS NOT NULL
        ) AS e ORDER BY e.day LIMIT 1
    ) AS f
    UNION ALL
    SELECT DATE(d.day, '+1 day') FROM each_day AS d WHERE d.day < (SELECT MAX(l.day) FROM (
        SELECT MAX(published_on) AS day FROM article UNION ALL SELECT MAX(said_on) FROM quote
    ) AS l)
)
SELECT d.day AS day, DATE(d.day, 'weekday 0', '-6 days') AS week, SUBSTR(d.day, 1, 8) || '01' AS month,
       SUBSTR(d.day, 1, 5) || '01-01' AS year
FROM each_day AS d;

CREATE TRIGGER quote_search_insert AFTER INSERT ON quote BEGIN INSERT INTO quote_search (rowid, search_words) VALUES (new.id, new.search_words); END;

CREATE TRIGGER quote_search_delete AFTER DELETE ON quote BEGIN INSERT INTO quote_search (quote_search, rowid, search_words) VALUES ('delete', old.id, old.search_words); END;

CREATE TRIGGER quote_search_update AFTER UPDATE OF id, search_words ON quote BEGIN INSERT INTO quote_search (quote_search, rowid, search_words) VALUES ('delete', old.id, old.search_words); INSERT INTO quote_search (rowid, search_words) VALUES (new.id, new.search_words); END;
