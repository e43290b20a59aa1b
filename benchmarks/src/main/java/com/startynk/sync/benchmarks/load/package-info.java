/** The load driver: puts a server that speaks the wire contract under load and says whether it kept its word. */
@NullMarked
package com.startynk.sync.benchmarks.load;

import org.jspecify.annotations.NullMarked;
