/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.jdbc;

import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import io.directstream.autoconfigure.LedgerSettings;
import io.directstream.autoconfigure.OffsetStoreKind;
import io.directstream.jdbc.IndependentTransactions;
import io.directstream.jdbc.JdbcOffsetStores;
import io.directstream.offset.OffsetStoreFactory;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Offsets in the application's database, for streams whose {@code offsets.store} is {@code jdbc}. */
@AutoConfiguration(
        before = DirectStreamAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({JdbcClient.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnSingleCandidate(DataSource.class)
public final class DirectStreamJdbcAutoConfiguration {

    private static final String TRANSACTION_MANAGER = "direct-stream.jdbc.transaction-manager";

    DirectStreamJdbcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DirectStreamSchemaInitializer directStreamSchemaInitializer(
            DataSource dataSource, DirectStreamProperties properties) {
        return new DirectStreamSchemaInitializer(dataSource, properties);
    }

    @Bean
    @DependsOnDatabaseInitialization
    OffsetStoreKind directStreamJdbcOffsetStore(
            DataSource dataSource, BeanFactory beans, DirectStreamProperties properties) {
        return new JdbcKind(dataSource, beans, properties, new IndependentTransactions());
    }

    /** Looks for the transaction manager only when a stream wants the store. */
    private record JdbcKind(
            DataSource dataSource,
            BeanFactory beans,
            DirectStreamProperties properties,
            IndependentTransactions independent)
            implements OffsetStoreKind {

        @Override
        public Store store() {
            return Store.JDBC;
        }

        @Override
        public OffsetStoreFactory forStream(String stream, String group) {
            independent.watch(beans.getBeanProvider(ConfigurableTransactionManager.class));
            DirectStreamProperties.Jdbc tables = properties.jdbc();
            return new JdbcOffsetStores(
                            dataSource,
                            transactionManager(),
                            new JdbcOffsetStores.Names(tables.table(), tables.ledgerTable()),
                            independent)
                    .forStream(stream, group, LedgerSettings.policy(stream, properties.stream(stream)));
        }

        private PlatformTransactionManager transactionManager() {
            String name = properties.jdbc().transactionManager();
            try {
                return name == null
                        ? beans.getBean(PlatformTransactionManager.class)
                        : beans.getBean(name, PlatformTransactionManager.class);
            } catch (NoUniqueBeanDefinitionException several) {
                throw new InvalidConfigurationPropertyValueException(
                        TRANSACTION_MANAGER,
                        name,
                        "there are several transaction managers, %s; name that of the data source"
                                .formatted(several.getBeanNamesFound()));
            } catch (NoSuchBeanDefinitionException none) {
                throw new InvalidConfigurationPropertyValueException(
                        TRANSACTION_MANAGER, name, "there is no such transaction manager: " + none.getMessage());
            }
        }
    }
}
