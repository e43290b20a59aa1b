/** What {@code run --demo} puts into an empty installation. */
@NullMarked
package com.startynk.sync.standalone.demo;

import org.jspecify.annotations.NullMarked;
