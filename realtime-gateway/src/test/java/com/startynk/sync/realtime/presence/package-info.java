@NullMarked
package com.startynk.sync.realtime.presence;

import org.jspecify.annotations.NullMarked;
