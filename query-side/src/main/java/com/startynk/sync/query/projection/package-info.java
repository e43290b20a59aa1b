/** Folds events into the read model, in one transaction with the token. */
@NullMarked
package com.startynk.sync.query.projection;

import org.jspecify.annotations.NullMarked;
