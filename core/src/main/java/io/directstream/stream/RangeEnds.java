/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ByteBudget;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.StreamStatistics.Timer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What comes after the listener: the ranges of a batch are finished and stored, or fail, or were taken away meanwhile. */
final class RangeEnds {

    private final StreamOptions options;

    private final PartitionTable table;

    private final ByteBudget budget;

    private final Storing storing;

    private final StoreAnswers answers;

    private final FailureHandler failures;

    private final StreamStatistics statistics;

    private final StreamObserver observer;

    RangeEnds(
            StreamOptions options,
            Reading reading,
            Storing storing,
            StoreAnswers answers,
            FailureHandler failures,
            Reporting reporting) {
        this.options = options;
        this.table = reading.table();
        this.budget = reading.budget();
        this.storing = storing;
        this.answers = answers;
        this.failures = failures;
        this.statistics = reporting.statistics();
        this.observer = reporting.observer();
    }

    /** A batch begins. */
    Timer begin(List<PlannedRange> planned) {
        return statistics.begin(planned.get(0).due());
    }

    /**
     * The listener returned.
     *
     * @param storable what was given to the store
     * @param outcomes the store's answer; null if it is asked later, by the listener
     */
    void completed(
            Timer timer,
            List<PlannedRange> planned,
            List<StorableRange> storable,
            @Nullable CompletionStage<List<StoreOutcome>> outcomes) {
        planned.forEach(this::giveBack);
        if (planned.stream().anyMatch(PlannedRange::isDisposedOf)) {
            report(timer, planned, failures.disposed(planned), null);
        } else {
            BatchResult result = report(timer, planned, BatchOutcome.COMPLETED, null);
            if (planned.stream().allMatch(PlannedRange::isDelivered)) {
                table.rates().delivered(timer.delivered(result));
            }
        }
        table.finished(planned).forEach(givenUp -> givenUp.rest().forEach(part -> part.giveBackAll(budget)));
        planned.forEach(storing::finished);
        if (outcomes != null) {
            outcomes.whenComplete((answer, failure) -> answers.answered(storable, answer, failure));
        }
    }

    /**
     * The listener, or what it depends on, failed.
     *
     * @param owned whether everything is still assigned to this instance
     */
    void failed(Timer timer, List<PlannedRange> planned, BooleanSupplier owned, Throwable failure) {
        if (!owned.getAsBoolean()) {
            fenced(timer, planned);
            return;
        }
        boolean wasRead = planned.stream().noneMatch(PlannedRange::isToBeRead);
        boolean disposed = planned.stream().anyMatch(range -> !range.isDelivered());
        if (wasRead && !disposed && !(failure instanceof OffsetStoreException)) {
            report(timer, planned, BatchOutcome.FAILED, failure);
            failures.listenerFailed(planned, failure);
        } else {
            failures.outage(planned, failure);
        }
        planned.forEach(range -> storing.unfinished(range, "its listener failed; the range is delivered again"));
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing of the batch is stored; what is left of it here is delivered again. */
    private void fenced(Timer timer, List<PlannedRange> planned) {
        report(timer, planned, BatchOutcome.FENCED, null);
        observer.fenceHit(options.name());
        for (PlannedRange range : planned) {
            if (table.view().isCurrent(range.partition(), range.epoch())) {
                failures.repeat(range.treated(Treatment.DELIVER), "another partition of its batch was taken away");
            } else {
                range.giveBackAll(budget);
                table.abandoned(range);
            }
            storing.unfinished(range, "its partition was taken away from this instance");
        }
    }

    private BatchResult report(
            Timer timer, List<PlannedRange> planned, BatchOutcome outcome, @Nullable Throwable failure) {
        BatchResult result = statistics.finish(timer, options.name(), planned, outcome, failure);
        observer.batchFinished(result);
        return result;
    }

    private void giveBack(PlannedRange planned) {
        if (planned.records() != null) {
            planned.records().giveBack(budget);
        }
    }

    /**
     * Who is told.
     *
     * @param statistics counts deliveries
     * @param observer hears of them
     */
    record Reporting(StreamStatistics statistics, StreamObserver observer) {}
}
