/** The updates feed as clients follow it: queries, pages, cursors. */
@NullMarked
package com.startynk.sync.protocol.updates;

import org.jspecify.annotations.NullMarked;
