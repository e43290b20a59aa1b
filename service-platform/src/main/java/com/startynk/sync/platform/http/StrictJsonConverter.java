package com.startynk.sync.platform.http;

import com.startynk.sync.platform.json.JsonReading;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies that controllers take, whether as a {@code JsonNode} or as a record; writes as the mapper does. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

    private final JsonMapper mapper;
    private final JsonReading reading;

    StrictJsonConverter(JsonMapper mapper, JsonReading reading) {
        super(mapper);
        this.mapper = mapper;
        this.reading = reading;
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType contentType) {
        return JsonContent.isJson(contentType) && super.canRead(type, contentType);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        return read(type, message);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return read(ResolvableType.forClass(type), message);
    }

    private Object read(ResolvableType type, HttpInputMessage message) throws IOException {
        var tree = reading.read(message.getBody().readAllBytes());
        if (type.isInstance(tree)) {
            return tree;
        }
        try {
            return mapper.<Object>treeToValue(tree, mapper.constructType(type.getType()));
        } catch (JacksonException e) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "The body does not have the expected shape.");
        }
    }
}
