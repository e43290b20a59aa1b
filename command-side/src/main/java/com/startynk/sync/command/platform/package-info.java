/** Wiring of the command side into Axon and Spring. */
@NullMarked
package com.startynk.sync.command.platform;

import org.jspecify.annotations.NullMarked;
