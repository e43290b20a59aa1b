/** Latencies, rates and CPU. */
@NullMarked
package com.startynk.sync.benchmarks.load.measure;

import org.jspecify.annotations.NullMarked;
