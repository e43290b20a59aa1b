/** Cache policies that admins change at run time. */
@NullMarked
package com.startynk.sync.command.cachepolicy;

import org.jspecify.annotations.NullMarked;
