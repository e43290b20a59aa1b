package com.startynk.sync.platform.chain;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the seals, and tells each that does not fit what is there, or the one before it. */
final class SealCheck {

    private final ChainRows rows;
    private final ChainKeys keys;
    private final @Nullable String noted;
    private final Consumer<BrokenLink> told;
    private @Nullable Seal last;
    private long seals;
    private long broken;
    private boolean notedIsThere;

    /** @param noted a seal as it was once noted down; null for none */
    SealCheck(ChainRows rows, ChainKeys keys, @Nullable String noted, Consumer<BrokenLink> told) {
        this.rows = rows;
        this.keys = keys;
        this.noted = noted;
        this.told = told;
    }

    void all() {
        var number = 0L;
        for (var page = rows.sealsAfter(number); !page.isEmpty(); page = rows.sealsAfter(number)) {
            for (var seal : page) {
                next(seal);
                number = seal.number();
            }
        }
        if (noted != null && !notedIsThere) {
            tell("seal " + noted.replaceFirst(":.*", ""), "is not the one that was noted down, or is gone");
        }
    }

    private void next(Seal seal) {
        var before = last;
        seals++;
        notedIsThere |= seal.text().equals(noted);
        var wrong = wrong(seal, before);
        if (wrong != null) {
            tell("seal " + seal.number(), wrong);
        }
        last = seal;
    }

    private void tell(String where, String what) {
        broken++;
        told.accept(new BrokenLink(where, what));
    }

    private @Nullable String wrong(Seal seal, @Nullable Seal before) {
        var number = before == null ? 1 : before.number() + 1;
        if (seal.number() != number) {
            return "the seals from " + number + " to " + (seal.number() - 1) + " are missing";
        }
        if (before != null && ChainKeys.isOpen(seal.seal()) && !ChainKeys.isOpen(before.seal())) {
            return "it is made without a key, though the one before it is with one";
        }
        var key = keys.of(seal.seal());
        if (key == null) {
            return "it is made with a key that is not given here";
        }
        var afterIndex = before == null ? 0 : before.throughIndex();
        var found = Seal.over(
                key,
                before == null ? null : before.seal(),
                number,
                seal.afterIndex(),
                rows.stretch(seal.afterIndex(), seal.throughIndex()));
        if (found.events() != seal.events()) {
            return stretch(seal) + " there were " + seal.events() + " events, there are " + found.events();
        }
        return seal.afterIndex() == afterIndex
                        && found.throughIndex() == seal.throughIndex()
                        && Arrays.equals(seal.seal(), found.seal())
                ? null
                : stretch(seal) + " other events were sealed than are there";
    }

    private static String stretch(Seal seal) {
        return "between " + (seal.afterIndex() + 1) + " and " + seal.throughIndex() + " of the store, by "
                + seal.sealedAt() + ",";
    }

    /** The newest seal; null where there is none. */
    @Nullable Seal last() {
        return last;
    }

    long seals() {
        return seals;
    }

    long broken() {
        return broken;
    }
}
