package com.startynk.sync.query.projection;

import com.startynk.sync.query.deadletter.Poison;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Has an event that cannot even be read go into the batch as such, instead of failing it. */
public final class UnreadableEvents implements MessageHandlerInterceptor<EventMessage<?>> {

    private final EntityRowsProjection projection;

    public UnreadableEvents(EntityRowsProjection projection) {
        this.projection = projection;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (Exception e) {
            if (unitOfWork.getMessage() instanceof DomainEventMessage<?> event && Poison.isBehind(e)) {
                projection.collectUnreadable(event, e);
                return null;
            }
            throw e;
        }
    }
}
