/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ClientFactory;
import io.directstream.strategy.Subscription;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream's member of its consumer group, on a thread of its own. It polls at short intervals, so that heartbeats,
 * rebalances and commits never wait for a listener; its partitions are always paused, it never fetches and never runs
 * user code.
 */
final class StreamMember implements Member {

    private static final Logger log = LoggerFactory.getLogger(StreamMember.class);

    /** Short, because a partition whose range before the last is not committed yet waits for this. */
    private static final Duration POLL_WHEN_BUSY = Duration.ofMillis(3);

    private static final Duration POLL_WHEN_IDLE = Duration.ofMillis(100);

    /**
     * After something happened. Where that is more seldom, a commit has the time to wait for a long poll: it is there before
     * the range after the next one, which alone would wait for it.
     */
    private static final long STAYS_BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final Duration LAST_COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final StreamOptions options;

    private final ClientFactory clients;

    private final MemberParts parts;

    private final Duration handoverTimeout;

    private final StreamClock clock;

    private final OutageLog outages;

    private final CountDownLatch stopRequested = new CountDownLatch(1);

    private long lastBusy;

    StreamMember(StreamOptions options, ClientFactory clients, MemberParts parts, StreamClock clock) {
        this.options = options;
        this.clients = clients;
        this.parts = parts;
        this.clock = clock;
        this.lastBusy = clock.nanoTime();
        this.handoverTimeout = options.timeouts()
                .handoverWithin(clients.maxPollIntervalMs(parts.strategy().consumerProperties()));
        this.outages = new OutageLog(log, "stream " + options.name() + " is held up", clock);
    }

    @Override
    public void stop() {
        stopRequested.countDown();
    }

    @Override
    public boolean hasBegun() {
        return parts.membership().memberId() != null;
    }

    @Override
    public @Nullable String problem() {
        String held = outages.reason();
        if (held != null) {
            return held;
        }
        String commit = parts.commits().problem();
        if (commit != null) {
            return "commits fail: " + commit;
        }
        if (parts.membership().isLost()) {
            return "the group went on without this instance, which joins it again";
        }
        String ends = parts.ends().problem();
        return ends != null
                ? "the ends of logs at " + clients.bootstrapServers() + " are not known: " + ends
                : parts.topics().waitsFor();
    }

    @Override
    public void run() {
        while (!isStopRequested()) {
            try (GroupConsumer member = connect()) {
                serve(member.consumer());
                finish(member.consumer());
            } catch (RuntimeException failure) {
                pauseAfter("the group consumer of " + clients.bootstrapServers() + " failed and is made anew", failure);
            }
        }
    }

    private GroupConsumer connect() {
        Consumer<byte[], byte[]> consumer =
                clients.groupConsumer(options.groupId(), parts.placement().groupConsumerProperties());
        RebalanceHandler rebalances = new RebalanceHandler(options.name(), consumer, parts, handoverTimeout, clock);
        Subscription subscription = parts.strategy().subscription();
        if (subscription instanceof Subscription.Topics topics) {
            consumer.subscribe(topics.topics(), rebalances);
        } else if (subscription instanceof Subscription.Matching matching) {
            consumer.subscribe(matching.pattern(), rebalances);
        }
        return new GroupConsumer(consumer);
    }

    private void serve(Consumer<byte[], byte[]> consumer) {
        while (!isStopRequested()) {
            turn(consumer);
            parts.ends().refresh(consumer);
            parts.stalls().look();
            parts.topicIds().look(parts.reading().table().view()::topicIds, parts.positions()::topicsMadeAgain);
            parts.topics()
                    .look(consumer, !parts.reading().table().view().partitions().isEmpty());
        }
    }

