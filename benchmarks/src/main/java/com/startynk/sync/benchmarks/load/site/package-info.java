/** Building sites to work on, and the work. */
@NullMarked
package com.startynk.sync.benchmarks.load.site;

import org.jspecify.annotations.NullMarked;
