-- How a notification is to be handled, and what came of it. devices is how many it was to go to.
ALTER TABLE notification_log
    ADD COLUMN category VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ANNOUNCEMENT',
    ADD COLUMN priority VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NORMAL',
    ADD COLUMN at_most_once BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN collapse_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN created_by VARBINARY(512),
    ADD COLUMN devices INT NOT NULL DEFAULT 0,
    ADD COLUMN pushed_at DATETIME(3),
    ADD COLUMN cancelled_at DATETIME(3),
    ADD KEY due (status, visible_at),
    ADD KEY pushed_by_user (user_id, pushed_at);

-- The outbox: one message to one device. States: QUEUED (to be sent from not_before on), SENDING (a call to Expo is being made;
-- written before it is), ACCEPTED (there is a ticket), DELIVERED, FAILED, UNKNOWN (the call's outcome was never learnt, and it
-- may not be sent twice), SKIPPED (read elsewhere). The token is that of the device when the message was made: a newer one of the same device leaves it
-- valid, another owner does not.
CREATE TABLE push_delivery (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    notification_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARBINARY(512) NOT NULL,
    device_id VARBINARY(512) NOT NULL,
    token VARCHAR(224) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at_most_once BOOLEAN NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    unknown_attempts INT NOT NULL DEFAULT 0,
    not_before DATETIME(3) NOT NULL,
    hinted_until DATETIME(3),
    lease_until DATETIME(3),
    ticket_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    receipt_due_at DATETIME(3),
    receipt_tries INT NOT NULL DEFAULT 0,
    error VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    queued_at DATETIME(3) NOT NULL,
    accepted_at DATETIME(3),
    finished_at DATETIME(3),
    UNIQUE KEY once_a_device (notification_id, user_id, device_id),
    KEY to_send (state, not_before),
    KEY to_reclaim (state, lease_until),
    KEY to_ask (state, receipt_due_at),
    KEY by_device (user_id, device_id, state),
    KEY to_prune (finished_at)
) ENGINE = InnoDB;

-- The project that Expo says a token belongs to, learnt when it refuses a mixed request.
ALTER TABLE push_token ADD COLUMN expo_project VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
