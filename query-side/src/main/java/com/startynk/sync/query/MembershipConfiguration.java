package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipFacts;
import com.startynk.sync.query.membership.MembershipQueries;
import com.startynk.sync.query.membership.MembershipRows;
import com.startynk.sync.query.ownership.OwnershipRows;
import com.startynk.sync.query.ownership.OwnershipRuleRows;
import com.startynk.sync.query.ownership.OwnershipRules;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may read what. */
@Configuration(proxyBeanMethods = false)
class MembershipConfiguration {

    @Bean
    MembershipRows membershipRows(JdbcTemplate jdbc) {
        return new MembershipRows(jdbc);
    }

    @Bean
    MembershipChanges membershipChanges(EntityCatalog catalog) {
        return new MembershipChanges(catalog);
    }

    @Bean
    MembershipFacts membershipFacts(MembershipRows rows, ReadBarrier barrier, QuerySettings settings) {
        return new MembershipFacts(rows, barrier, settings);
    }

    @Bean
    MembershipQueries membershipQueries(MembershipFacts facts) {
        return new MembershipQueries(facts);
    }

    /** Fits the declarations from the first batch on. */
    @Bean
    OwnershipRows ownershipRows(
            JdbcTemplate jdbc, StoredFields json, EntityCatalog catalog, PlatformTransactionManager transactions) {
        var rows = new OwnershipRows(jdbc);
        new OwnershipRules(new OwnershipRuleRows(jdbc), rows, json::read)
                .apply(catalog, new TransactionTemplate(transactions));
        return rows;
    }

    @Bean
    Access readAccess(EntityCatalog catalog, MembershipFacts facts, OwnershipRows ownerships) {
        return new Access(catalog, facts, ownerships);
    }
}
