package com.startynk.sync.command;

import com.startynk.sync.command.cachepolicy.CachePolicyConfiguration;
import com.startynk.sync.command.erasure.ErasureConfiguration;
import com.startynk.sync.command.identity.LoginConfiguration;
import com.startynk.sync.command.intake.IntakeConfiguration;
import com.startynk.sync.command.platform.EntityConfiguration;
import com.startynk.sync.command.release.ReleaseConfiguration;
import com.startynk.sync.command.resolution.ResolutionConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command side: mutations in, events out. Needs the service platform and an entity catalog beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
    EntityConfiguration.class,
    IntakeConfiguration.class,
    ReleaseConfiguration.class,
    ResolutionConfiguration.class,
    ErasureConfiguration.class,
    CachePolicyConfiguration.class,
    LoginConfiguration.class
})
public class CommandSideConfiguration {}
