/** The updates feed: what a reader may see, in the order of its last change, by cursor. */
@NullMarked
package com.startynk.sync.query.updates;

import org.jspecify.annotations.NullMarked;
