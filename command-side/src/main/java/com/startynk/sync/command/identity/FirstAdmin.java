package com.startynk.sync.command.identity;

import java.util.Optional;
import java.util.Set;

/** Makes the first admin's account. */
final class FirstAdmin implements AdminAccount {

    private final Accounts accounts;

    FirstAdmin(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<String> createIfMissing() {
        if (accounts.isAnybody(Role.ADMIN)) {
            return Optional.empty();
        }
        var password = RandomText.ofBytes(18);
        accounts.save(NAME, NAME, password, Set.of(Role.ADMIN));
        return Optional.of(password);
    }
}
