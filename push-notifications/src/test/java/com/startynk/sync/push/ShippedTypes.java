package com.startynk.sync.push;

import com.startynk.sync.catalog.EntityCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entity types that ship, as a system has them. */
@Configuration(proxyBeanMethods = false)
class ShippedTypes {

    @Bean
    EntityCatalog entityCatalog() {
        return EntityCatalog.load(null);
    }
}
