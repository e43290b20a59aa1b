package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.listing.EntityList;
import com.startynk.sync.query.listing.EntityListRows;
import com.startynk.sync.query.listing.ListController;
import com.startynk.sync.query.listing.ListedFields;
import com.startynk.sync.query.listing.Listing;
import com.startynk.sync.query.listing.ListingFollower;
import com.startynk.sync.query.listing.ListingRows;
import com.startynk.sync.query.listing.SearchText;
import com.startynk.sync.query.listing.Ways;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.EntityRowsProjection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists, and the copies that they go by. */
@Configuration(proxyBeanMethods = false)
class ListingConfiguration {

    @Bean
    ListedFields listedFields(EntityCatalog catalog, StoredFields json) {
        return new ListedFields(catalog, json);
    }

    @Bean
    ListingRows listingRows(JdbcTemplate jdbc) {
        return new ListingRows(jdbc);
    }

    @Bean
    Listing listing(
            ListingRows rows,
            EntityRows entities,
            ListedFields fields,
            EntityCatalog catalog,
            StoredFields json,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        var listing = new Listing(
                rows, entities, fields, new SearchText(catalog, json), new TransactionTemplate(transactions));
        Gauge.builder("startynk.listing.behind", listing, Listing::behind)
                .description("Places of the feed that the copies for lists have not come to")
                .register(meters);
        Gauge.builder("startynk.listing.left.out", listing, Listing::leftOut)
                .description("Entities that could not be copied for lists")
                .register(meters);
        return listing;
    }

    @Bean
    ListingFollower listingFollower(Listing listing, HeldClaims claims) {
        return new ListingFollower(listing, () -> claims.isHeld(EntityRowsProjection.GROUP));
    }

    @Bean
    ListController listController(
            Listing listing,
            ListingRows rows,
            ListedFields listed,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings,
            ShownFields fields,
            KnownPolicies policies,
            FailureWriter failures,
            JdbcTemplate jdbc) {
        var list = new EntityList(new EntityListRows(jdbc), new Ways(listing, rows, listed), access, barrier, settings);
        return new ListController(list, access, fields, policies, failures);
    }
}
