-- User and device ids are opaque bytes of clients, kept in binary columns because text columns would take "a" and "a " for
-- the same.

-- username_key is what two names have in common that differ in case or in the way their letters are composed.
CREATE TABLE account (
    user_id VARBINARY(512) NOT NULL PRIMARY KEY,
    username VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    username_key VARBINARY(2048) NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    roles VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY one_name (username_key)
) ENGINE = InnoDB;

-- Whoever changes a device's refresh tokens locks its row here first.
CREATE TABLE device (
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    platform VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    created_at DATETIME(3) NOT NULL,
    last_seen_at DATETIME(3) NOT NULL,
    PRIMARY KEY (user_id, device_id)
) ENGINE = InnoDB;

-- A login begins a family; each refresh makes its ACTIVE token USED and adds another. USED tokens stay until they expire, so
-- that one that was stolen is known when it comes.
CREATE TABLE refresh_token (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    family CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issued_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    KEY by_device (user_id, device_id, state)
) ENGINE = InnoDB;
