/** The chain over stored events, by which it shows when they were changed, taken away or put in. */
@NullMarked
package com.startynk.sync.platform.chain;

import org.jspecify.annotations.NullMarked;
