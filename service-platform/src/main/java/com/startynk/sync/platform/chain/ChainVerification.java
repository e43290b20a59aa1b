package com.startynk.sync.platform.chain;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks whether what is stored is what was stored, in as little memory for a large store as for a small one. */
public final class ChainVerification {

    private final ChainRows rows;
    private final ChainKeys keys;

    public ChainVerification(ChainRows rows, ChainKeys keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /**
     * Everything: the links of each stream, and the seals.
     *
     * @param noted a seal as an earlier report named it; null for none
     * @param told hears of the first broken link of each stream, and of each broken seal
     */
    public ChainReport all(@Nullable String noted, Consumer<BrokenLink> told) {
        var check = new StreamCheck(keys, told);
        rows.streams().forEachRemaining(check::next);
        var seals = new SealCheck(rows, keys, noted, told);
        seals.all();
        var last = seals.last();
        return new ChainReport(
                check.events(),
                check.streams(),
                check.unlinked(),
                check.open(),
                seals.seals(),
                rows.countAfter(last == null ? 0 : last.throughIndex()),
                last == null ? null : last.text(),
                check.broken() + seals.broken());
    }

    /** The links of one stream. Whether its end is missing only the seals can tell. */
    public ChainReport stream(String stream, Consumer<BrokenLink> told) {
        var check = new StreamCheck(keys, told);
        rows.stream(stream).forEachRemaining(check::next);
        return new ChainReport(
                check.events(), check.streams(), check.unlinked(), check.open(), 0, 0, null, check.broken());
    }
}
