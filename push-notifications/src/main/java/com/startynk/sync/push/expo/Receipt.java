package com.startynk.sync.push.expo;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message that Expo had taken.
 *
 * @param error null when Apple or Google has it
 */
public record Receipt(@Nullable String error) {}
