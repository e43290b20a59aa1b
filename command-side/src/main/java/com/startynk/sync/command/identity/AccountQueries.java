package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.person.FindManagers;
import com.startynk.sync.protocol.person.Managers;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about accounts. */
final class AccountQueries {

    private final AccountRows rows;

    AccountQueries(AccountRows rows) {
        this.rows = rows;
    }

    @QueryHandler
    Managers handle(FindManagers query) {
        return new Managers(rows.managersAmong(query.userIds()));
    }
}
