/** Who is there: what the sockets of this node say, what other nodes publish, and what of both is told. */
@NullMarked
package com.startynk.sync.realtime.presence;

import org.jspecify.annotations.NullMarked;
