/** The record of conflicts. */
@NullMarked
package com.startynk.sync.query.conflict;

import org.jspecify.annotations.NullMarked;
