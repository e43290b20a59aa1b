/** Who got in, who did not, and whose sessions were ended. */
@NullMarked
package com.startynk.sync.events.session;

import org.jspecify.annotations.NullMarked;
