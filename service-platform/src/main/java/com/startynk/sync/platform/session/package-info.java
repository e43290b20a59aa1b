/** Which devices use their tokens, and which tokens stand no more: known to every service within seconds. */
@NullMarked
package com.startynk.sync.platform.session;

import org.jspecify.annotations.NullMarked;
