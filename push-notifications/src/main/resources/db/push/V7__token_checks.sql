-- silent: a message that shows nothing. It goes to a phone whose own message's outcome was never learnt and may not be sent
-- again, since its answer says whether the phone is still there.
ALTER TABLE push_delivery
    ADD COLUMN silent BOOLEAN NOT NULL DEFAULT FALSE,
    DROP KEY once_a_device,
    ADD UNIQUE KEY once_a_device (notification_id, user_id, device_id, silent);
