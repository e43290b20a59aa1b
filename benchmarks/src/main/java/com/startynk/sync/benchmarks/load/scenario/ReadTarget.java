package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Api;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A task that is read again and again. */
final class ReadTarget {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"([0-9]+)\"");

    private final Site site;
    private final String taskId;
    private volatile @Nullable String etag;

    ReadTarget(Site site, String taskId) {
        this.site = site;
        this.taskId = taskId;
    }

    Site site() {
        return site;
    }

    String taskId() {
        return taskId;
    }

    /** @param conditional whether what was read last is named, if there is any */
    Answer read(Api api, boolean conditional) {
        var path = "/api/v1/entities/task/" + taskId;
        var known = etag;
        return conditional && known != null
                ? api.getUnless(known, path, site.nextDevice())
                : api.get(path, site.nextDevice());
    }

    /** Which version was answered; the next conditional read names it. */
    long version(Answer answer) {
        var tag = answer.header("ETag");
        var version = VERSION.matcher(tag == null ? "" : tag);
        if (!version.matches()) {
            throw new NoAnswer("an entity without a version in its ETag", answer);
        }
        etag = tag;
        return Long.parseLong(version.group(1));
    }
}
