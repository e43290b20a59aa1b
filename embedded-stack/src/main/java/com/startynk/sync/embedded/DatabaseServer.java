package com.startynk.sync.embedded;

/** A server that databases are made on. */
interface DatabaseServer {

    void createDatabase(String name);

    String jdbcUrl(String database);

    String username();

    String password();
}
