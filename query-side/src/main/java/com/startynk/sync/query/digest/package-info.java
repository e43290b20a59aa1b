/** Counts and hashes over what there is, by which a device finds out cheaply where its copy differs. */
@NullMarked
package com.startynk.sync.query.digest;

import org.jspecify.annotations.NullMarked;
