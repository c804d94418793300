/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.consumer.ConsumerLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random events against the table, the agenda and the readers, for every way in which a stream comes to its batches. */
class AgendaModelTests {

    private static final int RUNS = 60;

    private static final int STEPS = 400;

    private static final int PARTITIONS = 4;

    static List<Planning> plannings() {
        Trigger timed = new Trigger.Interval(Duration.ofMillis(100));
        return List.of(
                Planning.continuous(),
                new Planning(new Trigger.Continuous(), Planning.Scope.STREAM),
                new Planning(timed, Planning.Scope.PARTITION),
                new Planning(timed, Planning.Scope.STREAM),
                new Planning(
                        new Trigger.Interval(Duration.ofMillis(100), Trigger.OnEmpty.DELIVER), Planning.Scope.STREAM));
    }

    @ParameterizedTest
    @MethodSource("plannings")
    @DisplayName(
            "I1, I9: whatever happens in which order, ranges follow each other and everything is delivered in the end")
    void rangesFollowEachOtherAndNothingIsForgotten(Planning planning) {
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(planning, seed).play();
        }
    }

    private static final class Run {

        private final Planning planning;

        private final Random random;

        private final String name;

        private final ReadingFixture reading;

        private final BatchPlanner planner = new BatchPlanner();

        private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();

        private final Map<TopicPartition, Long> delivered = new HashMap<>();

        private final Map<TopicPartition, Long> stored = new HashMap<>();

        /** Whether partitions were taken away, so that a batch may go on without some. */
        private boolean disturbed;

        /** What workers hold, a list per claim. */
        private final List<List<PlannedRange>> running = new ArrayList<>();

        private final List<PlannedRange> unacknowledged = new ArrayList<>();

        private Run(Planning planning, int seed) {
            this.planning = planning;
            this.random = new Random(seed);
            this.name = planning + " seed " + seed;
            this.reading = new ReadingFixture(1_000_000, planning, new CommitMode.AfterBatch());
            for (int i = 0; i < PARTITIONS; i++) {
                TopicPartition partition = new TopicPartition("orders", i);
                ends.put(partition, 0L);
                delivered.put(partition, 0L);
                stored.put(partition, 0L);
                reading.begin(partition, 0);
            }
            reading.table.updateEnds(ends, Map.of());
        }

        private void play() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            for (int step = 0; step < 40 && !isDone(); step++) {
                tick();
                while (claim()) {
                    reading.poll();
                }
                reading.poll();
                while (!running.isEmpty()) {
                    finish(running.remove(0));
                }
                while (!unacknowledged.isEmpty()) {
                    acknowledge();
                }
                reading.clock.advance(Duration.ofSeconds(1));
                reading.table.held().endBackoffs().forEach(reading.reading::goOn);
                reading.poll();
            }
            assertThat(delivered).as(name).isEqualTo(ends);
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> write();
                case 2 -> tick();
                case 3 -> claim();
                case 4 ->
                    running.stream().findAny().ifPresent(batch -> {
                        running.remove(batch);
                        finish(batch);
                    });
                case 5 -> {
                    if (!unacknowledged.isEmpty()) {
                        acknowledge();
                    }
                }
                case 6 ->
                    running.stream().findAny().ifPresent(batch -> {
                        running.remove(batch);
                        fail(batch);
                    });
                case 7 -> {
                    reading.clock.advance(Duration.ofMillis(200));
                    reading.table.held().endBackoffs().forEach(reading.reading::goOn);
                }
                case 8 -> {
                    if (random.nextInt(5) == 0) {
                        takeAwayAndComeBack();
                    }
                }
                default -> reading.poll();
            }
        }

        private void acknowledge() {
            PlannedRange planned = unacknowledged.remove(0);
            stored.put(planned.partition(), planned.range().untilOffset());
            reading.acknowledge(planned);
        }

        private void takeAwayAndComeBack() {
            disturbed = true;
            TopicPartition partition = new TopicPartition("orders", random.nextInt(PARTITIONS));
            reading.reading.drop(Set.of(partition));
            unacknowledged.removeIf(planned -> planned.partition().equals(partition));
            delivered.put(partition, stored.get(partition));
            reading.begin(partition, stored.get(partition));
            reading.table.updateEnds(ends, Map.of());
        }

        private boolean isOwned(PlannedRange planned) {
            return reading.table.view().isCurrent(planned.partition(), planned.epoch());
        }

        /** As tasks do it: a batch is one unit, what is left of it here is delivered again. */
        private void giveUp(List<PlannedRange> batch) {
            for (PlannedRange planned : batch) {
                if (isOwned(planned)) {
                    reading.reading
                            .cache()
                            .suspend(planned.partition(), planned.range().untilOffset());
                    reading.table.backOff(planned, 0, "another partition was taken away");
                } else {
                    planned.records().giveBack(reading.reading.budget());
                    reading.table.abandoned(planned);
                }
            }
        }

        private void write() {
            TopicPartition partition = new TopicPartition("orders", random.nextInt(PARTITIONS));
            long from = ends.get(partition);
            long until = from + 1 + random.nextInt(5);
            ends.put(partition, until);
            reading.write(partition, from, until);
        }

        private void tick() {
            reading.clock.advance(Duration.ofMillis(100));
            reading.table.updateEnds(ends, Map.of());
            if (planning.isTimed()) {
                reading.table.tick(reading.clock.nanoTime());
            }
        }

        private boolean claim() {
            List<PlannedRange> claimed = planner.plan(reading.table.claim());
            if (claimed.isEmpty()) {
                return false;
            }
            if (reading.reading.prepare(claimed)) {
                if (planning.isTogether()) {
                    assertThat(running).as(name + ": one batch at a time").isEmpty();
                    assertThat(unacknowledged).as(name + ": all stored before").isEmpty();
                    if (!disturbed) {
                        assertThat(claimed).as(name).hasSize(PARTITIONS);
                    }
                }
                running.add(claimed.stream().map(this::take).toList());
            }
            return true;
        }

        private PlannedRange take(PlannedRange planned) {
            PlannedRange taken = planned;
            if (planned.isToBeRead()) {
                try (ConsumerLease lease = reading.reading
                        .cache()
                        .lease(planned.partition(), planned.range().fromOffset())
                        .orElseThrow()) {
                    int most = planned.fixed() ? Integer.MAX_VALUE : 1 + random.nextInt(6);
                    taken = planned.cutTo(lease.take(planned.range().untilOffset(), most, 1_000_000));
                }
            } else if (planned.records() == null) {
                taken = planned.cutTo(
                        io.directstream.consumer.RawRecords.none(planned.range().untilOffset()));
            }
            OffsetRange range = taken.range();
            if (!isOwned(taken)) {
                return taken;
            }
            assertThat(range.fromOffset()).as(name).isEqualTo(delivered.get(range.topicPartition()));
            assertThat(taken.recordCount()).as(name).isEqualTo((int) range.count());
            reading.table.delivering(taken);
            return taken;
        }

        private void finish(List<PlannedRange> batch) {
            if (!batch.stream().allMatch(this::isOwned)) {
                giveUp(batch);
                return;
            }
            for (PlannedRange planned : batch) {
                delivered.put(planned.partition(), planned.range().untilOffset());
                reading.finish(planned);
                if (!planned.range().isEmpty()) {
                    unacknowledged.add(planned);
                }
            }
        }

        private void fail(List<PlannedRange> batch) {
            if (!batch.stream().allMatch(this::isOwned)) {
                giveUp(batch);
                return;
            }
            boolean keep = random.nextBoolean();
            for (PlannedRange planned : batch) {
                long at = keep ? planned.range().untilOffset() : planned.range().fromOffset();
                reading.reading.cache().suspend(planned.partition(), at);
                PlannedRange next = planned.nextAttempt();
                reading.table.backOff(keep ? next : next.withoutRecords(), 100_000_000, "failed");
                if (!keep) {
                    planned.records().giveBack(reading.reading.budget());
                }
            }
        }

        private boolean isDone() {
            return delivered.equals(ends)
                    && reading.table.running().isEmpty()
                    && Set.copyOf(unacknowledged).isEmpty();
        }
    }
}
