package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.protocol.cachepolicy.CachePolicyView;

/**
 * What a change has led to.
 *
 * @param version of all policies
 */
record PolicyAsChanged(String version, CachePolicyView policy) {}
