package com.startynk.sync.standalone.audit;

import com.startynk.sync.platform.chain.ChainKeys;
import com.startynk.sync.platform.chain.ChainReport;
import com.startynk.sync.platform.chain.ChainRows;
import com.startynk.sync.platform.chain.ChainVerification;
import com.startynk.sync.query.audit.LastEventRows;
import com.startynk.sync.query.audit.LastEventRows.LastEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** A look at the whole event store, or one entity's events, told in sentences. */
final class AuditVerification {

    private final ChainVerification chain;
    private final LastEventRows lastEvents;
    private final Consumer<String> told;
    private long lost;

    AuditVerification(JdbcOperations jdbc, ChainKeys keys, Consumer<String> told) {
        this.chain = new ChainVerification(new ChainRows(jdbc), keys);
        this.lastEvents = new LastEventRows(jdbc);
        this.told = told;
    }

    /** Whether nothing is broken. */
    boolean verify(AuditOptions options) {
        var entity = options.entity();
        var report = entity == null
                ? chain.all(options.seal(), broken -> told.accept("BROKEN " + broken))
                : chain.stream(entity, broken -> told.accept("BROKEN " + broken));
        if (entity == null) {
            lookForAllEnds();
        } else {
            lookForEnd(lastEvents.of(entity));
        }
        tell(report);
        if (entity == null) {
            tellSeals(report);
        }
        var broken = report.broken() + lost;
        told.accept(broken == 0 ? "Nothing is broken." : "Broken: " + broken + ".");
        return broken == 0;
    }

    private void lookForAllEnds() {
        var after = "";
        for (var page = lastEvents.after(after); !page.isEmpty(); page = lastEvents.after(after)) {
            page.forEach(this::lookForEnd);
            after = page.get(page.size() - 1).entityId();
        }
    }

    private void lookForEnd(@Nullable LastEvent event) {
        if (event != null && !event.isStored()) {
            lost++;
            told.accept("BROKEN " + event.entityId() + ": event " + event.sequence() + " of this " + event.entityType()
                    + " is missing; the read model has seen it");
        }
    }

    private void tell(ChainReport report) {
        var linked = report.events() - report.unlinked();
        told.accept("Checked " + report.events() + " events in " + report.streams() + " streams: " + linked
                + " with links, " + report.unlinked() + " from before the chain.");
        if (report.open() > 0) {
            told.accept(report.open() + " of the links were made without a key: whoever can write to the database could"
                    + " make them anew.");
        }
    }

    private void tellSeals(ChainReport report) {
        var last = report.lastSeal();
        told.accept("Seals: " + report.seals() + ". Not sealed yet: " + report.unsealed() + " events, the newest."
                + (last == null ? "" : " The last seal, to be noted down elsewhere: " + last));
    }
}
