-- User and device ids are opaque bytes of clients.

-- One row. Whoever revokes counts it up and holds it until the commit, so that generations become visible in their order.
CREATE TABLE session_generation (
    id INT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL,
    deployment CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;

INSERT INTO session_generation (id, last, deployment) VALUES (1, 1, UUID());

-- The last revocation of each device, and under the empty device id that of all of a user's devices. Tokens without a generation
-- are judged by the second in which they were issued.
CREATE TABLE revocation (
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    generation BIGINT NOT NULL,
    -- Refresh tokens may outlive what ends access tokens, such as a change of roles.
    refresh_generation BIGINT NOT NULL,
    until_second BIGINT NOT NULL,
    reason VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (user_id, device_id),
    UNIQUE KEY in_order (generation)
) ENGINE = InnoDB;

-- When a device was last seen with a token, be it of a login or made elsewhere.
CREATE TABLE device_use (
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    first_seen_at DATETIME(3) NOT NULL,
    last_seen_at DATETIME(3) NOT NULL,
    PRIMARY KEY (user_id, device_id)
) ENGINE = InnoDB;
