/** Declarations of entity types: what their data may hold, who may touch it, how conflicts end, how long a copy is fresh. */
@NullMarked
package com.startynk.sync.catalog;

import org.jspecify.annotations.NullMarked;
