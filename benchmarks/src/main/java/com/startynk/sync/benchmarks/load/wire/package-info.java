/** The wire contract as a client needs it; shares no class with the product. */
@NullMarked
package com.startynk.sync.benchmarks.load.wire;

import org.jspecify.annotations.NullMarked;
