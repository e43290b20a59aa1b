package com.startynk.sync.protocol.feed;

/**
 * Where the feed ends.
 *
 * @param deployment identifies this installation inside cursors
 * @param position of the newest change; 0 when there is none
 */
public record FeedHead(String deployment, long position) {}
