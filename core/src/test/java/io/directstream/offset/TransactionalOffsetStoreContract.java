/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link TransactionalOffsetStore} has to do besides: output and offset become visible together or not at all. */
public abstract class TransactionalOffsetStoreContract extends OffsetStoreContract {

    private static final long PATIENCE_SECONDS = 60;

    @Override
    protected abstract TransactionalOffsetStore open() throws Exception;

    /** Writes output as a listener does: inside the unit of work if there is one. */
    protected abstract void write(String output) throws Exception;

    /** The output that others can see. */
    protected abstract List<String> written() throws Exception;

    /** Those of its {@link OffsetStoreFactory}; {@link ListenerTransactions#NONE} if it has none. */
    protected ListenerTransactions transactions() {
        return ListenerTransactions.NONE;
    }

    @Test
    @DisplayName("I3: output and offset become visible together")
    void outputAndOffsetBecomeVisibleTogether() throws Exception {
        begin(P0, 10);

        assertThat(transactional().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")))
                .containsExactly(StoreOutcome.STORED);

        assertThat(written()).containsExactly("ten");
        assertThat(offset(store(), P0)).isEqualTo(20);
    }

    @Test
    void theListenerRunsOnceOnTheCallersThread() throws Exception {
        begin(P0, 10);
        Thread caller = Thread.currentThread();
        List<Thread> threads = new ArrayList<>();

        transactional().storeWith(List.of(range(P0, 10, 20)), () -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(caller);
    }

    @Test
    @DisplayName("I3: what the listener throws rolls everything back and comes out unchanged")
    void whatTheListenerThrowsRollsEverythingBack() {
        begin(P0, 10);
        IOException failure = new IOException("no more paper");

        assertThatThrownBy(() -> transactional().storeWith(List.of(range(P0, 10, 20)), () -> {
                    write("ten");
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(offset(store(), P0)).isEqualTo(10);
        assertThatNothingIsWritten();
    }

    @Test
    void aReplayedListenerRunsInATransactionThatStoresNothing() throws Exception {
        begin(P0, 10);
        List<Thread> threads = new ArrayList<>();

        try (ListenerTransactions transactions = transactions()) {
            Assumptions.assumeTrue(transactions != ListenerTransactions.NONE);
            transactions.run(() -> {
                threads.add(Thread.currentThread());
                write("once more");
            });
        }

        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(written()).containsExactly("once more");
        assertThat(offset(store(), P0)).isEqualTo(10);
    }

    @Test
    @DisplayName("I3: what a replayed listener throws rolls its output back and comes out unchanged")
    void whatAReplayedListenerThrowsRollsItsOutputBack() throws Exception {
        IOException failure = new IOException("no more paper");

        try (ListenerTransactions transactions = transactions()) {
            Assumptions.assumeTrue(transactions != ListenerTransactions.NONE);
            assertThatThrownBy(() -> transactions.run(() -> {
                        write("once more");
                        throw failure;
                    }))
                    .isSameAs(failure);
        }

        assertThatNothingIsWritten();
    }

    @Test
    @DisplayName("I1, I3: a refused range takes the output with it")
    void aRefusedRangeTakesTheOutputWithIt() throws Exception {
        begin(P0, 10);

        assertThat(transactional().storeWith(List.of(range(P0, 11, 20)), () -> write("eleven")))
                .containsExactly(StoreOutcome.GAP);

        assertThat(offset(store(), P0)).isEqualTo(10);
        assertThatNothingIsWritten();
    }

    @Test
    @DisplayName("I1, I3: one refused range of several takes all of them with it")
    void oneRefusedRangeTakesAllWithIt() throws Exception {
        begin(P0, 10);
        begin(P1, 20);

        List<StoreOutcome> outcomes =
                transactional().storeWith(List.of(range(P0, 10, 15), range(P1, 25, 30)), () -> write("both"));

        assertThat(outcomes).hasSize(2).element(1).isEqualTo(StoreOutcome.GAP);
        assertThat(outcomes.get(0)).isNotEqualTo(StoreOutcome.STORED);
        assertThat(offset(store(), P0)).isEqualTo(10);
        assertThat(offset(store(), P1)).isEqualTo(20);
        assertThatNothingIsWritten();
    }

    @Test
    @DisplayName("I3: of two instances that hold a partition at once, one writes")
    void ofTwoInstancesOneWrites() throws Exception {
        Assumptions.assumeTrue(isShared());
        begin(P0, 10);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TransactionalOffsetStore other = open()) {
            load(other, P0);
            CountDownLatch bothInside = new CountDownLatch(2);
            List<Future<StoreOutcome>> both = Stream.of(transactional(), other)
                    .map(store -> threads.submit(() -> run(store, bothInside)))
                    .toList();

            long stored = 0;
            for (Future<StoreOutcome> each : both) {
                stored += each.get(PATIENCE_SECONDS, TimeUnit.SECONDS) == StoreOutcome.STORED ? 1 : 0;
            }

            assertThat(stored).isEqualTo(1);
            assertThat(written()).hasSize(1);
            assertThat(offset(store(), P0)).isEqualTo(20);
        } finally {
            threads.shutdownNow();
        }
    }

    /** As the engine does: a store that says wait is asked again. */
    private StoreOutcome run(TransactionalOffsetStore store, CountDownLatch bothInside) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return store.storeWith(List.of(range(P0, 10, 20)), () -> {
                            bothInside.countDown();
                            bothInside.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                            write("by " + Thread.currentThread().getName());
                        })
                        .get(0);
            } catch (OffsetStoreException wait) {
                if (attempt == 10) {
                    throw wait;
                }
            }
        }
    }

    private void assertThatNothingIsWritten() {
        CompletableFuture<List<String>> written = new CompletableFuture<>();
        try {
            written.complete(written());
        } catch (Exception e) {
            written.completeExceptionally(e);
        }
        assertThat(written).isCompletedWithValue(List.of());
    }

    private TransactionalOffsetStore transactional() {
        return (TransactionalOffsetStore) store();
    }
}
