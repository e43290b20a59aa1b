/** From the wire to the lanes: reading, naming, ordering and grouping of mutations. */
@NullMarked
package com.startynk.sync.command.intake;

import org.jspecify.annotations.NullMarked;
