/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static io.directstream.consumer.CacheFixture.A;
import static io.directstream.consumer.CacheFixture.B;
import static io.directstream.consumer.CacheFixture.C;
import static io.directstream.testing.FetchedRecords.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsumerCacheTests {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final CacheFixture fixture = CacheFixture.withCapacity(64);

    private final ConsumerCache cache = fixture.cache;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theFirstLeaseIsAMissAndTheNextOneAtItsPositionAHit() {
        PartitionReader first;
        try (ConsumerLease lease = cache.lease(A, 10).orElseThrow()) {
            first = lease.reader();
            assertThat(first.position()).isEqualTo(10);
        }
        try (ConsumerLease lease = cache.lease(A, 10).orElseThrow()) {
            assertThat(lease.reader()).isSameAs(first);
        }

        CacheSnapshot snapshot = cache.snapshot();
        assertThat(snapshot.misses()).isEqualTo(1);
        assertThat(snapshot.hits()).isEqualTo(1);
        assertThat(snapshot.puts()).isEqualTo(1);
        assertThat(snapshot.evictions()).isZero();
    }

    @Test
    void aLeaseElsewhereMovesTheReaderAndIsAMiss() {
        fixture.use(A);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();

        try (ConsumerLease lease = cache.lease(A, 100).orElseThrow()) {
            assertThat(lease.reader().position()).isEqualTo(100);
            assertThat(lease.reader().bufferedRecords()).isZero();
        }
        fixture.poll();

        assertThat(cache.snapshot().misses()).isEqualTo(2);
        assertThat(cache.snapshot().puts()).isEqualTo(1);
        assertThat(fixture.reading(A).orElseThrow().seeks()).contains("orders-0@100");
    }

    @Test
    @DisplayName("I5: a reader that is leased is leased to nobody else")
    void aLeasedReaderIsLeasedToNobodyElse() {
        try (ConsumerLease lease = fixture.lease(A)) {
            assertThat(cache.lease(A, 0)).isEmpty();
            assertThat(cache.lease(B, 0)).isPresent();
            assertThat(cache.snapshot().inUse()).isEqualTo(2);
            assertThat(lease.reader().partition()).isEqualTo(A);
        }

        assertThat(cache.lease(A, 0)).isPresent();
        assertThat(cache.snapshot().misses())
                .as("being refused is neither hit nor miss")
                .isEqualTo(2);
    }

    @Test
    void handsOutWhatWasReadAhead() {
        fixture.use(A);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();
        assertThat(cache.filledUntil(A)).contains(5L);

        try (ConsumerLease lease = fixture.lease(A)) {
            assertThat(lease.take(3, UNLIMITED, UNLIMITED).records()).hasSize(3);
        }

        assertThat(cache.snapshot().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.position()).isEqualTo(3));
        assertThat(cache.lease(A, 3)).isPresent();
        assertThat(cache.snapshot().hits()).isEqualTo(2);
    }

    @Test
    void aLeaseThatWasClosedTakesNothing() {
        ConsumerLease lease = fixture.lease(A);
        lease.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> lease.take(10, UNLIMITED, UNLIMITED))
                .withMessage("the lease of orders-0 was closed; lease its reader anew");
    }

    @Test
    void closingALeaseTwiceDoesNotFreeTheNextOne() {
        ConsumerLease first = fixture.lease(A);
        first.close();
        ConsumerLease second = fixture.lease(A);

        first.close();

        assertThat(cache.lease(A, 0)).as("still leased").isEmpty();
        second.close();
    }

    @Test
    void readersAreSpreadOverTheFetchers() {
        fixture.use(A, B, C);

        assertThat(cache.snapshot().fetchers())
                .extracting(CacheSnapshot.FetcherEntry::partitions)
                .containsExactly(2, 1);
    }

    @Test
    void showsEachReader() {
        fixture.use(A);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 3));
        fixture.poll();
        fixture.clock.advance(Duration.ofSeconds(30));

        try (ConsumerLease lease = fixture.lease(A)) {
            CacheSnapshot.Entry entry = cache.snapshot().entries().get(0);
            assertThat(entry.group()).isEqualTo("billing");
            assertThat(entry.partition()).isEqualTo(A);
            assertThat(entry.clientId()).isEqualTo("orders-fetcher-0");
            assertThat(entry.position()).isZero();
            assertThat(entry.bufferedRecords()).isEqualTo(3);
            assertThat(entry.bufferedBytes()).isEqualTo(lease.reader().bufferedBytes());
            assertThat(entry.inUse()).isTrue();
            assertThat(entry.uses()).isEqualTo(2);
            assertThat(Duration.between(entry.createdAt(), entry.lastUsedAt())).hasSeconds(30);
        }
        CacheSnapshot.Entry only = cache.snapshot().entries().get(0);
        assertThat(cache.snapshot().fetchers().get(0).bufferedBytes()).isEqualTo(only.bufferedBytes());
    }

    @Test
    void aSuspendedReaderForgetsWhatItHasAndIsNotReadUntilItIsResumed() {
        cache.pin(A, 0);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();

        cache.suspend(A, 2);
        fixture.poll();
        assertThat(fixture.reading(A)).isEmpty();
        assertThat(fixture.budget.used()).isZero();
        assertThat(cache.filledUntil(A)).contains(2L);

        cache.reserve(A, 2, 3);
        fixture.poll();
        fixture.poll();
        assertThat(fixture.reading(A).orElseThrow().seeks()).last().isEqualTo("orders-0@2");
        assertThat(fixture.budget.isUrgent()).as("a range waits for it").isTrue();

        fixture.lease(A).close();
        assertThat(fixture.budget.isUrgent()).isFalse();
    }

    @Test
    void aDetachedReaderKeepsWhatItHas() {
        cache.pin(A, 0);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();

        cache.detach(A);
        cache.detach(A);
        fixture.poll();

        assertThat(fixture.reading(A)).isEmpty();
        assertThat(fixture.fetched()).isZero();
        assertThat(cache.filledUntil(A)).contains(5L);
        assertThat(fixture.budget.used()).isPositive();
    }

    @Test
    void aReaderThatDoesNotGetOnIsReplacedByOneThatStandsInItsPlace() {
        PartitionReader old = cache.pin(A, 0);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();
        use(A, 0, 2);

        PartitionReader fresh = cache.replace(A).orElseThrow();
        fixture.poll();

        assertThat(fresh).isNotSameAs(old);
        assertThat(fresh.position()).isEqualTo(2);
        assertThat(old.position()).as("closed").isNegative();
        assertThat(fixture.consumers)
                .anySatisfy(consumer -> assertThat(consumer.seeks()).contains("orders-0@2"));
        assertThat(fixture.fetched()).isEqualTo(1);
        assertThat(cache.snapshot().puts()).isEqualTo(2);
        fixture.clock.advance(Duration.ofDays(1));
        cache.evictIdle();
        assertThat(fixture.cached()).as("still pinned").containsExactly(A);
    }

    @Test
    @DisplayName("I5: a leased reader is not replaced; it is fetched anew from where it is filled to")
    void aLeasedReaderIsNotReplaced() {
        cache.pin(A, 0);
        fixture.poll();
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();
        try (ConsumerLease lease = cache.lease(A, 0).orElseThrow()) {
            assertThat(cache.replace(A)).isEmpty();
            fixture.poll();

            assertThat(lease.take(5, 10, 1_000).records()).hasSize(5);
            assertThat(fixture.reading(A).orElseThrow().seeks()).containsExactly("orders-0@0", "orders-0@5");
        }
    }

    @Test
    void aReservedReaderCountsOnceAndIsKeptUntilItsRangeComes() {
        PartitionReader reserved = cache.reserve(A, 10, 11);
        assertThat(cache.reserve(A, 10, 11)).as("asked again").isSameAs(reserved);
        fixture.clock.advance(Duration.ofDays(1));
        cache.evictIdle();
        assertThat(fixture.cached()).containsExactly(A);
        assertThat(fixture.budget.isUrgent()).isTrue();

        cache.lease(A, 10).orElseThrow().close();

        assertThat(fixture.budget.isUrgent()).isFalse();
        assertThat(cache.snapshot().misses()).isEqualTo(1);
        assertThat(cache.snapshot().hits()).isZero();
        fixture.clock.advance(Duration.ofDays(1));
        cache.evictIdle();
        assertThat(fixture.cached()).isEmpty();
    }

    @Test
    void reservingMovesAReaderThatStandsElsewhere() {
        cache.lease(A, 5).orElseThrow().close();

        assertThat(cache.reserve(A, 8, 9).position()).isEqualTo(8);

        assertThat(cache.snapshot().misses()).isEqualTo(2);
        assertThat(cache.snapshot().puts()).isEqualTo(1);
    }

    @Test
    void reservingAReaderThatIsReadAnywayDisturbsNoPoll() {
        readAhead(A);

        PartitionReader reader = cache.reserve(A, 0, 1);
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();

        assertThat(reader.bufferedRecords())
                .as("a poll that was woken brings nothing")
                .isEqualTo(5);
    }

    @Test
    void reservingAReaderThatTheBudgetPausedEndsThePollUnderWay() {
        readAhead(A);
        fixture.budget.take(0, 1_000_000);
        fixture.poll();
        fixture.budget.giveBack(0, 1_000_000);

        PartitionReader reader = cache.reserve(A, 0, 1);
        fixture.reading(A).orElseThrow().add(records(A, 0, 5));
        fixture.poll();
        assertThat(reader.bufferedRecords()).as("woken").isZero();

        fixture.poll();
        assertThat(reader.bufferedRecords()).isEqualTo(5);
    }

    /** Has a partition read from its beginning for ranges to come. */
    private void readAhead(TopicPartition partition) {
        cache.reserve(partition, 0, 1);
        fixture.poll();
        fixture.poll();
        fixture.use(partition);
    }

    @Test
    void pinningAgainBeginsAnew() {
        PartitionReader old = cache.pin(A, 10);
        PartitionReader fresh = cache.pin(A, 20);

        assertThat(fresh).isNotSameAs(old);
        assertThat(fresh.position()).isEqualTo(20);
        assertThat(old.position()).as("closed").isNegative();
        assertThat(fixture.fetched()).isEqualTo(1);
    }

    @Test
    void whatIsNotCachedIsNeitherSuspendedNorResumedNorDropped() {
        cache.suspend(A, 5);
        cache.resume(A);
        cache.detach(A);
        assertThat(cache.replace(A)).isEmpty();
        cache.drop(A);

        assertThat(cache.snapshot().size()).isZero();
        assertThat(cache.filledUntil(A)).isEmpty();
        assertThat(fixture.budget.isUrgent()).isFalse();
    }

    private void use(TopicPartition partition, long from, long until) {
        try (ConsumerLease lease = cache.lease(partition, from).orElseThrow()) {
            assertThat(lease.take(until, 10, 1_000).until()).isEqualTo(until);
        }
    }
}
