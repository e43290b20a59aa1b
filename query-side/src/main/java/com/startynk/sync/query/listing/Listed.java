package com.startynk.sync.query.listing;

import java.nio.ByteBuffer;

/**
 * A value by which an entity is found.
 *
 * @param field its number, see {@link ListedFields}
 * @param value as {@link KeyBytes}
 */
record Listed(String entityId, String projectId, int field, ByteBuffer value) {

    byte[] bytes() {
        return value.array();
    }
}
