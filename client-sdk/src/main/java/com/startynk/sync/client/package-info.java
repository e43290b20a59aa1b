/** A device: its calls to the server, and its copy of what its user may see. */
@NullMarked
package com.startynk.sync.client;

import org.jspecify.annotations.NullMarked;
