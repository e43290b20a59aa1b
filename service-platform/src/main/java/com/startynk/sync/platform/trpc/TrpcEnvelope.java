package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.failure.Failure;
import com.startynk.sync.platform.failure.FailureEnvelope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;

/** Failures as tRPC clients read them: one for each call of a batch. */
final class TrpcEnvelope implements FailureEnvelope {

    @Override
    public boolean fits(HttpServletRequest request) {
        return TrpcRequest.isTrpc(request);
    }

    @Override
    public String contentType() {
        return MediaType.APPLICATION_JSON_VALUE;
    }

    @Override
    public Object body(HttpServletRequest request, Failure failure) {
        var calls = TrpcRequest.of(request);
        var errors = calls.names().stream().map(name -> error(name, failure)).toList();
        return calls.batch() ? errors : errors.get(0);
    }

    static Map<String, Object> error(String procedure, Failure failure) {
        var data = new LinkedHashMap<String, Object>(failure.details());
        data.put("code", failure.trpcCode());
        data.put("httpStatus", failure.httpStatus());
        data.put("path", procedure);
        data.put("errorCode", failure.errorCode());
        if (!failure.errors().isEmpty()) {
            data.put("errors", failure.errors());
        }
        var error = new LinkedHashMap<String, Object>();
        error.put("message", failure.message());
        error.put("code", failure.jsonRpcNumber());
        error.put("data", data);
        return Map.of("error", error);
    }
}
