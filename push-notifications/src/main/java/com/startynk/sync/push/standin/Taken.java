package com.startynk.sync.push.standin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request whose messages were taken.
 *
 * @param messages each to one token
 */
public record Taken(Instant at, Map<String, String> headers, List<JsonNode> messages) {}
