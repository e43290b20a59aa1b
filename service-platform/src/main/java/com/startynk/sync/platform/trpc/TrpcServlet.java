package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.identity.RequestCaller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves {@code /trpc/*}. A servlet of its own and no controller: there is one path and nothing to negotiate, and most of the
 * traffic comes through here.
 */
final class TrpcServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MULTI_STATUS = 207;

    private final transient Procedures procedures;
    private final transient TrpcInputs inputs;
    private final transient JsonMapper json;
    private final transient FailureWriter failures;

    TrpcServlet(Procedures procedures, TrpcInputs inputs, JsonMapper json, FailureWriter failures) {
        this.procedures = procedures;
        this.inputs = inputs;
        this.json = json;
        this.failures = failures;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            var method = request.getMethod();
            if (!method.equals("GET") && !method.equals("POST")) {
                response.setHeader(HttpHeaders.ALLOW, "GET, POST");
                throw new SyncFailure(ErrorCode.METHOD_NOT_SUPPORTED, "Procedures are called by GET or POST.");
            }
            var calls = TrpcRequest.of(request);
            var answers = answer(calls.names(), inputs.read(request, calls), request);
            write(response, answers, calls.batch());
        } catch (SyncFailure refused) {
            failures.write(request, response, refused);
        }
    }

    /** In the order of the batch, one after the other: a later mutation may build on an earlier one. */
    private List<Answer> answer(List<String> names, List<JsonNode> inputs, HttpServletRequest request) {
        var call = new Procedure.Call(RequestCaller.of(request), request::getHeader);
        var byGet = request.getMethod().equals("GET");
        var answers = new ArrayList<Answer>(names.size());
        for (var n = 0; n < names.size(); n++) {
            answers.add(procedures.call(names.get(n), inputs.get(n), byGet, call));
        }
        return answers;
    }

    private void write(HttpServletResponse response, List<Answer> answers, boolean batch) throws IOException {
        var status = answers.get(0).httpStatus();
        for (var answer : answers) {
            if (answer.httpStatus() != status) {
                status = MULTI_STATUS;
            }
            if (answer instanceof Answer.Failed failed) {
                FailureWriter.addHeaders(response, failed.failure());
            }
        }
        var bodies = answers.stream().map(Answer::body).toList();
        var bytes = json.writeValueAsBytes(batch ? bodies : bodies.get(0));
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
