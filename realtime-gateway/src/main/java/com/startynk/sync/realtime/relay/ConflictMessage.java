package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.conflict.Resolution;
import java.util.List;

/** What {@code conflict:detected} and {@code conflict:resolved} bring. */
record ConflictMessage(
        String conflictId, String entityType, String entityId, List<String> fields, Resolution resolution) {}
