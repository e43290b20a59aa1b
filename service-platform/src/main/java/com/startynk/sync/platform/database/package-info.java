/** The one database: its schema is brought up to date before anything reads it. */
@NullMarked
package com.startynk.sync.platform.database;

import org.jspecify.annotations.NullMarked;
