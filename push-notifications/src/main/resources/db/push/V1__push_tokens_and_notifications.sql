-- User and device ids are opaque bytes of clients, kept in binary columns because text columns would take "a" and "a " for
-- the same.

-- One token a device; the unique key makes sure that a phone which changed hands wakes its new owner only. A device is known
-- within its user: whoever learns another's device id cannot put a token in its place.
CREATE TABLE push_token (
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    token VARCHAR(224) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    platform VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    app_version VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    locale VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    timezone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    disabled_reason VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (user_id, device_id),
    UNIQUE KEY one_owner (token)
) ENGINE = InnoDB;

-- visible_at is scheduled_for or, without one, created_at: it orders the list, so that a scheduled notification comes in as
-- the newest when its time has come.
CREATE TABLE notification_log (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_id VARBINARY(512) NOT NULL,
    type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    body TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    data MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    deep_link TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL,
    scheduled_for DATETIME(3),
    visible_at DATETIME(3) NOT NULL,
    sent_at DATETIME(3),
    read_at DATETIME(3),
    KEY by_user (user_id, visible_at, id),
    KEY unread_by_user (user_id, read_at, visible_at, id)
) ENGINE = InnoDB;
