/** Showing: projections of what happened, the updates feed, and everything that is read. */
@NullMarked
package com.startynk.sync.query;

import org.jspecify.annotations.NullMarked;
