-- What admins changed of cache policies at run time, the last change of each type; nulls are as declared. changes counts over all
-- types, so the largest is the version of all policies. Types that are not declared any more keep theirs.
CREATE TABLE cache_policy_change (
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    changes BIGINT NOT NULL,
    strategy VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin,
    ttl_seconds BIGINT,
    max_entries INT,
    compress BOOLEAN,
    encrypt BOOLEAN
) ENGINE = InnoDB;
