/** Socket.IO as far as a listener needs it, on few threads for many sockets. */
@NullMarked
package com.startynk.sync.benchmarks.load.socket;

import org.jspecify.annotations.NullMarked;
