/** Who manages projects, and so is told what waits for a manager. */
@NullMarked
package com.startynk.sync.push.manager;

import org.jspecify.annotations.NullMarked;
