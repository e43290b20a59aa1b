/** How devices keep copies, by entity type. */
@NullMarked
package com.startynk.sync.query.cachepolicy;

import org.jspecify.annotations.NullMarked;
