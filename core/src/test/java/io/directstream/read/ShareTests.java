/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.OffsetRange;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Thousands of random divisions; a failure names its seed. */
class ShareTests {

    private static final int SEEDS = 2_000;

    @Test
    void everyRangeBelongsToExactlyOneInstance() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<OffsetRange> ranges = ranges(random);
            List<String> hosts = hosts(random);
            LocationStrategy location = random.nextInt(3) == 0
                    ? LocationStrategies.preferConsistent()
                    : LocationStrategies.preferFixed(mapping(ranges, random));
            List<OffsetRange> all = new ArrayList<>();
            for (int index = 0; index < hosts.size(); index++) {
                all.addAll(new Share.Part(index, hosts.size(), hosts).of(ranges, location));
            }
            assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ranges);
        }
    }

    @Test
    void consistentPartsDifferByOneRangeAtMost() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<OffsetRange> ranges = ranges(random);
            int total = 1 + random.nextInt(7);
            for (int index = 0; index < total; index++) {
                assertThat(new Share.Part(index, total, List.of())
                                .of(ranges, LocationStrategies.preferConsistent())
                                .size())
                        .as("seed %d", seed)
                        .isBetween(ranges.size() / total, (ranges.size() + total - 1) / total);
            }
        }
    }

    @Test
    void fixedRangesAreReadOnTheirHostAndTheOthersInTurn() {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < 8; partition++) {
            ranges.add(OffsetRange.create("orders", partition, 0, 1));
        }
        LocationStrategy location = LocationStrategies.preferFixed(Map.of(
                new TopicPartition("orders", 0), "node-a",
                new TopicPartition("orders", 1), "node-a",
                new TopicPartition("orders", 2), "node-a.example.com",
                new TopicPartition("orders", 3), "NODE-B",
                new TopicPartition("orders", 4), "node-c"));
        List<String> hosts = List.of("node-a", "node-a.example.com", "node-b");

        assertThat(partitions(ranges, location, 0, hosts)).containsExactly(0, 2, 4, 7);
        assertThat(partitions(ranges, location, 1, hosts)).containsExactly(1, 5);
        assertThat(partitions(ranges, location, 2, hosts)).containsExactly(3, 6);
    }

    @Test
    void withoutHostsAllRangesGoToTheInstancesInTurn() {
        List<OffsetRange> ranges =
                List.of(OffsetRange.create("orders", 0, 0, 1), OffsetRange.create("orders", 1, 0, 1));
        LocationStrategy location = LocationStrategies.preferFixed(
                Map.of(new TopicPartition("orders", 0), "node-a", new TopicPartition("orders", 1), "node-a"));

        assertThat(new Share.Part(0, 2, List.of()).of(ranges, location)).containsExactly(ranges.get(0));
        assertThat(new Share.Part(1, 2, List.of()).of(ranges, location)).containsExactly(ranges.get(1));
    }

    @Test
    void hostsThatNoInstanceIsOnAreNamed() {
        LocationStrategy location = LocationStrategies.preferFixed(Map.of(new TopicPartition("orders", 0), "node-a"));

        assertThat(new Share.Part(0, 2, List.of()).problem(location))
                .contains("[node-a]", "were not given to share", "to the 2 instances in turn");
        assertThat(new Share.Part(0, 2, List.of("node-b", "node-c")).problem(location))
                .contains("[node-a]", "they are on [node-b, node-c]");
        assertThat(new Share.Part(0, 2, List.of("node-b", "node-a.example.com")).problem(location))
                .isNull();
        assertThat(new Share.Part(0, 2, List.of()).problem(LocationStrategies.preferConsistent()))
                .isNull();
        assertThat(new Share.Whole().problem(location)).isNull();
    }

    @Test
    void anInstanceThatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share.Part(2, 2, List.of()))
                .withMessageContaining("instance 2 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Share.Part(-1, 2, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Share.Part(0, 0, List.of()));
    }

    private static List<Integer> partitions(
            List<OffsetRange> ranges, LocationStrategy location, int index, List<String> hosts) {
        return new Share.Part(index, hosts.size(), hosts)
                .of(ranges, location).stream().map(OffsetRange::partition).toList();
    }

    private static List<OffsetRange> ranges(Random random) {
        List<OffsetRange> ranges = new ArrayList<>();
        int number = random.nextInt(40);
        for (int i = 0; i < number; i++) {
            ranges.add(OffsetRange.create("topic" + random.nextInt(3), random.nextInt(6), 10L * i, 10L * i + 5));
        }
        return ranges;
    }

    private static List<String> hosts(Random random) {
        List<String> hosts = new ArrayList<>();
        int number = 1 + random.nextInt(6);
        for (int i = 0; i < number; i++) {
            hosts.add(random.nextInt(5) == 0 ? "" : host(random));
        }
        return hosts;
    }

    private static Map<TopicPartition, String> mapping(List<OffsetRange> ranges, Random random) {
        Map<TopicPartition, String> mapping = new HashMap<>();
        ranges.forEach(range -> {
            if (random.nextInt(4) > 0) {
                mapping.put(range.topicPartition(), host(random));
            }
        });
        return mapping;
    }

    private static String host(Random random) {
        return "node-" + random.nextInt(4) + (random.nextBoolean() ? "" : ".example.com");
    }
}
