/** Entities as they are now: rows, their cache, reading one and listing many. */
@NullMarked
package com.startynk.sync.query.entity;

import org.jspecify.annotations.NullMarked;
