/** The event store, the buses and the processors. */
@NullMarked
package com.startynk.sync.platform.axon;

import org.jspecify.annotations.NullMarked;
