package com.startynk.sync.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/** Puts {@link FailFastDataSource} around the pool itself, below whatever else is put around it. */
final class FailFast implements BeanPostProcessor, PriorityOrdered {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HikariDataSource pool ? new FailFastDataSource(pool) : bean;
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
