-- Whose records entities are, of types that let some roles see only their own; user_id is the owner's key. lost_position is
-- null while the record is his, and the place of the loss after that: there he is told to drop it.
CREATE TABLE ownership (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gained_position BIGINT NOT NULL,
    lost_position BIGINT,
    PRIMARY KEY (entity_id, user_id),
    KEY by_user (user_id, project_id, entity_type, entity_id),
    KEY by_loss (user_id, lost_position)
) ENGINE = InnoDB;

-- The declarations that the table above was made by: where one has changed, its type's rows are made anew.
CREATE TABLE ownership_rule (
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    field VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;
