package com.startynk.sync.command.intake;

import com.startynk.sync.platform.trpc.Procedure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tRPC procedures that push. */
@Configuration(proxyBeanMethods = false)
class PushProcedures {

    @Bean
    Procedure syncItem(PushRequests requests) {
        return new Procedure(
                "sync.syncItem",
                Procedure.Kind.MUTATION,
                (input, call) -> requests.item(input, call.caller(), size(call)));
    }

    @Bean
    Procedure syncBatch(PushRequests requests) {
        return new Procedure(
                "sync.syncBatch",
                Procedure.Kind.MUTATION,
                (input, call) -> requests.batch(input, call.caller(), size(call)));
    }

    /** Without a declared length, as in a chunked request, every item is measured. */
    private static int size(Procedure.Call call) {
        var length = call.header().apply("Content-Length");
        return length == null || !length.matches("\\d{1,9}") ? Integer.MAX_VALUE : Integer.parseInt(length);
    }
}
