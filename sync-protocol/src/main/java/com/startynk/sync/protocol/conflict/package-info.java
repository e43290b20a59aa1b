/** Conflicts as people and devices see them. */
@NullMarked
package com.startynk.sync.protocol.conflict;

import org.jspecify.annotations.NullMarked;
