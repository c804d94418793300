/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.strategy.HostNames;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferFixed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of the given ranges this instance reads. */
sealed interface Share {

    /** The part of this instance, in the given order. */
    List<OffsetRange> of(List<OffsetRange> ranges, LocationStrategy location);

    /** Why the strategy has no say in it, if it ought to; null otherwise. */
    @Nullable
    String problem(LocationStrategy location);

    /** All of them. */
    record Whole() implements Share {

        @Override
        public List<OffsetRange> of(List<OffsetRange> ranges, LocationStrategy location) {
            return ranges;
        }

        @Override
        public @Nullable String problem(LocationStrategy location) {
            return null;
        }
    }

    /**
     * One of several instances, each of which has a part that no other has.
     *
     * @param index this instance, from 0
     * @param total how many instances there are
     * @param hosts where they run, by index; empty if that is not known
     */
    record Part(int index, int total, List<String> hosts) implements Share {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if there is no such instance
         */
        public Part {
            if (total < 1 || index < 0 || index >= total) {
                throw new IllegalArgumentException(
                        "share is instance %d of %d; instances count from 0, and there is at least one"
                                .formatted(index, total));
            }
            hosts = List.copyOf(hosts);
        }

        @Override
        public List<OffsetRange> of(List<OffsetRange> ranges, LocationStrategy location) {
            Map<List<Integer>, Integer> turns = new HashMap<>();
            List<OffsetRange> mine = new ArrayList<>();
            for (OffsetRange range : ranges) {
                List<Integer> instances = instances(range, location);
                int turn = turns.merge(instances, 1, Integer::sum) - 1;
                if (instances.get(turn % instances.size()) == index) {
                    mine.add(range);
                }
            }
            return mine;
        }

        @Override
        public @Nullable String problem(LocationStrategy location) {
            if (total == 1 || !(location instanceof PreferFixed fixed)) {
                return null;
            }
            Set<String> named = new TreeSet<>(fixed.hosts().values());
            boolean met = named.stream().anyMatch(host -> hosts.stream().anyMatch(one -> HostNames.same(one, host)));
            return met
                    ? null
                    : "PreferFixed names the hosts %s, %s, so all ranges go to the %d instances in turn"
                            .formatted(
                                    named,
                                    hosts.isEmpty()
                                            ? "and those of the instances were not given to share"
                                            : "none of which an instance is on: they are on " + hosts,
                                    total);
        }

        /** Those that take turns with ranges like this one. */
        private List<Integer> instances(OffsetRange range, LocationStrategy location) {
            String host =
                    location instanceof PreferFixed fixed ? fixed.hosts().getOrDefault(range.topicPartition(), "") : "";
            List<Integer> there = IntStream.range(0, hosts.size())
                    .filter(instance -> HostNames.same(hosts.get(instance), host))
                    .boxed()
                    .toList();
            return there.isEmpty() ? IntStream.range(0, total).boxed().toList() : there;
        }
    }
}
