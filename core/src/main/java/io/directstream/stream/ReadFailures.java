/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Failures;
import io.directstream.consumer.ReadListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with what the fetchers bring: records make their partitions ready; a partition that cannot be read waits
 * alone, until its position is decided by policy or its topic may be read again.
 */
final class ReadFailures implements ReadListener {

    private static final Logger log = LoggerFactory.getLogger(ReadFailures.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final StreamOptions options;

    private final Reading reading;

    private final PositionLoader positions;

    private final MemberTasks member;

    private final ReadRetries retries;

    private final OutageLog outages;

    ReadFailures(StreamOptions options, Reading reading, PositionLoader positions, MemberTasks member) {
        this.options = options;
        this.reading = reading;
        this.positions = positions;
        this.member = member;
        this.retries = new ReadRetries(options.name(), reading, member);
        this.outages = new OutageLog(log, "stream " + options.name() + " cannot fetch", member.clock());
    }

    @Override
    public void recordsArrived(List<TopicPartition> partitions) {
        outages.recovered();
        reading.table().arrived(partitions);
    }

    @Override
    public void readFailed(TopicPartition partition, RuntimeException cause) {
        reading.cache().detach(partition);
        String reason = Failures.describe(cause);
        if (cause instanceof InvalidOffsetException) {
            log.warn("stream {}: {} cannot be read: {}", options.name(), partition, reason);
            reading.table().held().explain(partition, reason);
            member.execute(consumer -> outOfRange(consumer, partition));
        } else {
            retries.failed(partition, reason);
        }
    }

    @Override
    public void fetcherFailed(String clientId, RuntimeException cause) {
        outages.failed(clientId, cause);
    }

    private void outOfRange(Consumer<?, ?> consumer, TopicPartition partition) {
        reading.cache()
                .filledUntil(partition)
                .ifPresent(offset -> reading.table()
                        .view()
                        .standingAt(partition, offset)
                        .ifPresentOrElse(
                                epoch -> decide(consumer, partition, epoch, offset),
                                // What was read before comes first.
                                () -> member.executeLater(
                                        () -> member.execute(later -> outOfRange(later, partition)))));
    }

    private void decide(Consumer<?, ?> consumer, TopicPartition partition, long epoch, long offset) {
        String key = "offsets.when-out-of-range";
        PositionPolicy policy = options.offsets().whenOutOfRange();
        if (policy != PositionPolicy.FAIL) {
            reading.table().reload(partition, epoch, "its position " + offset + " is out of range");
            positions.jump(partition, offset);
            return;
        }
        boolean given = reading.table().view().limit(partition).isPresent();
        String reason = "position %d of %s is out of range%s and %s"
                .formatted(
                        offset,
                        partition,
                        held(consumer, partition),
                        given
                                ? "its range was given; read what the log holds"
                                : key
                                        + " is fail; set it to earliest or latest, or move the group's offset, then restart the partition");
        log.error("stream {}: {} is parked: {}", options.name(), partition, reason);
        reading.table().park(partition, epoch, null, reason);
    }

    private static String held(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            Set<TopicPartition> one = Set.of(partition);
            return ": the log holds [%d,%d)"
                    .formatted(
                            consumer.beginningOffsets(one, TIMEOUT).get(partition),
                            consumer.endOffsets(one, TIMEOUT).get(partition));
        } catch (RuntimeException unknown) {
            log.debug("the bounds of {} are not known", partition, unknown);
            return "";
        }
    }
}
