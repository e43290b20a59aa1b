-- What lists find and order entities by, copied out of their rows. A copy is right for rows whose place in the feed is at or
-- before the head's position; what stands behind it is read from the rows themselves. So copies may be late, and nothing waits
-- for them. They are kept by the declarations that declared is the digest of, which gave their fields the numbers from
-- first_field to next_field: copies with lower numbers are of earlier ones, and rubbish. Before the position has come to whole_at,
-- words are not all there. Up to compared they have been compared with their rows once more, if they are to be.
CREATE TABLE listing_head (
    only_row TINYINT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    declared CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    first_field INT NOT NULL,
    next_field INT NOT NULL,
    whole_at BIGINT NOT NULL,
    compared BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT INTO listing_head (only_row, position, declared, first_field, next_field, whole_at, compared)
VALUES (1, 0, '', 0, 0, 0, 0);

-- Entities whose copies could not be written, and are not there at all: lists read their rows.
CREATE TABLE listing_left_out (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

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
