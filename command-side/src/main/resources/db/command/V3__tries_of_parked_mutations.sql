-- How often a release failed for want of something other than the awaited entity, and when it is tried again.
ALTER TABLE parked_mutation ADD COLUMN tries INT NOT NULL DEFAULT 0;
ALTER TABLE parked_mutation ADD COLUMN next_try_at DATETIME(3);
CREATE INDEX by_next_try ON parked_mutation (state, next_try_at);
