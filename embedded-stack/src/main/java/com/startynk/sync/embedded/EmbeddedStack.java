package com.startynk.sync.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** MariaDB and Redis together on one data folder, which nobody else may use meanwhile. */
public final class EmbeddedStack implements AutoCloseable {

    private final DataFolderLock lock;
    private final EmbeddedMariaDb mariaDb;
    private final EmbeddedRedis redis;
    private final DatabaseServer server;
    /** Others may make theirs on the same server. */
    private final String prefix = "test_" + UUID.randomUUID().toString().replace("-", "") + "_";

    private final AtomicInteger databases = new AtomicInteger();

    private EmbeddedStack(DataFolderLock lock, EmbeddedMariaDb mariaDb, EmbeddedRedis redis, DatabaseServer server) {
        this.lock = lock;
        this.mariaDb = mariaDb;
        this.redis = redis;
        this.server = server;
    }

    /** The same, whose databases lie on another server. */
    EmbeddedStack on(DatabaseServer other) {
        return new EmbeddedStack(lock, mariaDb, redis, other);
    }

    /**
     * Starts both on this folder, or sets them up there first.
     *
     * @throws DataFolderInUse when another running system has it
     */
    public static EmbeddedStack start(Path dataFolder) {
        return start(dataFolder, EmbeddedSettings.standard());
    }

    /**
     * Starts both with other settings than the standard ones.
     *
     * @throws DataFolderInUse when another running system has it
     */
    public static EmbeddedStack start(Path dataFolder, EmbeddedSettings settings) {
        var folder = Folders.make(dataFolder);
        var lock = DataFolderLock.take(folder);
        try {
            var mariaDb = EmbeddedMariaDb.start(folder.resolve("mariadb"), 0, settings);
            try {
                var redis = EmbeddedRedis.start(folder.resolve("redis"), 0, settings);
                return new EmbeddedStack(lock, mariaDb, redis, mariaDb);
            } catch (RuntimeException e) {
                mariaDb.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Says early what {@link #start} would say only after a while, or behind other complaints.
     *
     * @throws DataFolderInUse when another running system has it
     */
    public static void requireUnused(Path dataFolder) {
        DataFolderLock.take(Folders.make(dataFolder)).close();
    }

    /**
     * How to reach the database of the system that runs on this folder, as {@link #properties()} says it; empty where none
     * does.
     */
    public static Optional<Map<String, String>> reachRunning(Path dataFolder) {
        var lock = DataFolderLock.tryTake(dataFolder);
        if (lock == null) {
            return Optional.of(EmbeddedMariaDb.reach(dataFolder.resolve("mariadb")));
        }
        lock.close();
        return Optional.empty();
    }

    /** The stack of this JVM's tests: started once, stopped and deleted when the JVM ends. */
    public static EmbeddedStack shared() {
        return SharedStack.INSTANCE;
    }

    /** Makes a fresh, empty database and answers its JDBC URL; for its account see {@link #properties(String)}. */
    public String newDatabase() {
        var name = prefix + databases.incrementAndGet();
        server.createDatabase(name);
        return server.jdbcUrl(name);
    }

    /** The settings that a Spring application needs to use this stack. */
    public Map<String, String> properties() {
        return properties(mariaDb, jdbcUrl());
    }

    /** The same with a database that {@link #newDatabase()} made. */
    public Map<String, String> properties(String jdbcUrl) {
        return properties(server, jdbcUrl);
    }

    private Map<String, String> properties(DatabaseServer server, String jdbcUrl) {
        return Map.of(
                "spring.datasource.url", jdbcUrl,
                "spring.datasource.username", server.username(),
                "spring.datasource.password", server.password(),
                "spring.data.redis.host", redis.host(),
                "spring.data.redis.port", Integer.toString(redis.port()),
                "spring.data.redis.password", redis.password());
    }

    public String jdbcUrl() {
        return mariaDb.jdbcUrl();
    }

    public EmbeddedMariaDb mariaDb() {
        return mariaDb;
    }

    public EmbeddedRedis redis() {
        return redis;
    }

    @Override
    public void close() {
        redis.close();
        mariaDb.close();
        lock.close();
    }
}
