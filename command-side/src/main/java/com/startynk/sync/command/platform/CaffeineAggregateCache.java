package com.startynk.sync.command.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates kept in memory: bounded, and strongly held, since a collected one costs a reading of its whole stream. A cached
 * aggregate is right only while every command for it comes to this process; a clash in the store evicts it.
 */
public final class CaffeineAggregateCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    public CaffeineAggregateCache(long maximumSize) {
        this.entries =
                Caffeine.newBuilder().maximumSize(maximumSize).recordStats().build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (any, value) -> update.apply((V) value));
    }

    /** Nobody listens: the repository asks and tells, and needs no word of what the bound evicts. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new IllegalStateException("this cache takes no listeners");
    }
}
