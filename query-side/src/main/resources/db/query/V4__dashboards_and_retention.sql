-- What happened, counted by the projection in the transaction of its events: by minutes (M) and hours (H) in UTC, by project, and
-- under the empty project id of all together. A dashboard reads these and never the logs.
CREATE TABLE activity_count (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at DATETIME NOT NULL,
    changes BIGINT NOT NULL,
    applied BIGINT NOT NULL,
    merged BIGINT NOT NULL,
    conflict BIGINT NOT NULL,
    PRIMARY KEY (project_id, step, begins_at),
    KEY by_time (step, begins_at)
) ENGINE = InnoDB;

-- The same of parked items; a table of its own because another processor writes it.
CREATE TABLE parking_count (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at DATETIME NOT NULL,
    queued BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    PRIMARY KEY (project_id, step, begins_at),
    KEY by_time (step, begins_at)
) ENGINE = InnoDB;

-- Conflicts by how they ended when they were met, and by what people decided later (strategy PERSON).
CREATE TABLE conflict_count (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at DATETIME NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    strategy VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    resolution VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    conflicts BIGINT NOT NULL,
    PRIMARY KEY (project_id, step, begins_at, entity_type, strategy, resolution),
    KEY by_time (step, begins_at)
) ENGINE = InnoDB;

-- Which fields were contested, by hours.
CREATE TABLE contested_field_count (
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    begins_at DATETIME NOT NULL,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    field VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contests BIGINT NOT NULL,
    PRIMARY KEY (project_id, begins_at, entity_type, field),
    KEY by_time (begins_at)
) ENGINE = InnoDB;

-- How many entities there are and are not deleted; by project the digest's buckets say it.
CREATE TABLE entity_total (
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entities BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT INTO entity_total (entity_type, entities)
SELECT entity_type, SUM(entities) FROM digest_bucket GROUP BY entity_type;

-- Whose project is whose: the people of a manager's projects.
ALTER TABLE project_membership ADD KEY by_project (project_id, user_id);

-- What waits for a person, in some projects or in all.
ALTER TABLE conflict_log ADD KEY by_status (status, project_id, entity_type, detected_at);

-- Parked items of some projects.
ALTER TABLE sync_queue ADD KEY by_project (project_id, state);

-- What is too old to be kept.
ALTER TABLE sync_log ADD KEY by_time (at);

-- Tombstones that have been let go of: enough to know an old event again, and to make the row anew when an edit revives its
-- entity. subject is the key of the person whom a record was about, where its type says so, for erasures.
CREATE TABLE purged_entity (
    entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    entity_type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    project_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    created_position BIGINT NOT NULL,
    sequence_number BIGINT NOT NULL,
    subject VARBINARY(1020),
    KEY by_subject (subject, entity_type)
) ENGINE = InnoDB;

-- One row. A cursor that stands before refused_below may belong to a device that holds what no tombstone will tell it to drop;
-- generation counts how often that place moved. Up to looked_to tombstones have been looked for, up to scanned_to deleted.
CREATE TABLE tombstone_horizon (
    only_row TINYINT NOT NULL PRIMARY KEY,
    refused_below BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    announced_at DATETIME(3) NOT NULL,
    looked_to BIGINT NOT NULL,
    scanned_to BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT INTO tombstone_horizon (only_row, refused_below, generation, announced_at, looked_to, scanned_to)
VALUES (1, 0, 0, '1970-01-01', 0, 0);

-- Jobs that one node runs at a time (db-scheduler).
CREATE TABLE query_job (
    task_name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_instance VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_data BLOB,
    execution_time DATETIME(6) NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    last_success DATETIME(6),
    last_failure DATETIME(6),
    consecutive_failures INT,
    last_heartbeat DATETIME(6),
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance),
    KEY by_execution_time (execution_time),
    KEY by_heartbeat (last_heartbeat)
) ENGINE = InnoDB;
