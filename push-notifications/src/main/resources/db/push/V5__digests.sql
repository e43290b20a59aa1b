-- Of a digest that still gathers: the ids of the entities that are in it, with commas between.
ALTER TABLE notification_log ADD COLUMN gathered MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin;
