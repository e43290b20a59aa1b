@NullMarked
package com.startynk.sync.realtime;

import org.jspecify.annotations.NullMarked;
