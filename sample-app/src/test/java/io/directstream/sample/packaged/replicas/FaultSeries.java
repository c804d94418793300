/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Faults of several kinds, one after the other and each kind once before any comes again, and what came of them.
 *
 * @param <F> the kinds
 */
final class FaultSeries<F extends Enum<F>> {
    private final Class<F> kinds;
    private final ReplicaGroup group;
    private final Random random;
    private final Deque<F> next = new ArrayDeque<>();
    private final Map<F, List<Outcome>> outcomes;
    private int number;

    FaultSeries(Class<F> kinds, ReplicaGroup group, Random random) {
        this.kinds = kinds;
        this.group = group;
        this.random = random;
        this.outcomes = new EnumMap<>(kinds);
    }

    /** The next one. It is over when the action returns. */
    void act(Consumer<F> action) {
        F fault = nextFault();
        number++;
        System.out.printf("replicas: fault %d, %s%n", number, fault);
        long refusals = group.refusals();
        Instant begin = Instant.now();
        action.accept(fault);
        outcomes.computeIfAbsent(fault, none -> new ArrayList<>())
                .add(new Outcome(group.refusals() - refusals, Duration.between(begin, Instant.now())));
    }

    /** Writes a row for each kind. */
    void report(Function<F, String> text) {
        outcomes.forEach((fault, several) -> ChaosReport.faultRow(
                text.apply(fault),
                several.size(),
                several.stream().mapToLong(Outcome::refusals).sum(),
                several.stream().map(Outcome::duration).toList()));
    }

    private F nextFault() {
        if (next.isEmpty()) {
            List<F> all = new ArrayList<>(Arrays.asList(kinds.getEnumConstants()));
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        return next.remove();
    }

    /**
     * What came of a fault.
     *
     * @param refusals how many ranges the store refused meanwhile
     * @param duration from its beginning until all partitions went on
     */
    private record Outcome(long refusals, Duration duration) {}
}
