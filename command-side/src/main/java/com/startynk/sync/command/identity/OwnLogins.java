package com.startynk.sync.command.identity;

import com.startynk.sync.platform.identity.IdentitySettings;
import com.startynk.sync.platform.identity.OpenPath;
import com.startynk.sync.platform.session.DeviceUses;
import com.startynk.sync.platform.session.Revocations;
import java.time.Clock;
import java.util.Objects;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Logging in here, unless the tokens of an identity provider are the only ones that are believed. */
@Configuration(proxyBeanMethods = false)
@Conditional(NoIdentityProvider.class)
@EnableConfigurationProperties({SessionSettings.class, ThrottleSettings.class})
@Import({CredentialsController.class, SessionController.class})
class OwnLogins {

    @Bean
    OpenPath openLogin() {
        return new OpenPath("POST", SessionController.LOGIN);
    }

    @Bean
    OpenPath openRefresh() {
        return new OpenPath("POST", SessionController.REFRESH);
    }

    @Bean
    AccountRows accountRows(JdbcClient jdbc) {
        return new AccountRows(jdbc);
    }

    @Bean
    ConfigurerModule accountQueries(AccountRows accounts) {
        var queries = new AccountQueries(accounts);
        return configurer -> configurer.registerQueryHandler(axon -> queries);
    }

    @Bean
    Accounts accounts(
            AccountRows rows,
            SessionSettings settings,
            SessionEnds ends,
            SessionLog log,
            TransactionOperations transactions,
            Clock clock) {
        return new Accounts(rows, new Passwords(settings), ends, log, transactions, clock);
    }

    @Bean
    LoginThrottle loginThrottle(ThrottleSettings settings, Clock clock) {
        return new LoginThrottle(settings, clock);
    }

    @Bean
    AdminAccount adminAccount(Accounts accounts) {
        return new FirstAdmin(accounts);
    }

    /** The verifier goes first: it knows how to say that there is no key, or too short a one. */
    @Bean
    @DependsOn("tokenVerifier")
    Sessions sessions(
            AccountRows accounts,
            DeviceRows devices,
            RefreshTokenRows tokens,
            Revocations revocations,
            SessionEnds ends,
            DeviceUses uses,
            SessionLog log,
            IdentitySettings identity,
            SessionSettings settings,
            TransactionOperations transactions,
            Clock clock) {
        return new Sessions(
                accounts,
                devices,
                tokens,
                new AccessTokens(Objects.requireNonNull(identity.jwtSecret()), settings.accessTokenLifetime()),
                revocations,
                ends,
                uses,
                log,
                settings.refreshTokenLifetime(),
                transactions,
                clock);
    }
}
