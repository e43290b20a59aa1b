/** Synced entities: the aggregate that decides every mutation, and what it remembers. */
@NullMarked
package com.startynk.sync.command.entity;

import org.jspecify.annotations.NullMarked;
