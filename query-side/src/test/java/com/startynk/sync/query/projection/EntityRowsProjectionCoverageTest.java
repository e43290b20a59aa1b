package com.startynk.sync.query.projection;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityEvent;
import java.util.Arrays;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;

class EntityRowsProjectionCoverageTest {

    @Test
    void handlesEveryEntityEvent() {
        var handled = Arrays.stream(EntityRowsProjection.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventHandler.class))
                .map(method -> method.getParameterTypes()[0])
                .collect(toSet());

        assertThat(handled)
                .isEqualTo(Arrays.stream(EntityEvent.class.getPermittedSubclasses())
                        .collect(toSet()));
    }
}
