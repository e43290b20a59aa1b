/** Who is in which project. */
@NullMarked
package com.startynk.sync.query.membership;

import org.jspecify.annotations.NullMarked;
