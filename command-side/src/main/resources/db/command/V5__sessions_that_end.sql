-- A disabled account keeps its name and its password, and lets nobody in.
ALTER TABLE account ADD COLUMN disabled_at DATETIME(3);

-- What had been revoked when the token was issued; whatever is revoked later ends it.
ALTER TABLE refresh_token ADD COLUMN generation BIGINT NOT NULL DEFAULT 1;
CREATE INDEX by_family ON refresh_token (family, state);

-- Devices are seen with tokens of others, too: device_use knows.
ALTER TABLE device DROP COLUMN last_seen_at;
