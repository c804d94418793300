/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.Failures;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when a range fails: another attempt at the same range after a pause, and a parked partition after the last
 * one. A failing range holds only its own partition, and none of the memory the others need for reading ahead.
 */
final class FailureHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureHandler.class);

    /** Short at most, as nobody else tells that the outage is over. */
    private static final Backoff DURING_OUTAGE = new Backoff(Duration.ofSeconds(1), 2.0, Duration.ofSeconds(5));

    private final StreamOptions options;

    private final RecordSearch search;

    private final PartitionTable table;

    private final ConsumerCache cache;

    private final ByteBudget budget;

    private final StreamStatistics statistics;

    private final StreamObserver observer;

    private final Consumer<Set<TopicPartition>> reload;

    private final FailureLog repeated;

    private final OutageLog outages;

    private final OutageLog deadLetterOutages;

    /** Partitions with ranges that wait for the store, or for the dead-letter topic, and how often they tried. */
    private final Map<TopicPartition, Integer> waiting = new ConcurrentHashMap<>();

    FailureHandler(
            StreamOptions options,
            RecordSearch search,
            Reading reading,
            RangeEnds.Reporting reporting,
            Consumer<Set<TopicPartition>> reload,
            StreamClock clock) {
        this.options = options;
        this.search = search;
        this.table = reading.table();
        this.cache = reading.cache();
        this.budget = reading.budget();
        this.statistics = reporting.statistics();
        this.observer = reporting.observer();
        this.reload = reload;
        this.repeated = new FailureLog(log, clock);
        this.outages = new OutageLog(log, "stream " + options.name() + " waits for its offset store", clock);
        this.deadLetterOutages =
                new OutageLog(log, "stream " + options.name() + " waits for its dead-letter topic", clock);
    }

    /** The listener threw. All ranges of its batch are delivered again together, or parked together. */
    void listenerFailed(List<PlannedRange> batch, Throwable failure) {
        if (batch.size() == 1) {
            Optional<PlannedRange> next = search.next(batch.get(0), failure);
            if (next.isPresent()) {
                goOnInParts(batch.get(0), next.get(), failure);
                return;
            }
        }
        FailurePolicy policy = options.failure();
        int attempt = batch.get(0).attempt();
        String what = addresses(batch) + " failed in attempt " + attempt + " of " + policy.maxAttempts();
        if (policy.isRetried(attempt, failure)) {
            Duration delay = policy.backoff().after(attempt);
            repeated.warn("%s; the same range is delivered again in %d ms".formatted(what, delay.toMillis()), failure);
            String reason = what + " with " + failure.getClass().getName();
            batch.forEach(planned -> backOff(planned.nextAttempt(), delay, reason));
        } else {
            exhausted(batch, what, failure);
        }
    }

    private void goOnInParts(PlannedRange failed, PlannedRange next, Throwable failure) {
        String what = options.name() + '/' + failed.range() + " failed and goes on with " + next.range();
        repeated.warn(what + ", because only what fails in it is given up", failure);
        backOff(next, Duration.ZERO, what + ": " + Failures.describe(failure));
    }

    private void exhausted(List<PlannedRange> batch, String what, Throwable failure) {
        String reason = what + " with " + Failures.describe(failure);
        if (options.failure().whenExhausted() instanceof FailurePolicy.WhenExhausted.Stop) {
            log.error("{}; it is parked here until it is restarted", what, failure);
            batch.forEach(planned -> park(planned, reason));
        } else {
            repeated.warn(what + "; its attempts are over", failure);
            batch.forEach(planned -> backOff(planned.disposedOf(failure), Duration.ZERO, reason));
        }
    }

    /**
     * These ranges were disposed of, and given to the store.
     *
     * @return how
     */
    BatchOutcome disposed(List<PlannedRange> batch) {
        deadLetterOutages.recovered();
        boolean sent = options.failure().whenExhausted() instanceof FailurePolicy.WhenExhausted.DeadLetter;
        for (PlannedRange range : batch) {
            if (range.recordCount() > 0 && range.treatment() instanceof Treatment.Dispose disposed) {
                log.error(
                        "{}/{} {}: none of its {} records is delivered any more after attempt {} of {}",
                        options.name(),
                        range.range(),
                        sent ? "was sent as dead letters" : "was skipped",
                        range.recordCount(),
                        range.attempt(),
                        disposed.failed(),
                        disposed.cause());
            }
        }
        return sent ? BatchOutcome.DEAD_LETTERED : BatchOutcome.SKIPPED;
    }

    /** Not the listener but something it depends on in this engine failed: a reason to wait, not an attempt. */
    void outage(List<PlannedRange> batch, Throwable failure) {
        OutageLog outage = failure instanceof DisposalException ? deadLetterOutages : outages;
        String reason = Failures.describe(failure);
        outage.failed(reason);
        log.debug("{} waits", addresses(batch), failure);
        batch.forEach(planned -> {
            int tries = waiting.merge(planned.partition(), 1, Integer::sum);
            backOff(planned, DURING_OUTAGE.after(tries), reason);
        });
    }

    /** The store took these ranges. An outage is over when it took something of each partition that it held up. */
    void stored(List<StorableRange> ranges) {
        if (waiting.isEmpty()) {
            return;
        }
        ranges.forEach(range -> waiting.remove(range.topicPartition()));
        waiting.keySet().retainAll(table.view().partitions());
        if (waiting.isEmpty()) {
            outages.recovered();
        }
    }

    /** The same range at once, because nothing of its batch was stored. */
    void repeat(PlannedRange planned, String reason) {
        backOff(planned, Duration.ZERO, reason);
    }

    /**
     * The listener returned, but the store did not take the range: what is stored decides where to go on.
     *
     * @return why it is not stored
     */
    String notStored(StorableRange range, @Nullable StoreOutcome outcome, @Nullable Throwable failure) {
        RangeAddress address = new RangeAddress(options.name(), range.range());
        TopicPartition partition = range.topicPartition();
        if (!table.view().isCurrent(partition, range.epoch())) {
            fenceHit();
            log.info("{} was not stored: its partition was taken away meanwhile", address);
            return "its partition was taken away from this instance";
        }
        String reason;
        if (failure == null) {
            fenceHit();
            reason = address + " was refused by the store with " + outcome;
            log.info("{}; going on at the stored offset", reason);
        } else {
            reason = address + " could not be stored: " + Failures.describe(failure);
            outages.failed(Failures.describe(failure));
            waiting.merge(partition, 1, Integer::sum);
            log.debug("{} could not be stored", address, failure);
        }
        table.reload(partition, range.epoch(), reason);
        cache.suspend(partition, range.range().untilOffset());
        reload.accept(Set.of(partition));
        return reason;
    }

    private void fenceHit() {
        statistics.fenceHit();
        observer.fenceHit(options.name());
    }

    /** Keeps the records in memory for the next attempt, unless the memory is needed for reading. */
    private void backOff(PlannedRange next, Duration delay, String reason) {
        boolean keep = next.records() != null && budget.isRoomy();
        cache.suspend(next.partition(), keep ? next.heldUntil() : next.range().fromOffset());
        boolean waits = table.backOff(keep ? next : next.withoutRecords(), delay.toNanos(), reason);
        if (!(keep && waits)) {
            next.giveBackAll(budget);
        }
        if (!waits) {
            cache.resume(next.partition());
        }
    }

    private void park(PlannedRange planned, String reason) {
        planned.giveBackAll(budget);
        cache.suspend(planned.partition(), planned.range().fromOffset());
        table.park(planned.partition(), planned.epoch(), planned.afresh(), reason);
    }

    private String addresses(List<PlannedRange> batch) {
        return batch.stream()
                .map(planned -> planned.range().toString())
                .collect(Collectors.joining(" ", options.name() + '/', ""));
    }
}
