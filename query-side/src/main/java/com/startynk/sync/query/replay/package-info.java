/** The read model is laid beside the event store, and put right. */
@NullMarked
package com.startynk.sync.query.replay;

import org.jspecify.annotations.NullMarked;
