package com.startynk.sync.standalone;

import com.startynk.sync.command.CommandSideConfiguration;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.push.PushNotificationsConfiguration;
import com.startynk.sync.query.QuerySideConfiguration;
import com.startynk.sync.realtime.RealtimeGatewayConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** All services, on one platform. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
    ServicePlatformConfiguration.class,
    CommandSideConfiguration.class,
    QuerySideConfiguration.class,
    RealtimeGatewayConfiguration.class,
    PushNotificationsConfiguration.class
})
class Standalone {}
