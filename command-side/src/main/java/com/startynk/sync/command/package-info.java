/** The command side: mutations in, aggregates decide, events out. */
@NullMarked
package com.startynk.sync.command;

import org.jspecify.annotations.NullMarked;
