-- What there is and is not deleted, by the first hex digit of its id. A hash is the XOR of the first 8 bytes of SHA-256 of
-- "entity_id:version", all 64 bits of it, so it may be negative here. Kept up by each batch of the projection.
CREATE TABLE digest_bucket (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digit CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entities BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    PRIMARY KEY (project_id, entity_type, digit)
) ENGINE = InnoDB;

INSERT INTO digest_bucket (project_id, entity_type, digit, entities, hash)
SELECT e.project_id, e.entity_type, SUBSTRING(e.entity_id, 1, 1), COUNT(*),
    CAST(BIT_XOR(CAST(CONV(SUBSTRING(SHA2(CONCAT(e.entity_id, ':', e.version), 256), 1, 16), 16, 10) AS UNSIGNED))
        AS SIGNED)
FROM synced_entity e
WHERE NOT e.deleted
GROUP BY e.project_id, e.entity_type, SUBSTRING(e.entity_id, 1, 1);

-- Longer prefixes are looked up in ranges of this.
ALTER TABLE synced_entity ADD KEY by_id (project_id, entity_type, entity_id);
