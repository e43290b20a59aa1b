/** Where settings come from. */
@NullMarked
package com.startynk.sync.platform.settings;

import org.jspecify.annotations.NullMarked;
