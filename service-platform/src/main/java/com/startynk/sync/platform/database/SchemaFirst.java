package com.startynk.sync.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Migrates the database while the {@code DataSource} is being made: nobody can hold it earlier. */
final class SchemaFirst implements BeanPostProcessor {

    private final ObjectProvider<MigrationSet> sets;

    SchemaFirst(ObjectProvider<MigrationSet> sets) {
        this.sets = sets;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DataSource dataSource) {
            sets.orderedStream().forEach(set -> migrate(dataSource, set));
        }
        return bean;
    }

    private static void migrate(DataSource dataSource, MigrationSet set) {
        Flyway.configure()
                // To change a large table may take longer than any call may wait.
                .dataSource(new PatientDataSource(dataSource))
                .locations(set.location())
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .table("flyway_" + set.name())
                // The other sets' tables are there already; a baseline below every script says that this is no
                // accident.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
