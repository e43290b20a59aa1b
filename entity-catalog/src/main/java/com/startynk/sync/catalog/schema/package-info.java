/** The formats that JSON Schema leaves to its user, and the registry that knows them. */
@NullMarked
package com.startynk.sync.catalog.schema;

import org.jspecify.annotations.NullMarked;
