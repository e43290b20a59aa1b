package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FailureReasonTest {

    @Test
    void isWhatIsInnermostInOneLine() {
        var reason = new IllegalArgumentException("no key,\n  and no door");

        assertThat(FailureReason.of(new IllegalStateException("Error creating bean", reason)))
                .isEqualTo("no key, and no door");
    }

    @Test
    void namesTheSettingThatCannotBeRead() {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of("startynk.axon.fetch-delay", "soon")));

        var failure = catchThrowable(() -> binder.bind("startynk.axon.fetch-delay", Duration.class));

        assertThat(FailureReason.of(failure))
                .startsWith("startynk.axon.fetch-delay: ")
                .contains("soon");
    }

    @Test
    void isTheKindOfFailureWhereThatSaysNothing() {
        assertThat(FailureReason.of(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
