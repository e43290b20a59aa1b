-- Links an event to the one before it in its stream: 8 bytes that name the key, and 32 of the hash. Null for events from before
-- there was a chain.
ALTER TABLE domain_event ADD COLUMN chain_hash VARBINARY(40);

-- What had been stored by a time, counted and hashed once more: shows that whole streams, or their ends, have been taken away.
CREATE TABLE event_seal (
    number        BIGINT        NOT NULL PRIMARY KEY,
    after_index   BIGINT        NOT NULL,
    through_index BIGINT        NOT NULL,
    events        BIGINT        NOT NULL,
    seal          VARBINARY(40) NOT NULL,
    sealed_at     DATETIME(3)   NOT NULL
) ENGINE = InnoDB;