    /** One turn of the member: what Kafka wants, what the workers finished, what other threads asked for. */
    private void turn(Consumer<byte[], byte[]> consumer) {
        try {
            askIfInDoubt(consumer);
            consumer.poll(pollTimeout());
            parts.membership().published(consumer.groupMetadata());
            parts.commits().answerLookups(consumer);
            boolean changed = parts.tasks().run(consumer);
            parts.commits().flush(consumer);
            parts.reading().table().held().endBackoffs().forEach(parts.reading()::goOn);
            parts.ticks().tickIfDue(consumer);
            if (changed) {
                parts.reading().refresh();
            }
            outages.recovered();
        } catch (InconsistentGroupProtocolException stranger) {
            pauseAfter(
                    "the members of group %s that are there have no assignor in common with this one; while they are replaced, name theirs in upgrade-from"
                            .formatted(options.groupId()),
                    stranger);
        } catch (GroupAuthorizationException refused) {
            parts.membership().refused();
            consumer.enforceRebalance("access to the group was refused");
            pauseAfter("access was refused", refused);
        } catch (AuthenticationException | AuthorizationException refused) {
            pauseAfter("access was refused", refused);
        } catch (RuntimeException failure) {
            if (!(failure instanceof RetriableException)) {
                throw failure;
            }
            pauseAfter("the broker does not answer", failure);
        }
    }

    /** A rebalance tells whether this instance is still a member; until then nothing begins. */
    private void askIfInDoubt(Consumer<byte[], byte[]> consumer) {
        if (parts.membership().turn()) {
            log.warn(
                    "stream {} stood still for longer than the session timeout; nothing new begins until the group says what is still assigned to it",
                    options.name());
            consumer.enforceRebalance("it stood still for longer than the session timeout");
        }
    }

    private Duration pollTimeout() {
        Duration usual = isBusy() ? POLL_WHEN_BUSY : POLL_WHEN_IDLE;
        Duration untilTick = parts.ticks().untilNext();
        return untilTick.compareTo(usual) < 0 ? untilTick : usual;
    }

    private boolean isBusy() {
        long now = clock.nanoTime();
        boolean busy = parts.commits().isBusy()
                || !parts.tasks().isEmpty()
                || parts.reading().table().isBusy();
        if (busy) {
            lastBusy = now;
        }
        return now - lastBusy < STAYS_BUSY_NANOS;
    }

    /**
     * Lets running ranges end, commits them, and leaves the group. While members join the group takes no commit, so a
     * rebalance that is under way is seen through first.
     */
    private void finish(Consumer<byte[], byte[]> consumer) {
        PartitionTable table = parts.reading().table();
        long deadline = clock.nanoTime() + options.timeouts().shutdown().toNanos();
        while (!table.running().isEmpty() && clock.nanoTime() - deadline < 0) {
            turn(consumer);
        }
        boolean stored = parts.commits().flushNow(consumer, LAST_COMMIT_TIMEOUT);
        while (!stored && clock.nanoTime() - deadline < 0) {
            turn(consumer);
            stored = parts.commits().flushNow(consumer, LAST_COMMIT_TIMEOUT);
        }
        if (!stored) {
            log.warn(
                    "stream {} stops with ranges that could not be committed; the next start repeats them",
                    options.name());
        }
    }

    private boolean isStopRequested() {
        return stopRequested.getCount() == 0;
    }

    private void pauseAfter(String what, RuntimeException failure) {
        outages.failed(what, failure);
        try {
            if (stopRequested.await(PAUSE_AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.debug("stream {} stops while it is held up", options.name());
            }
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    /** The group consumer, whose partitions end with it. */
    private final class GroupConsumer implements AutoCloseable {

        private final Consumer<byte[], byte[]> consumer;

        private GroupConsumer(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        private Consumer<byte[], byte[]> consumer() {
            return consumer;
        }

        @Override
        public void close() {
            Set<org.apache.kafka.common.TopicPartition> left =
                    parts.reading().table().view().partitions();
            parts.reading().drop(left);
            parts.events().removed(left);
            parts.membership().left();
            try {
                consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            } finally {
                parts.commits().consumerClosed();
            }
        }
    }
}
