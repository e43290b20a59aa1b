/** What an operator sees of sockets: on one node as metrics, of all nodes together on the command line. */
@NullMarked
package com.startynk.sync.realtime.monitor;

import org.jspecify.annotations.NullMarked;
