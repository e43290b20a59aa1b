/** Declaration files: where they are found, how their YAML is read, and how everything wrong in them is told by line. */
@NullMarked
package com.startynk.sync.catalog.declaration;

import org.jspecify.annotations.NullMarked;
