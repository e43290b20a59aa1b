package com.startynk.sync.protocol;

/**
 * One thing that is wrong with an input.
 *
 * @param field a path such as {@code mutationId} or {@code data.progress}
 */
public record FieldError(String field, String message) {}
