package com.startynk.sync.standalone.convergence.model;

import java.util.Map;

/** An entity as a device holds it. */
public record Held(String type, long version, Map<String, Object> data) {}
