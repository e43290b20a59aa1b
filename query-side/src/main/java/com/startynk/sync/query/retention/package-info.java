/** What is not kept for ever, and what must be known of it nevertheless. */
@NullMarked
package com.startynk.sync.query.retention;

import org.jspecify.annotations.NullMarked;
