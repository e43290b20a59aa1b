package com.startynk.sync.command.platform;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.EntityModule;
import com.startynk.sync.command.entity.EntitySettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Entities inside Axon, for Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EntitySettings.class)
public class EntityConfiguration {

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(work -> new Thread(work, "snapshots"));
    }

    @Bean
    EntityModule entityModule(EntityCatalog catalog, EntitySettings settings, ExecutorService snapshotExecutor) {
        return new EntityModule(catalog, settings, new CaffeineAggregateCache(settings.cached()), snapshotExecutor);
    }

    @Bean
    EntityDirectory entityDirectory(org.axonframework.config.Configuration axon) {
        return EntityModule.directory(axon);
    }
}
