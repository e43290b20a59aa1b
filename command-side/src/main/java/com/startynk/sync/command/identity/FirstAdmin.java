package com.startynk.sync.command.identity;

import java.util.Set;
import java.util.function.Supplier;

/** Makes the first admin's account. */
final class FirstAdmin implements AdminAccount {

    private final Accounts accounts;

    FirstAdmin(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean createIfMissing(Supplier<String> password) {
        if (accounts.isAnybody(Role.ADMIN)) {
            return false;
        }
        accounts.save(NAME, NAME, password.get(), Set.of(Role.ADMIN));
        return true;
    }
}
