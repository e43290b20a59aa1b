-- Whose line a parked mutation stands in: what one device did to one entity must not change places.
ALTER TABLE parked_mutation ADD COLUMN entity_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin;
UPDATE parked_mutation SET entity_id = JSON_UNQUOTE(JSON_EXTRACT(item, '$.entityId'));
CREATE INDEX by_entity ON parked_mutation (entity_id, state, place);
