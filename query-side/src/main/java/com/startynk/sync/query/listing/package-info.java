/** Lists and counts of entities, and the copies that they find and order them by. */
@NullMarked
package com.startynk.sync.query.listing;

import org.jspecify.annotations.NullMarked;
