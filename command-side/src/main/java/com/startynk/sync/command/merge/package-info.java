/** Merge rules: pure functions over the three values that meet in a contested field. */
@NullMarked
package com.startynk.sync.command.merge;

import org.jspecify.annotations.NullMarked;
