/** The Socket.IO 5 protocol over Engine.IO 4, on Netty. The only package that knows either. */
@NullMarked
package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.NullMarked;
