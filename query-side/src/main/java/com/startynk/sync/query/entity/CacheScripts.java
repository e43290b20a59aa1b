package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What Redis does with many copies in one step. All keys of a call lie in one slot. */
final class CacheScripts {

    /** Lays a marker over copies. Arguments: the marker and its life in milliseconds. */
    static final byte[] MARK = """
            for _, key in ipairs(KEYS) do
              redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
            end
            """.getBytes(UTF_8);

    /** The first key is the era's. Arguments: the marker, then for each copy its text and its life in milliseconds. */
    static final byte[] RENEW = """
            local era = redis.call('GET', KEYS[1]) or '0'
            for at = 2, #KEYS do
              local there = redis.call('GET', KEYS[at])
              if there == ARGV[1] then
                redis.call('SET', KEYS[at], era .. ARGV[2 * at - 2], 'PX', ARGV[2 * at - 1])
              elseif there and string.sub(there, 1, 1) ~= '-' then
                redis.call('DEL', KEYS[at])
              end
            end
            """.getBytes(UTF_8);

    /**
     * Fills a place that is empty or holds a copy of an earlier era. Keys: the era's and the copy's. Arguments: the era that the
     * reader saw before he read the entity, the copy's text and its life in milliseconds.
     */
    static final byte[] FILL = """
            if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then
              return
            end
            local there = redis.call('GET', KEYS[2])
            local mine = ARGV[1] .. '|'
            if not there or (string.sub(there, 1, 1) ~= '-' and string.sub(there, 1, #mine) ~= mine) then
              redis.call('SET', KEYS[2], ARGV[1] .. ARGV[2], 'PX', ARGV[3])
            end
            """.getBytes(UTF_8);

    private CacheScripts() {}
}
