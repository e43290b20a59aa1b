package com.startynk.sync.catalog.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Compiles schemas of draft 2020-12 in which formats are assertions, and in which this package's formats are known. */
public final class EntitySchemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            dialect(),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build()));

    private EntitySchemas() {}

    public static Schema compile(JsonNode schema) {
        var compiled = REGISTRY.getSchema(schema);
        compiled.initializeValidators();
        return compiled;
    }

    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft202012())
                .formats(List.of(new DateFormat(), new DateTimeFormat(), new ReferenceFormat(), new StorableFormat()))
                .build();
    }
}
