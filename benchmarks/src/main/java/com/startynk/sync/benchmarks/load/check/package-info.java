/** What may never happen under load: something lost, doubled or stale. */
@NullMarked
package com.startynk.sync.benchmarks.load.check;

import org.jspecify.annotations.NullMarked;
