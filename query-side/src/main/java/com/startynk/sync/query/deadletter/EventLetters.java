package com.startynk.sync.query.deadletter;

import com.startynk.sync.query.platform.ProjectsHere;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Dead letters of a projection that takes one event at a time: around its handlers, and for trying again. */
public final class EventLetters implements MessageHandlerInterceptor<EventMessage<?>>, LetterRetry {

    private final DeadLetterQueue letters;
    private final AnnotationEventHandlerAdapter projection;
    private final EventStore events;
    private final Savepoints savepoints;
    private final TransactionManager transactions;
    private final ProjectsHere projectsHere;
    private final Consumer<String> parked;

    /** @param parked is told of each event that is parked, after the commit, since nobody needs to wait for it any more */
    public EventLetters(
            DeadLetterQueue letters,
            Object projection,
            EventStore events,
            Savepoints savepoints,
            TransactionManager transactions,
            ProjectsHere projectsHere,
            Consumer<String> parked) {
        this.letters = letters;
        this.projection = new AnnotationEventHandlerAdapter(projection);
        this.events = events;
        this.savepoints = savepoints;
        this.transactions = transactions;
        this.projectsHere = projectsHere;
        this.parked = parked;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        if (!(unitOfWork.getMessage() instanceof DomainEventMessage<?> event)) {
            return chain.proceed();
        }
        if (!letters.lock(event.getAggregateIdentifier(), 1).isEmpty()) {
            park(event, null, unitOfWork);
            return null;
        }
        try {
            savepoints.within(() -> {
                chain.proceed();
                return true;
            });
        } catch (Exception e) {
            if (!Poison.isBehind(e)) {
                throw e;
            }
            park(event, e, unitOfWork);
        }
        return null;
    }

    private void park(
            DomainEventMessage<?> event,
            @Nullable Exception failure,
            UnitOfWork<? extends EventMessage<?>> unitOfWork) {
        letters.park(List.of(letters.letter(event, failure)));
        unitOfWork.root().afterCommit(work -> parked.accept(event.getIdentifier()));
    }

    @Override
    public String processor() {
        return letters.processor();
    }

    @Override
    public Retried retry(String sequenceId, BooleanSupplier hasTime) {
        var taken = 0L;
        while (hasTime.getAsBoolean()) {
            try {
                if (!takeNext(sequenceId)) {
                    break;
                }
                taken++;
            } catch (Exception e) {
                if (!Poison.isBehind(e)) {
                    throw unchecked(e);
                }
                transactions.executeInTransaction(() -> letters.failed(sequenceId, e));
                return retried(sequenceId, taken, DeadLetterQueue.cause(e));
            }
        }
        return retried(sequenceId, taken, null);
    }

    private Retried retried(String sequenceId, long taken, @Nullable String cause) {
        return new Retried(processor(), sequenceId, taken, cause, letters.count(sequenceId));
    }

    /** Each in a transaction of its own, as the processor would. */
    private boolean takeNext(String sequenceId) throws Exception {
        var unitOfWork = DefaultUnitOfWork.<EventMessage<?>>startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        try {
            var next = letters.lock(sequenceId, 1);
            projectsHere.require();
            if (!next.isEmpty()) {
                projection.handle(event(next.get(0)));
                letters.taken(next);
            }
            unitOfWork.commit();
            return !next.isEmpty();
        } catch (Exception e) {
            if (unitOfWork.isActive()) {
                unitOfWork.rollback(e);
            }
            throw e;
        }
    }

    private DomainEventMessage<?> event(DeadLetter letter) {
        return events.readEvents(letter.sequenceId(), letter.sequenceNumber())
                .asStream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no event " + letter.eventId()));
    }

    private static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
