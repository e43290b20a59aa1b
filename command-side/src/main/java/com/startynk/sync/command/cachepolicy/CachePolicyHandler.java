package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;

/** Has policies changed, by whoever has seen the present ones where he says which he has seen. */
final class CachePolicyHandler {

    private final EntityCatalog catalog;
    private final Repository<ChangedPolicies> repository;

    CachePolicyHandler(EntityCatalog catalog, Repository<ChangedPolicies> repository) {
        this.catalog = catalog;
        this.repository = repository;
    }

    /** Answers the type's policy as it then is, and the version of all. */
    @CommandHandler
    PolicyAsChanged handle(ChangeCachePolicy command) throws Exception {
        var type = catalog.find(command.entityType())
                .orElseThrow(() -> new SyncFailure(ErrorCode.UNKNOWN_ENTITY_TYPE, "no such entity type"));
        var policies = repository.loadOrCreate(CachePolicyEvent.STREAM, ChangedPolicies::new);
        return policies.invoke(changed -> {
            refuseUnlessSeen(command, changed.over(catalog));
            changed.edit(type.name(), command.edit(), metaData(command));
            return answer(type, changed.over(catalog));
        });
    }

    private static void refuseUnlessSeen(ChangeCachePolicy command, CachePolicies present) {
        if (!IfMatch.holds(command.ifMatch(), present.version())) {
            throw new SyncFailure(
                    ErrorCode.PRECONDITION_FAILED, "the policies are of version " + present.version() + " by now");
        }
    }

    private static PolicyAsChanged answer(EntityType type, CachePolicies policies) {
        return new PolicyAsChanged(policies.version(), policies.shown(type));
    }

    private static MetaData metaData(ChangeCachePolicy command) {
        return MetaData.with(EventMetaData.USER_ID, command.by().userId())
                .and(EventMetaData.DEVICE_ID, command.by().deviceId())
                .and(EventMetaData.ENTITY_TYPE, command.entityType());
    }
}
