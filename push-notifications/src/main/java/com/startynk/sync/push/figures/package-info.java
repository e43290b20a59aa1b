/** How notifications fare, for dashboards. */
@NullMarked
package com.startynk.sync.push.figures;

import org.jspecify.annotations.NullMarked;
