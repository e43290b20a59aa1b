package com.startynk.sync.events.session;

/** Everything that can happen to sessions. Each is a stream of its own, named by its event identifier: nothing is decided by them. */
public sealed interface SessionEvent permits LoggedIn, LoginRefused, SessionsEnded, PersonErased {}
