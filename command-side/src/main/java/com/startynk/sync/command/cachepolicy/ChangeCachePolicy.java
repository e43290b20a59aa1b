package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.protocol.Caller;
import org.jspecify.annotations.Nullable;

/**
 * An admin changes the policy of a declared type.
 *
 * @param ifMatch the value of an {@code If-Match} header; null where any version will do
 */
record ChangeCachePolicy(
        String entityType, PolicyEdit edit, @Nullable String ifMatch, Caller by) {}
