/** Counts over time of what happens, which the projections keep for dashboards. */
@NullMarked
package com.startynk.sync.query.activity;

import org.jspecify.annotations.NullMarked;
