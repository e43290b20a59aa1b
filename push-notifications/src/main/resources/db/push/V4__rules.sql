-- What rules need to know of an entity: the fields that they look at, as of its last event.
CREATE TABLE push_subject (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fields MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    deleted BOOLEAN NOT NULL,
    sequence_number BIGINT NOT NULL
) ENGINE = InnoDB;

-- Whose parked mutations are, for the day on which one is refused.
CREATE TABLE push_parked (
    parking_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_id VARBINARY(512) NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    KEY by_user (user_id)
) ENGINE = InnoDB;

-- What made a notification, so that one for later can be taken back when its reason is gone: <entity id>:<rule>.
ALTER TABLE notification_log
    ADD COLUMN reason VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY by_reason (reason, status);

-- The roles of the token under which a device registered: who decides conflicts is known by them.
ALTER TABLE push_token ADD COLUMN roles VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '';

-- When a person is left alone, and what the person does not want to hear of. Times are those of the person's device.
CREATE TABLE push_preference (
    user_id VARBINARY(512) NOT NULL PRIMARY KEY,
    quiet_from TIME,
    quiet_until TIME,
    muted TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;
