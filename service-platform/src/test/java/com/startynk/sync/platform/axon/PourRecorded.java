package com.startynk.sync.platform.axon;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Concrete was poured: the example of an event that has changed. Revision 1 had the amount as text, 2 as a number of cubic
 * metres, 3 added the weather, 4 counts litres.
 */
@Revision("4")
record PourRecorded(
        String pourId, String slab, long litres, @Nullable String weather) {}
