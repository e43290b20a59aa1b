/** What is measured. */
@NullMarked
package com.startynk.sync.benchmarks.load.scenario;

import org.jspecify.annotations.NullMarked;
