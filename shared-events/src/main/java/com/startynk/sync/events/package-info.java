/** Facts that the event store keeps for ever. */
@NullMarked
package com.startynk.sync.events;

import org.jspecify.annotations.NullMarked;
