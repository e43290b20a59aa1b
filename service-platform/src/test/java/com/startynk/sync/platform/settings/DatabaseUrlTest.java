package com.startynk.sync.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void takesAccountAndOptionsApart() {
        assertThat(DatabaseUrl.parse("mysql://app:p%40ss%2Fw+rd@db.example:3307/sync?sslMode=REQUIRED"))
                .isEqualTo(new DatabaseUrl("jdbc:mysql://db.example:3307/sync?sslMode=REQUIRED", "app", "p@ss/w+rd"));
    }

    @Test
    void assumesMySqlsPort() {
        assertThat(DatabaseUrl.parse("mysql://app@db/sync"))
                .isEqualTo(new DatabaseUrl("jdbc:mysql://db:3306/sync", "app", null));
    }

    @Test
    void leavesAJdbcUrlAsItIs() {
        assertThat(DatabaseUrl.parse("jdbc:mysql://db/sync?a=b"))
                .isEqualTo(new DatabaseUrl("jdbc:mysql://db/sync?a=b", null, null));
    }

    @Test
    void saysWhereItIsWithoutTheAccount() {
        assertThat(DatabaseUrl.parse("mysql://app:secret@db.example:3307/sync?password=x")
                        .address())
                .isEqualTo("db.example:3307");
        assertThat(DatabaseUrl.parse("jdbc:mysql://app:secret@db/sync?password=x y")
                        .address())
                .isEqualTo("db:3306");
        assertThat(DatabaseUrl.parse("jdbc:mysql:replication://(host=a,password=secret)/sync")
                        .address())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:secret@db/sync",
                "mysql://app:secret@db",
                "mysql://app:secret@db/",
                "mysql://app:sec ret@db/sync",
                "mysql://app:secret@two@db/sync",
                "secret"
            })
    void complainsWithoutQuotingWhatItWasGiven(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATABASE_URL must look like")
                .hasNoCause()
                .message()
                .doesNotContain("sec");
    }
}
