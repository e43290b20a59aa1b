/** Questions between services about what dashboards draw. */
@NullMarked
package com.startynk.sync.protocol.dashboard;

import org.jspecify.annotations.NullMarked;
