-- Which mutations wait for what. Derived from the events of parked mutations; the ids of people and devices are opaque bytes.
CREATE TABLE parked_mutation (
    mutation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    item LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    parked_at DATETIME(3) NOT NULL,
    -- Given by one writer, in the order of the events: what a device did first is released first.
    place BIGINT NOT NULL AUTO_INCREMENT UNIQUE,
    KEY by_device (user_id, device_id, state),
    KEY by_place (state, place)
) ENGINE = InnoDB;

CREATE TABLE parked_wait (
    awaited_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mutation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (awaited_id, mutation_id),
    KEY by_mutation (mutation_id)
) ENGINE = InnoDB;
