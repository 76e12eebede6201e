-- Documents of one page are found by its address: versions.
CREATE INDEX document_address ON document (
    coalesce(json_extract(article, '$.url'), json_extract(article, '$.source'))
);
