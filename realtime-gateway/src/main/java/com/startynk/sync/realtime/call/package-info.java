/** What clients ask for: to be let in, and each event that they emit. */
@NullMarked
package com.startynk.sync.realtime.call;

import org.jspecify.annotations.NullMarked;
