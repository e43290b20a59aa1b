-- Ids are short ASCII texts with bytewise order; payloads are JSON and may exceed the 64 KiB of a BLOB.

CREATE TABLE domain_event (
    global_index         BIGINT       NOT NULL AUTO_INCREMENT,
    event_identifier     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    aggregate_identifier VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence_number      BIGINT       NOT NULL,
    type                 VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
    time_stamp           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload_type         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload_revision     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    payload              MEDIUMBLOB   NOT NULL,
    meta_data            BLOB,
    PRIMARY KEY (global_index),
    UNIQUE KEY domain_event_in_aggregate (aggregate_identifier, sequence_number),
    UNIQUE KEY domain_event_once (event_identifier)
);

CREATE TABLE snapshot_event (
    aggregate_identifier VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence_number      BIGINT       NOT NULL,
    type                 VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_identifier     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    time_stamp           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload_type         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload_revision     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    payload              MEDIUMBLOB   NOT NULL,
    meta_data            BLOB,
    PRIMARY KEY (aggregate_identifier, sequence_number),
    UNIQUE KEY snapshot_event_once (event_identifier)
);

-- A token that tracks thousands of gaps is longer than a BLOB.
CREATE TABLE tracking_token (
    processor_name VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    segment        INT          NOT NULL,
    token          MEDIUMBLOB,
    token_type     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
    time_stamp     VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin,
    owner          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (processor_name, segment)
);
