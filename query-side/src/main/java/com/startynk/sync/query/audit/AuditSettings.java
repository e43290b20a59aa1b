package com.startynk.sync.query.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit.
 *
 * @param exports of projects at the same time; each takes a thread as long as its reader takes, so slow readers are not to take
 *     all of them
 */
@ConfigurationProperties("startynk.audit.reading")
public record AuditSettings(@DefaultValue("4") int exports) {}
