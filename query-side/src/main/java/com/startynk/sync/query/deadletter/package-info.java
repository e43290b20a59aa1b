/** Events that projections cannot take: parked with what follows them in their streams, shown, and tried again. */
@NullMarked
package com.startynk.sync.query.deadletter;

import org.jspecify.annotations.NullMarked;
