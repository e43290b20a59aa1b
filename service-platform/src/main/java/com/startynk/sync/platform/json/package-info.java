/** How JSON is read and written, bounded. */
@NullMarked
package com.startynk.sync.platform.json;

import org.jspecify.annotations.NullMarked;
