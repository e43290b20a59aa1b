/** Conflicts that a person decides: read, sent through the lanes, answered as the query side then shows them. */
@NullMarked
package com.startynk.sync.command.resolution;

import org.jspecify.annotations.NullMarked;
