/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Writes what listeners write with Hibernate.
 *
 * @param transactionManager that of the application
 * @param entities as repositories have it
 */
record JpaOutput(JpaTransactionManager transactionManager, EntityManager entities) {

    static JpaOutput in(TestDatabase database) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database.dataSource());
        factory.setManagedTypes(PersistenceManagedTypes.of(Row.class.getName()));
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.afterPropertiesSet();
        EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
        JpaTransactionManager transactionManager = new JpaTransactionManager(entities);
        transactionManager.setDataSource(database.dataSource());
        transactionManager.setJpaDialect(new HibernateJpaVendorAdapter().getJpaDialect());
        return new JpaOutput(transactionManager, SharedEntityManagerCreator.createSharedEntityManager(entities));
    }

    void write(String what) {
        entities.persist(new Row(what));
    }

    /** A row of the output. */
    @Entity
    @Table(name = "output")
    static class Row {

        @Id
        @Column(name = "what")
        private String what = "";

        Row() {}

        Row(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
