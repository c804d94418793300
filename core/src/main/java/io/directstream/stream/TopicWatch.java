/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.Failures;
import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the stream reads with the topics there are: says what is missing, and tells partitions that came while
 * this instance ran from those it found when it joined. Runs on the member's thread.
 */
final class TopicWatch {

    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String stream;

    private final ConsumerStrategy strategy;

    private final ClientFactory clients;

    private final StreamClock clock;

    /** How many partitions topics had when this instance first joined, less topics that went since; null if unknown. */
    private @Nullable Map<String, Integer> found;

    private @Nullable String reported;

    private long next;

    private volatile @Nullable String waitsFor;

    TopicWatch(String stream, ConsumerStrategy strategy, ClientFactory clients, StreamClock clock) {
        this.stream = stream;
        this.strategy = strategy;
        this.clients = clients;
        this.clock = clock;
        this.next = clock.nanoTime() + INTERVAL_NANOS;
    }

    /** What the stream waits for as long as nothing is assigned; null if it is not known to wait. */
    @Nullable
    String waitsFor() {
        return waitsFor;
    }

    /** The group went through a rebalance; looks at the topics if that was not done yet. */
    void joined(Consumer<?, ?> consumer) {
        try {
            if (strategy.subscription() instanceof Subscription.Matching) {
                compare(consumer, consumer.subscription());
            } else if (found == null) {
                waitsFor = missing(TopicLookup.existing(consumer, subscribed(), TIMEOUT));
                warn(waitsFor);
            }
        } catch (TimeoutException unreachable) {
            log.debug("stream {} does not know yet which topics there are", stream, unreachable);
        }
    }

    /** As long as nothing is assigned, finds out from time to time what the stream waits for. */
    void look(Consumer<?, ?> consumer, boolean assigned) {
        if (assigned) {
            waitsFor = null;
            return;
        }
        if (clock.nanoTime() - next < 0) {
            return;
        }
        next = clock.nanoTime() + INTERVAL_NANOS;
        String now;
        try {
            now = missing(consumer.listTopics(TIMEOUT));
        } catch (RuntimeException unreachable) {
            now = "no broker answers at " + clients.bootstrapServers() + " (" + Failures.describe(unreachable)
                    + "); the stream keeps trying";
        }
        warn(now);
        waitsFor = now;
    }

    /** Whether the partition came to be while this instance ran, so that all its records belong to the stream. */
    boolean cameLater(TopicPartition partition) {
        Map<String, Integer> known = found;
        return known != null && partition.partition() >= known.getOrDefault(partition.topic(), 0);
    }

    /** Topics that were deleted; one that comes back is a new one. */
    void gone(Set<String> topics) {
        Map<String, Integer> known = found;
        if (known != null) {
            known.keySet().removeAll(topics);
        }
    }

    private Set<String> subscribed() {
        return strategy.subscription() instanceof Subscription.Topics topics ? topics.topics() : Set.of();
    }

    private void compare(Consumer<?, ?> consumer, Set<String> matching) {
        if (found != null) {
            found.keySet().retainAll(matching);
            return;
        }
        Map<String, Integer> now = new HashMap<>();
        for (String topic : matching) {
            now.put(topic, consumer.partitionsFor(topic, TIMEOUT).size());
        }
        found = now;
    }

    private void warn(@Nullable String now) {
        if (now != null && !now.equals(reported)) {
            log.warn("stream {} waits: {}", stream, now);
        }
        reported = now;
    }

    private @Nullable String missing(Map<String, List<PartitionInfo>> existing) {
        if (found == null && strategy.subscription() instanceof Subscription.Topics topics) {
            Map<String, Integer> now = new HashMap<>();
            existing.forEach((topic, partitions) -> now.put(topic, partitions.size()));
            now.keySet().retainAll(topics.topics());
            found = now;
        }
        Set<String> missing = TopicLookup.missing(strategy, existing);
        if (missing.isEmpty()) {
            return null;
        }
        if (strategy.subscription() instanceof Subscription.Matching matching) {
            return "there are no " + matching + " at " + clients.bootstrapServers()
                    + "; the stream begins with the first one";
        }
        return (strategy instanceof Assign ? "topics or partitions " : "topics ") + missing + " do not exist at "
                + clients.bootstrapServers() + "; they are read as soon as they are created";
    }
}
