/** How syncing goes: the sync log, the queue, a device's standing. */
@NullMarked
package com.startynk.sync.query.status;

import org.jspecify.annotations.NullMarked;
