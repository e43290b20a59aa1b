-- What lists find and order entities by, copied out of their rows. A copy is right for rows whose place in the feed is at or
-- before the head's position; what stands behind it is read from the rows themselves. So copies may be late, and nothing waits
-- for them. They are kept by the declarations that declared is the digest of, which gave their fields the numbers from
-- first_field to next_field: copies with lower numbers are of earlier ones, and rubbish.
CREATE TABLE listing_head (
    only_row TINYINT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    declared CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    first_field INT NOT NULL,
    next_field INT NOT NULL
) ENGINE = InnoDB;

INSERT INTO listing_head (only_row, position, declared, first_field, next_field) VALUES (1, 0, '', 0, 0);

-- Bytes in the order of values. Going downwards has an index of its own, for ties are upwards by id in both directions.
CREATE TABLE listed_value (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    field INT NOT NULL,
    value VARBINARY(256) NOT NULL,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (entity_id, field, value),
    KEY upwards (field, project_id, value, entity_id),
    KEY downwards (field, project_id, value DESC, entity_id)
) ENGINE = InnoDB;

-- Words in a form that is plain ASCII and too long for any list of stop words or least length of a server's settings.
CREATE TABLE listed_text (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    words MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    FULLTEXT KEY by_word (words)
) ENGINE = InnoDB;
