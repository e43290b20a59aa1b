/** Whose record an entity is, where a type lets some roles see only their own. */
@NullMarked
package com.startynk.sync.query.ownership;

import org.jspecify.annotations.NullMarked;
