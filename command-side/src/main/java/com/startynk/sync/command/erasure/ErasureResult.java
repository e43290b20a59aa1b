package com.startynk.sync.command.erasure;

/**
 * What was erased.
 *
 * @param records how many records are about the person, those that had nothing sensitive in them included
 */
record ErasureResult(String userId, int records) {}
