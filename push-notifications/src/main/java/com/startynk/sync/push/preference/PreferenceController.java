package com.startynk.sync.push.preference;

import com.startynk.sync.protocol.Caller;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A person's own preferences. */
@RestController
class PreferenceController {

    private final PreferenceRows rows;
    private final TransactionOperations transactions;

    PreferenceController(PreferenceRows rows, TransactionOperations transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @GetMapping("/api/v1/notifications/preferences")
    Preferences.View show(Caller caller) {
        return rows.of(List.of(caller.userId()))
                .getOrDefault(caller.userId(), Preferences.NONE)
                .view();
    }

    @PutMapping("/api/v1/notifications/preferences")
    Preferences.View change(@RequestBody JsonNode input, Caller caller) {
        var preferences = Preferences.read(input);
        transactions.executeWithoutResult(transaction -> rows.save(caller.userId(), preferences));
        return preferences.view();
    }
}
