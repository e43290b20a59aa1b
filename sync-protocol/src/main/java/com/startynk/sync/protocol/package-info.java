/** What crosses the wire: error codes, callers, failures. As old as the oldest phone on site. */
@NullMarked
package com.startynk.sync.protocol;

import org.jspecify.annotations.NullMarked;
