-- Events that a projection could not take, and those of the same stream that wait behind them: where they are in the event store,
-- and not what is in them. cause is null for what waits behind.
CREATE TABLE projection_dead_letter (
    processor VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence_number BIGINT NOT NULL,
    event_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_type VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    parked_at DATETIME(3) NOT NULL,
    attempts INT NOT NULL,
    last_attempt_at DATETIME(3),
    PRIMARY KEY (processor, sequence_id, sequence_number)
) ENGINE = InnoDB;
