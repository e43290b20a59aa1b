package com.startynk.sync.events.cachepolicy;

/**
 * Everything that can happen to cache policies. They are one stream, so that they have one version: whoever changes one can say
 * which of all he has seen. The metadata names who did it.
 */
public sealed interface CachePolicyEvent permits CachePolicyChanged, CachePolicyReset {

    /** The name of the stream; part of what is stored. */
    String STREAM = "cache-policies";

    /** The name of the type whose policy it is; it need not be declared any more. */
    String entityType();

    /** How many changes there have been, this one included. */
    long changes();
}
