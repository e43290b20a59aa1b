/** One endpoint for the procedures of every service. */
@NullMarked
package com.startynk.sync.platform.trpc;

import org.jspecify.annotations.NullMarked;
