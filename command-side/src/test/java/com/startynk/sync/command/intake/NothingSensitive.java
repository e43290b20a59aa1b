package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.encryption.EncryptionSettings;
import com.startynk.sync.platform.encryption.SensitiveValues;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** For types that have no sensitive fields: there is no database, so that a test fails where one is asked for keys. */
public final class NothingSensitive {

    private NothingSensitive() {}

    public static SensitiveItems of(EntityCatalog catalog) {
        var json = JsonMapper.shared();
        return new SensitiveItems(
                catalog,
                SensitiveValues.of(
                        JdbcClient.create(new DriverManagerDataSource()),
                        TransactionOperations.withoutTransaction(),
                        new EncryptionSettings(null, Duration.ofSeconds(5), 1),
                        json,
                        Clock.systemUTC()),
                json);
    }
}
