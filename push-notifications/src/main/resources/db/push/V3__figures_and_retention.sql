-- Notifications by time: counted for dashboards, and deleted when they are too old.
ALTER TABLE notification_log ADD KEY by_time (visible_at, status, type);

-- Jobs that one node runs at a time (db-scheduler).
CREATE TABLE push_job (
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
