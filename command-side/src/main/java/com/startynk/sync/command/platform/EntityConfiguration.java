package com.startynk.sync.command.platform;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.EntityModule;
import com.startynk.sync.command.entity.EntitySettings;
import com.startynk.sync.command.entity.MutationUseRows;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.platform.axon.ManyStreams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Entities inside Axon, for Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EntitySettings.class)
public class EntityConfiguration {

    @Bean
    EntityModule entityModule(
            EntityCatalog catalog, EntitySettings settings, JdbcOperations jdbc, ManyStreams streams) {
        return new EntityModule(
                catalog,
                settings,
                new CaffeineAggregateCache(settings.cached()),
                new MutationUseRows(jdbc),
                new ParkingRows(jdbc),
                streams);
    }

    @Bean
    EntityDirectory entityDirectory(org.axonframework.config.Configuration axon) {
        return EntityModule.directory(axon);
    }
}
