/** Why a device shows what it shows. */
@NullMarked
package com.startynk.sync.query.explain;

import org.jspecify.annotations.NullMarked;
