-- The read model. Ids that our own code makes or checks are ASCII; user, device and local ids are opaque bytes of clients,
-- kept in binary columns because text columns would take "a" and "a " for the same.

CREATE TABLE deployment (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

INSERT INTO deployment (id) VALUES (UUID());

-- One row. Whoever gives positions holds its lock until commit, so positions become visible in order.
CREATE TABLE feed_head (
    only_row TINYINT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT INTO feed_head (only_row, position) VALUES (1, 0);

-- The feed is this table by (project_id, position). A deleted row keeps its data: an edit may bring it back.
CREATE TABLE synced_entity (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version BIGINT NOT NULL,
    data MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    deleted BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    created_position BIGINT NOT NULL,
    sequence_number BIGINT NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    device_id VARBINARY(1020) NOT NULL,
    occurred_at DATETIME(3) NOT NULL,
    KEY project_feed (project_id, position, entity_type),
    KEY whole_feed (position, entity_type)
) ENGINE = InnoDB;

-- Lets a pull skip projects in which nothing happened.
CREATE TABLE project_feed (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    last_position BIGINT NOT NULL
) ENGINE = InnoDB;

-- What had been written by a time stands at or below its position.
CREATE TABLE feed_time (
    position BIGINT NOT NULL PRIMARY KEY,
    at DATETIME(3) NOT NULL,
    KEY by_time (at)
) ENGINE = InnoDB;

-- revoked_position is null while the user is a member.
CREATE TABLE project_membership (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    granted_position BIGINT NOT NULL,
    revoked_position BIGINT,
    PRIMARY KEY (user_id, project_id)
) ENGINE = InnoDB;

CREATE TABLE conflict_log (
    conflict_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mutation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    strategy VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    resolution VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fields LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    detected_at DATETIME(3) NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    device_id VARBINARY(1020) NOT NULL,
    resolved_at DATETIME(3),
    resolved_by VARBINARY(1020),
    KEY by_project (project_id, detected_at, conflict_id),
    KEY by_time (detected_at, conflict_id),
    KEY by_device (device_id, status)
) ENGINE = InnoDB;

-- local_id has no bound of its own, so its index holds the beginning only.
CREATE TABLE id_mapping (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device_id VARBINARY(1020) NOT NULL,
    local_id MEDIUMBLOB NOT NULL,
    KEY by_local_id (device_id, local_id(255))
) ENGINE = InnoDB;

CREATE TABLE sync_log (
    mutation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version BIGINT NOT NULL,
    content_digest VARCHAR(44) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    device_id VARBINARY(1020) NOT NULL,
    conflict_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    at DATETIME(3) NOT NULL
) ENGINE = InnoDB;

-- When a device's last mutation was stored; kept beside the log so that the log needs no second index.
CREATE TABLE device_push (
    device_id VARBINARY(1020) NOT NULL PRIMARY KEY,
    at DATETIME(3) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE cache_policy (
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    strategy VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ttl_seconds BIGINT NOT NULL,
    stale_seconds BIGINT NOT NULL,
    max_entries INT NOT NULL,
    compress BOOLEAN NOT NULL,
    encrypt BOOLEAN NOT NULL
) ENGINE = InnoDB;

-- Parked mutations: state is WAITING (for the local id in waits_for), PENDING (about to be applied) or FAILED.
CREATE TABLE sync_queue (
    mutation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    device_id VARBINARY(1020) NOT NULL,
    user_id VARBINARY(1020) NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    item LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    waits_for MEDIUMBLOB,
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts INT NOT NULL,
    next_attempt_at DATETIME(3),
    error_code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    error_message TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    parked_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    KEY by_device (device_id, state),
    KEY by_next_attempt (state, next_attempt_at)
) ENGINE = InnoDB;
