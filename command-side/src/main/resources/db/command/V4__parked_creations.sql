-- The entity that a parked creation will make: edits of it wait with the creation.
ALTER TABLE parked_mutation ADD COLUMN makes_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin;
CREATE INDEX by_entity_made ON parked_mutation (makes_id, state);
