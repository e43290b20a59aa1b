package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.EntityCatalog;
import org.springframework.jdbc.core.JdbcOperations;

/** Of which types there are entities. */
public final class StoredTypeRows {

    private final JdbcOperations jdbc;

    public StoredTypeRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Checks that each of them is declared.
     *
     * @throws UndeclaredTypesException where one is not
     */
    public void requireDeclared(EntityCatalog catalog) {
        // Types all of whose entities are deleted may have no total. Cursors do not pass over what is not declared in
        // any case;
        // this is for whoever forgot a folder.
        var undeclared =
                jdbc.queryForList("SELECT entity_type FROM entity_total ORDER BY entity_type", String.class).stream()
                        .filter(type -> catalog.find(type).isEmpty())
                        .filter(this::isStored)
                        .toList();
        if (!undeclared.isEmpty()) {
            throw new UndeclaredTypesException(undeclared);
        }
    }

    private boolean isStored(String type) {
        return !jdbc.queryForList("SELECT 1 FROM synced_entity WHERE entity_type = ? LIMIT 1", Integer.class, type)
                .isEmpty();
    }
}
