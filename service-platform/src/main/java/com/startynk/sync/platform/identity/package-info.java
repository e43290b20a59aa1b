/** Who calls: tokens are read here and nowhere else. */
@NullMarked
package com.startynk.sync.platform.identity;

import org.jspecify.annotations.NullMarked;
