package com.startynk.sync.push;

import com.startynk.sync.catalog.EntityCatalog;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entity types that ship, and one of the tests' own. */
@Configuration(proxyBeanMethods = false)
class ShippedTypes {

    @Bean
    EntityCatalog entityCatalog() {
        return EntityCatalog.load(Path.of("src/test/entity-types"));
    }
}
