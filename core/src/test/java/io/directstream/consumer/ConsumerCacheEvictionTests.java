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
import static io.directstream.consumer.CacheFixture.D;
import static io.directstream.testing.FetchedRecords.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsumerCacheEvictionTests {

    @Test
    void closesTheLeastRecentlyUsedReaderBeyondTheCapacity() {
        try (CacheFixture fixture = CacheFixture.withCapacity(2)) {
            fixture.use(A, B, C);

            assertThat(fixture.cached()).containsExactly(B, C);
            assertThat(fixture.cache.snapshot().evictions()).isEqualTo(1);
            assertThat(fixture.fetched()).isEqualTo(2);
        }
    }

    @Test
    void aReaderThatWasUsedAgainIsNotTheLeastRecentlyUsedOne() {
        try (CacheFixture fixture = CacheFixture.withCapacity(2)) {
            fixture.use(A, B, A, C);

            assertThat(fixture.cached()).containsExactly(A, C);
        }
    }

    @Test
    @DisplayName("I5: leased readers are neither counted nor closed for lack of capacity")
    void leasedReadersAreNeitherCountedNorClosed() {
        try (CacheFixture fixture = CacheFixture.withCapacity(1)) {
            ConsumerLease a = fixture.lease(A);
            ConsumerLease b = fixture.lease(B);
            ConsumerLease c = fixture.lease(C);
            assertThat(fixture.cached()).containsExactly(A, B, C);

            b.close();
            assertThat(fixture.cached()).contains(A, B, C);
            c.close();
            assertThat(fixture.cached()).containsExactlyInAnyOrder(A, C);
            assertThat(a.reader().position()).isZero();
            a.close();
            assertThat(fixture.cached()).containsExactly(A);
        }
    }

    @Test
    void aLeaseClosesNoIdleReaderAsLongAsTheIdleOnesAreWithinTheCapacity() {
        try (CacheFixture fixture = CacheFixture.withCapacity(1)) {
            fixture.use(A);

            try (ConsumerLease lease = fixture.lease(B)) {
                assertThat(fixture.cached()).containsExactly(A, lease.reader().partition());
            }

            assertThat(fixture.cached()).containsExactly(B);
        }
    }

    @Test
    void pinnedReadersAreNeitherCountedNorClosed() {
        try (CacheFixture fixture = CacheFixture.withCapacity(1)) {
            fixture.cache.pin(A, 0);
            fixture.use(B);
            fixture.cache.pin(C, 0);
            assertThat(fixture.cached()).containsExactlyInAnyOrder(A, B, C);

            fixture.use(A, D);
            assertThat(fixture.cached()).containsExactlyInAnyOrder(A, C, D);

            fixture.clock.advance(Duration.ofHours(1));
            fixture.cache.evictIdle();
            assertThat(fixture.cached()).containsExactlyInAnyOrder(A, C);
        }
    }

    @Test
    void closesReadersThatWereIdleForTooLong() {
        try (CacheFixture fixture = CacheFixture.withCapacity(10)) {
            fixture.use(A);
            fixture.clock.advance(Duration.ofMinutes(3));
            fixture.use(B);
            ConsumerLease held = fixture.lease(C);

            fixture.clock.advance(Duration.ofMinutes(2));
            fixture.cache.evictIdle();
            assertThat(fixture.cached()).containsExactly(B, C);

            fixture.clock.advance(Duration.ofHours(1));
            fixture.cache.evictIdle();
            assertThat(fixture.cached()).as("a leased reader is not idle").containsExactly(C);
            assertThat(fixture.cache.snapshot().evictions()).isEqualTo(2);

            held.close();
            fixture.cache.evictIdle();
            assertThat(fixture.cached()).as("idle since it was given back").containsExactly(C);
        }
    }

    @Test
    void anEvictedReaderGivesBackItsMemory() {
        try (CacheFixture fixture = CacheFixture.withCapacity(1)) {
            fixture.use(A);
            fixture.poll();
            fixture.reading(A).orElseThrow().add(records(A, 0, 5));
            fixture.poll();
            assertThat(fixture.budget.used()).isPositive();

            fixture.use(B);
            fixture.poll();

            assertThat(fixture.budget.used()).isZero();
            assertThat(fixture.reading(A)).isEmpty();
        }
    }

    @Test
    void withoutACapacityKeepsAsManyAsAreAssignedAndAtLeastSixtyFour() {
        try (CacheFixture fixture = new CacheFixture(CacheOptions.DEFAULT)) {
            assertThat(fixture.cache.snapshot().maxCapacity()).isEqualTo(64);

            fixture.cache.assigned(200);
            assertThat(fixture.cache.snapshot().maxCapacity()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("I5: a reader dropped while it is leased is closed when it is given back")
    void aReaderDroppedWhileLeasedIsClosedWhenGivenBack() {
        try (CacheFixture fixture = CacheFixture.withCapacity(10)) {
            ConsumerLease lease = fixture.lease(A);

            fixture.cache.drop(A);
            assertThat(lease.reader().position()).isZero();
            assertThat(fixture.cached()).isEmpty();
            assertThat(fixture.cache.snapshot().inUse()).isEqualTo(1);
            assertThat(fixture.fetched()).as("nothing more is read of it").isZero();

            lease.close();
            assertThat(lease.reader().position()).as("closed").isNegative();
            assertThat(fixture.cache.snapshot().inUse()).isZero();
            assertThat(fixture.fetched()).isZero();
            assertThat(fixture.cache.snapshot().evictions())
                    .as("nobody evicted it")
                    .isZero();
        }
    }

    @Test
    @DisplayName("I5: the reader that follows a dropped one is another one")
    void theReaderThatFollowsADroppedOneIsAnotherOne() {
        try (CacheFixture fixture = CacheFixture.withCapacity(10)) {
            ConsumerLease old = fixture.lease(A);
            fixture.cache.drop(A);
            ConsumerLease fresh = fixture.lease(A);
            assertThat(fresh.reader()).isNotSameAs(old.reader());

            old.close();
            assertThat(fresh.reader().position()).isZero();
            assertThat(fixture.cache.lease(A, 0)).as("still leased").isEmpty();

            fresh.close();
            assertThat(fixture.cached()).containsExactly(A);
            assertThat(fixture.fetched()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("I5: closing the cache closes a leased reader only when it is given back")
    void closingTheCacheLeavesALeasedReaderToItsTask() {
        CacheFixture fixture = CacheFixture.withCapacity(10);
        fixture.use(B);
        ConsumerLease lease = fixture.lease(A);
        fixture.poll();

        fixture.close();
        assertThat(lease.reader().position()).isZero();
        assertThat(fixture.consumers).allMatch(consumer -> consumer.closed());
        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.lease(C))
                .withMessage("the consumer cache of group billing is closed; its stream was stopped");

        lease.close();
        assertThat(lease.reader().position()).as("closed").isNegative();
        assertThat(fixture.fetched()).isZero();
        assertThat(fixture.cache.snapshot().inUse()).isZero();
    }
}
