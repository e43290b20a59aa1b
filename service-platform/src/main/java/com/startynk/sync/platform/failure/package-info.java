/** How a failed call is told, in whichever envelope its caller expects. */
@NullMarked
package com.startynk.sync.platform.failure;

import org.jspecify.annotations.NullMarked;
