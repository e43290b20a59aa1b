package com.startynk.sync.query.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This installation's name in cursors: made with its tables, so it lives as long as its positions. */
public final class DeploymentRows {

    private final JdbcClient jdbc;
    private volatile @Nullable String id;

    public DeploymentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public String id() {
        var known = id;
        if (known == null) {
            known = jdbc.sql("SELECT id FROM deployment").query(String.class).single();
            id = known;
        }
        return known;
    }
}
