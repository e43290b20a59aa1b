/** What the command line says about the event store: whether it is what was stored. */
@NullMarked
package com.startynk.sync.standalone.audit;

import org.jspecify.annotations.NullMarked;
