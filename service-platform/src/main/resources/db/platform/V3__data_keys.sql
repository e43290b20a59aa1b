-- The key of each entity that holds sensitive values, wrapped by a master key that is not in the database. Destroyed, wrapped is
-- null; the row stays, so that no other key takes its place.
CREATE TABLE data_key (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    master_key VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wrapped CHAR(80) CHARACTER SET ascii COLLATE ascii_bin,
    destroyed_at DATETIME(3),
    KEY by_master_key (master_key)
) ENGINE = InnoDB;
