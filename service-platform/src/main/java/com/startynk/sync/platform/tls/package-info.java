/** Encrypted connections to the servers of a process. */
@NullMarked
package com.startynk.sync.platform.tls;

import org.jspecify.annotations.NullMarked;
