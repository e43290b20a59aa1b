/** The way of a message from the outbox to a phone. */
@NullMarked
package com.startynk.sync.push.delivery;

import org.jspecify.annotations.NullMarked;
