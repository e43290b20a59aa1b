@NullMarked
package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.NullMarked;
