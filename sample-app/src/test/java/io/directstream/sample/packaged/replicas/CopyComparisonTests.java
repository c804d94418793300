/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CopyComparisonTests {
    private final CopyComparison comparison =
            new CopyComparison(Map.of(0, List.of("tea", "milk"), 1, List.of("coffee")));
    private long end;

    @Test
    void copiesOnceAndInOrderAreAsTheyShouldBe() {
        copy(0, 0, "tea");
        copy(1, 0, "coffee");
        copy(0, 1, "milk");

        assertThat(comparison.records()).isEqualTo(3);
        assertThat(comparison.lost()).isZero();
        assertThat(comparison.findings()).isEmpty();
    }

    @Test
    void aRecordWithoutACopyIsLost() {
        copy(1, 0, "coffee");
        copy(0, 1, "milk");

        assertThat(comparison.lost()).isEqualTo(1);
        assertThat(comparison.findings()).containsExactly("partition 0 at 1: copy of 1, expected 0");
    }

    @Test
    void aSecondCopyIsAFinding() {
        copy(0, 0, "tea");
        copy(0, 0, "tea");

        assertThat(comparison.findings()).containsExactly("partition 0 at 1: copy of 0, expected 1");
    }

    @Test
    void aCopyOfSomethingElseIsAFinding() {
        copy(0, 0, "milk");

        assertThat(comparison.findings()).containsExactly("partition 0 at 0: not as the order at 0");
    }

    private void copy(int partition, long offset, String order) {
        comparison.take(new ConsumerRecord<>("copies", partition, end++, Long.toString(offset), order));
    }
}
