/** What becomes of mutations that refer to what has not arrived. */
@NullMarked
package com.startynk.sync.events.parking;

import org.jspecify.annotations.NullMarked;
