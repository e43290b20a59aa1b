/** All services in one process with their own database and Redis: wiring and the command line, no decisions. */
@NullMarked
package com.startynk.sync.standalone;

import org.jspecify.annotations.NullMarked;
