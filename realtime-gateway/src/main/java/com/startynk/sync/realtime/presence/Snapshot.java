package com.startynk.sync.realtime.presence;

import java.util.Map;

/** Everybody of one node, at one version. */
record Snapshot(long version, Map<MemberKey, NodeMember> members) {}
