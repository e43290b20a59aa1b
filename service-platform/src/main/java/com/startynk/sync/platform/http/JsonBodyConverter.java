package com.startynk.sync.platform.http;

import com.startynk.sync.platform.json.JsonReading;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.databind.JsonNode;

/** Reads the body for controllers that take a {@code @RequestBody JsonNode}. */
final class JsonBodyConverter implements HttpMessageConverter<JsonNode> {

    private final JsonReading json;

    JsonBodyConverter(JsonReading json) {
        this.json = json;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType contentType) {
        return type == JsonNode.class && JsonContent.isJson(contentType);
    }

    @Override
    public JsonNode read(Class<? extends JsonNode> type, HttpInputMessage message) throws IOException {
        return json.read(message.getBody().readAllBytes());
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType contentType) {
        return false;
    }

    @Override
    public void write(JsonNode node, @Nullable MediaType contentType, HttpOutputMessage message) {
        throw new UnsupportedOperationException("the mapper's own converter writes");
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }
}
