/** What dashboards draw: counts over time that the projection keeps, and how things stand now. */
@NullMarked
package com.startynk.sync.query.dashboard;

import org.jspecify.annotations.NullMarked;
