/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners that do not leave everything to the transaction of their range. */
@ExtendWith(OutputCaptureExtension.class)
class IndependentTransactionsTests {

    private static final String SAID = "begins a transaction of its own";

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:independent;DB_CLOSE_DELAY=-1", "sa", "");

    private final JdbcTransactionManager manager = new JdbcTransactionManager(pool);

    private final JdbcTransactionManager another = new JdbcTransactionManager(pool);

    private TransactionalOffsetStore store;

    @BeforeEach
    void open() {
        TestDatabase database = TestDatabase.postgresql(pool);
        database.createTables();
        IndependentTransactions independent = new IndependentTransactions();
        independent.watch(List.of(manager, another));
        independent.watch(List.of(manager, another));
        store = StoreOnDatabase.open(database, manager, new LedgerPolicy.Off(), independent);
        StoreOnDatabase.store(store, StoreOnDatabase.position(10));
    }

    @AfterEach
    void close() {
        store.close();
        pool.dispose();
    }

    @Test
    void aTransactionOfItsOwnIsSaidOnceWithItsNameAndTheWayOut(CapturedOutput output) throws Exception {
        UnitOfWork listener = () -> template(manager, TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                .execute(status -> true);

        store.storeWith(List.of(StoreOnDatabase.range(10, 20)), listener);
        store.storeWith(List.of(StoreOnDatabase.range(20, 30)), listener);

        assertThat(output.getOut().split(SAID, -1)).hasSize(2);
        assertThat(output).contains("stream orders", "(Audit.write)", "propagation REQUIRED");
    }

    @Test
    void aTransactionOfAnotherManagerIsSaid(CapturedOutput output) throws Exception {
        store.storeWith(
                List.of(StoreOnDatabase.range(10, 20)),
                () -> template(another, TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                        .execute(status -> true));

        assertThat(output).contains(SAID);
    }

    @Test
    void joiningAndReadingAreNot(CapturedOutput output) throws Exception {
        TransactionTemplate reading = template(manager, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        reading.setReadOnly(true);

        store.storeWith(List.of(StoreOnDatabase.range(10, 20)), () -> {
            template(manager, TransactionDefinition.PROPAGATION_REQUIRED).execute(status -> true);
            template(manager, TransactionDefinition.PROPAGATION_NESTED).execute(status -> true);
            reading.execute(status -> true);
        });
        template(manager, TransactionDefinition.PROPAGATION_REQUIRED).execute(status -> true);

        assertThat(output).doesNotContain(SAID);
    }

    private static TransactionTemplate template(PlatformTransactionManager manager, int propagation) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(propagation);
        template.setName("Audit.write");
        return template;
    }
}
