package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.delivery.SendingSettings;
import com.startynk.sync.push.manager.ProjectManagers;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The rules, and the processor that follows events for them. */
@Configuration(proxyBeanMethods = false)
public class RuleConfiguration {

    @Bean
    RuleBook ruleBook(EntityCatalog catalog) {
        return new RuleBook(catalog);
    }

    @Bean
    PushRules pushRules(
            EntityCatalog catalog,
            JdbcTemplate jdbc,
            Outbox outbox,
            PushTokens tokens,
            ProjectManagers managers,
            SendingSettings settings,
            JsonMapper json,
            Clock clock) {
        var rows = new RuleRows(jdbc, json);
        var tellings = new Tellings(outbox, tokens, rows::projectName, settings.perCategory(), json, clock);
        var subjects = new Subjects(catalog, rows, tellings, json);
        return new PushRules(subjects, new Incidents(catalog, subjects, rows, tellings, managers), outbox, rows);
    }

    @Bean
    ConfigurerModule pushRulesModule(PushRules rules) {
        return configurer -> configurer.eventProcessing().registerEventHandler(axon -> rules);
    }
}
