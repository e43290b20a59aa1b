package com.startynk.sync.platform.json;

import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The mapper of everything that crosses the wire; stored events have their own. */
@Configuration(proxyBeanMethods = false)
public class JsonConfiguration {

    /** Entity data is two or three levels deep; the rest is room for free objects. */
    public static final int MAX_DEPTH = 64;

    /**
     * Refuses what two parsers could read differently (duplicate keys, trailing tokens, NaN) and nesting that would cost the
     * stack. A number beyond a double is read as infinite: it spoils one item, whose validation refuses it, and not the batch
     * around it.
     */
    @Bean
    public JsonMapper jsonMapper() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        return JsonMapper.builder(factory)
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .addModule(new SimpleModule("wire").addSerializer(Instant.class, new InstantInMillis()))
                .build();
    }

    @Bean
    JsonReading jsonReading(JsonMapper jsonMapper) {
        return new JsonReading(jsonMapper);
    }
}
