package com.startynk.sync.push.expo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a call to Expo that hands messages over has ended. */
public sealed interface SendOutcome {

    /** One for each message, in their order. */
    record Answered(List<Ticket> tickets) implements SendOutcome {}

    /** Nothing was taken, and it is worth trying again. */
    record TryLater(String error, @Nullable Duration retryAfter) implements SendOutcome {}

    /** Nothing was taken, since the messages are of several projects. */
    record MixedProjects(Map<String, Set<String>> tokensByProject) implements SendOutcome {}

    /** Nothing was taken, for what is wrong with one of the messages or their number. */
    record Rejected(String error) implements SendOutcome {}

    /** Nothing was taken, and nothing will be until somebody mends the access token. */
    record NotLetIn(String error) implements SendOutcome {}

    /** Nobody knows whether anything was taken. */
    record Unknown(String error) implements SendOutcome {}
}
