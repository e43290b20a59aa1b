-- Who manages the projects that he is in, by the token that he used last, with a phone or without one.
CREATE TABLE push_manager (
    user_id VARBINARY(512) NOT NULL PRIMARY KEY,
    seen_at DATETIME(3) NOT NULL
) ENGINE = InnoDB;

INSERT INTO push_manager (user_id, seen_at)
SELECT user_id, MAX(updated_at) FROM push_token
WHERE FIND_IN_SET('PROJECT_MANAGER', roles) > 0 OR FIND_IN_SET('ADMIN', roles) > 0
GROUP BY user_id;

-- Nobody reads or writes roles any more but nodes of the release before, which may run for a while beside those of this one and
-- cannot register a phone without it. The column goes with the release after this one.
ALTER TABLE push_token MODIFY COLUMN roles VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL;

-- How many of its category may wake a person within an hour; null for no bound but that of all together. gathered: of every
-- notification of changes that were made just before it, the entities as <id>:<version> with commas between.
ALTER TABLE notification_log ADD COLUMN per_hour INT;

-- A state more: CLAIMED, a worker has taken it and not begun to send it, so without that worker it is QUEUED again. Only from
-- SENDING on nobody knows what became of it.

-- How often it was held back for a while, since its device had an open socket; attempts count these, too.
ALTER TABLE push_delivery ADD COLUMN held INT NOT NULL DEFAULT 0;

-- What a parked mutation would have made or changed, as far as texts of its type's rules name it.
ALTER TABLE push_parked
    ADD COLUMN entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN project_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN fields MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
