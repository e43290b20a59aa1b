-- The key of each entity that holds sensitive values, wrapped by a master key that is not in the database. Destroyed, wrapped is
-- null; the row stays, so that no other key takes its place. A key is settled once something was stored under it.
CREATE TABLE data_key (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    master_key VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wrapped CHAR(80) CHARACTER SET ascii COLLATE ascii_bin,
    created_at DATETIME(3) NOT NULL,
    settled BOOLEAN NOT NULL DEFAULT FALSE,
    destroyed_at DATETIME(3),
    KEY by_master_key (master_key),
    KEY unsettled (settled, created_at)
) ENGINE = InnoDB;
