package com.startynk.sync.command.identity;

import com.startynk.sync.platform.database.MigrationSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Accounts and sessions. */
@Configuration(proxyBeanMethods = false)
@Import(OwnLogins.class)
public class LoginConfiguration {

    @Bean
    static MigrationSet commandTables() {
        return new MigrationSet("command", "classpath:db/command");
    }
}
