package com.startynk.sync.query.explain;

import com.startynk.sync.query.explain.Explanation.Own;
import com.startynk.sync.query.explain.Explanation.Parked;
import com.startynk.sync.query.explain.Explanation.Permission;
import com.startynk.sync.query.explain.Explanation.Pull;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation in words. */
final class Sentences {

    private final List<String> said = new ArrayList<>();

    static List<String> of(
            Explanation.Entity entity,
            @Nullable Pull pull,
            @Nullable Long versionThen,
            List<Own> mutations,
            List<Parked> parked,
            long deadLetters,
            @Nullable Permission permission) {
        var sentences = new Sentences();
        sentences.said.add("The " + entity.entityType() + " is "
                + (entity.deleted() ? "deleted, since version " : "at version ") + entity.version() + " of "
                + entity.updatedAt() + ", made by " + entity.changedBy().userId() + " on device "
                + entity.changedBy().deviceId() + ".");
        if (deadLetters > 0) {
            sentences.said.add(deadLetters + " of its events are dead letters of the projection: until they are tried"
                    + " again, nobody is told of them.");
        }
        sentences.pull(entity, pull, versionThen);
        sentences.mutations(mutations);
        sentences.parked(parked);
        sentences.permission(permission);
        return sentences.said;
    }

    private void pull(Explanation.Entity entity, @Nullable Pull pull, @Nullable Long versionThen) {
        if (pull == null) {
            said.add("It is not known that the device ever pulled; what came over a socket alone is not noted.");
            return;
        }
        said.add("It pulled last at " + pull.at()
                + (versionThen == null
                        ? ", when the " + entity.entityType() + " was not there yet."
                        : ", when the " + entity.entityType() + " was at version " + versionThen + "."));
        if (pull.userId() == null) {
            said.add("What that pull told was noted by an earlier release, without more than its time.");
        } else if (pull.told()) {
            said.add("It has been told version " + entity.version() + ", if who uses it sees it.");
        } else if (pull.hasMore()) {
            said.add("That pull was not the end: the device had more to fetch, and has not been told version "
                    + entity.version() + ".");
        } else {
            said.add("That pull did not tell version " + entity.version()
                    + ": it came before, or asked for other projects or types.");
        }
    }

    private void mutations(List<Own> mutations) {
        if (mutations.isEmpty()) {
            said.add("The device itself has sent no change of it that was decided.");
        }
        for (var own : mutations) {
            said.add("Its own mutation " + own.mutationId() + " was answered " + own.outcome() + " at version "
                    + own.version()
                    + (own.conflict() == null
                            ? "."
                            : "; it met a conflict, which ended " + own.conflict()
                                    + (own.strategy() == null ? "." : " by " + own.strategy() + ".")));
        }
    }

    private void parked(List<Parked> parked) {
        for (var one : parked) {
            said.add("Its mutation " + one.mutationId()
                    + (one.state().equals("FAILED")
                            ? " is a dead letter (" + one.errorCode() + ", tried " + one.attempts()
                                    + " times): the device shows it, the server does not have it."
                            : " is parked and waits for what it refers to."));
        }
    }

    private void permission(@Nullable Permission permission) {
        if (permission == null) {
            said.add("Who uses the device is not known, so neither is what he may see.");
            return;
        }
        var who = "User " + permission.userId();
        if (!permission.member()) {
            said.add(who + " is not in the project: the device is told to drop it.");
        }
        if (!permission.roleMayRead()) {
            said.add(who + " had no role that may read this type when he pulled.");
        }
        if (permission.onlyOwn()) {
            said.add(who + " sees only his own records of this type; this one is "
                    + (permission.sees() ? "his." : "not, or not his to see."));
        }
        if (permission.sees()) {
            said.add(who + " may see it"
                    + (permission.hiddenFields().isEmpty()
                            ? "."
                            : ", but for " + String.join(", ", permission.hiddenFields()) + "."));
        }
    }
}
