/** The pure parts that are on every path, one at a time (JMH). */
@NullMarked
package com.startynk.sync.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
