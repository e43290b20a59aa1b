/** How copies are kept. */
@NullMarked
package com.startynk.sync.protocol.cachepolicy;

import org.jspecify.annotations.NullMarked;
