/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.read.RangeReads;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.BatchResult;
import io.directstream.stream.CommitMode;
import io.directstream.stream.DirectStream;
import io.directstream.stream.GroupLag;
import io.directstream.stream.GroupLags;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.PartitionState;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * One stream as a listener container, so that it starts, stops, pauses and resumes like any other.
 *
 * <p>Every start makes a new {@link DirectStream}, begins it in the background and returns at once. It waits for a broker
 * only where missing topics are to stop the start, or where its offset store is for one instance, and then a few seconds at most;
 * for a member of its group that died, in the latter case, until the group drops it. A stop waits for running batches, at most as long as the stream's shutdown timeout. A pause outlives a stop, as
 * with other containers. Safe for use by several threads.
 */
public final class DirectStreamContainer implements MessageListenerContainer, CanCommitOffsets {

    private static final CacheSnapshot EMPTY_CACHE = new CacheSnapshot(0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    private final StreamPlan plan;

    private final StreamRuns runs;

    private final Replays replays;

    private final RangeReads<Object, Object> reads;

    private final Instant createdAt = Instant.now();

    private final ReentrantLock lifecycle = new ReentrantLock();

    /** The newest run, which may have ended; its last figures stay readable. */
    private volatile @Nullable DirectStream<Object, Object> stream;

    private volatile ObservedRead.@Nullable Outcome ending;

    private volatile boolean running;

    private volatile boolean pauseRequested;

    private volatile boolean autoStartup;

    /**
     * Makes the container of one listener.
     *
     * @param listener makes it, given what it may commit through
     */
    DirectStreamContainer(StreamPlan plan, Function<CanCommitOffsets, Listener<Object, Object>> listener) {
        this.plan = plan;
        Listener<Object, Object> made = listener.apply(this);
        this.runs = new StreamRuns(plan, () -> plan.create(made, this::completed));
        this.replays = new Replays(getStreamName(), ranges -> plan.replay(IgnoredCommits.during(made), ranges));
        this.reads = plan.reads();
        this.autoStartup = plan.autoStartup();
    }

    DirectStreamContainer(StreamPlan plan, Supplier<DirectStream<Object, Object>> streams, Replays replays) {
        this.plan = plan;
        this.runs = new StreamRuns(plan, streams);
        this.replays = replays;
        this.reads = plan.reads();
        this.autoStartup = plan.autoStartup();
    }

    /** The stream's name, which is the listener's id. */
    public String getStreamName() {
        return plan.options().name();
    }

    /** The stream on this instance right now; never blocks on a broker. */
    public StreamSnapshot snapshot() {
        return newest().map(DirectStream::snapshot).orElseGet(() -> plan.neverStarted(createdAt));
    }

    /** How the newest run ended by itself, which only one of given ranges does; empty if it did not. */
    public Optional<ObservedRead.Outcome> ending() {
        return Optional.ofNullable(ending);
    }

    /** One partition right now; empty if it is not assigned here. */
    public Optional<PartitionSnapshot> partition(TopicPartition partition) {
        return live().flatMap(current -> current.partition(partition));
    }

    /** The newest finished deliveries of the newest run, newest first. */
    public List<BatchResult> history() {
        return newest().map(DirectStream::history).orElse(List.of());
    }

    /** The stream's consumer cache; an empty one while it does not run. */
    public CacheSnapshot consumerCache() {
        return live().map(DirectStream::consumerCache).orElse(EMPTY_CACHE);
    }

    /** Its settings. */
    public StreamOptions options() {
        return plan.options();
    }

    /** What the stream reads. */
    public ConsumerStrategy consumerStrategy() {
        return plan.consumerStrategy();
    }

    /** Which instance reads what. */
    public LocationStrategy locationStrategy() {
        return plan.locationStrategy();
    }

    /** Where this instance runs. */
    public Location location() {
        return plan.location();
    }

    /**
     * Has the group place its partitions anew; returns at once.
     *
     * @return whether the stream runs, so that it was asked for
     */
    public boolean rebalance() {
        Optional<DirectStream<Object, Object>> current = live();
        current.ifPresent(DirectStream::rebalance);
        return current.isPresent();
    }

    /**
     * Limits the records per second of each partition until the stream is started again; null to go back to its settings.
     *
     * @return whether the stream runs, so that it is limited
     */
    public boolean limitRate(@Nullable Long maxPerSecondPerPartition) {
        Optional<DirectStream<Object, Object>> current = live();
        current.ifPresent(stream -> stream.rates().limit(maxPerSecondPerPartition));
        return current.isPresent();
    }

    /** Has parked partitions try their range again; returns them. */
    public Set<TopicPartition> restart() {
        return live().map(DirectStream::restart).orElse(Set.of());
    }

    /** Looks at the stored offsets and moves them, with a client and a store of its own; closed by the caller. */
    public OffsetMoves offsetMoves() {
        return plan.offsetMoves();
    }

    /** How far the stream is behind in all its partitions, whoever reads them; asks its store and the brokers for some seconds. */
    public GroupLag groupLag() {
        try (GroupLags lags = plan.groupLags()) {
            return lags.look(live().map(DirectStream::storedOffsets), this::whileStopped);
        }
    }

    /**
     * Does something while the stream neither runs on this instance nor starts here.
     *
     * @return what came of it; empty if the stream runs here, so that nothing was done
     */
    public <T> Optional<T> whileStopped(Supplier<T> act) {
        if (!running) {
            newest().ifPresent(DirectStream::close);
        }
        lifecycle.lock();
        try {
            return running ? Optional.empty() : Optional.of(act.get());
        } finally {
            lifecycle.unlock();
        }
    }

    /** Reads given ranges as the stream would. */
    RangeReads<Object, Object> reads() {
        return reads;
    }

    /** What is delivered to its listener once more. */
    public Replays replays() {
        return replays;
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges) {
        committing().commitAsync(ranges);
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges, OffsetCommitCallback callback) {
        committing().commitAsync(ranges, callback);
    }

    /** While it stops, the stream still takes commits: those of its last batches. */
    private CanCommitOffsets committing() {
        if (IgnoredCommits.applyHere()) {
            return IgnoredCommits.INSTANCE;
        }
        if (!(plan.options().offsets().commit() instanceof CommitMode.Manual)) {
            throw new IllegalStateException(
                    "stream '%s' stores each range when its listener has returned, so there is nothing to commit; set direct-stream.streams.%1$s.offsets.commit to manual"
                            .formatted(getStreamName()));
        }
        return newest().filter(DirectStream::isRunning)
                .orElseThrow(() -> new IllegalStateException(
                        "stream '%s' does not run, and its partitions may be elsewhere; ranges that were not committed are delivered again after its start"
                                .formatted(getStreamName())));
    }

    @Override
    public void start() {
        if (!running) {
            newest().ifPresent(DirectStream::close);
        }
        locked(() -> {
            if (!running) {
                DirectStream<Object, Object> next = runs.next();
                if (pauseRequested) {
                    next.pause();
                }
                StartupLine.log(plan);
                ending = null;
                next.start();
                stream = next;
                running = true;
            }
        });
    }

    /**
     * Returns when nothing of the stream is stored any more, also if another thread began to stop it; at once if the
     * stream's own listener calls it.
     */
    @Override
    public void stop() {
        locked(() -> running = false);
        newest().ifPresent(DirectStream::close);
        replays.cancel();
    }

    /** Stops on a thread of its own, so that the containers of an application stop side by side. */
    @Override
    public void stop(Runnable callback) {
        Stops.aside("direct-stream-" + getStreamName() + "-stop", this::stop, callback);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void pause() {
        locked(() -> {
            pauseRequested = true;
            live().ifPresent(DirectStream::pause);
        });
    }

    @Override
    public void resume() {
        locked(() -> {
            pauseRequested = false;
            live().ifPresent(DirectStream::resume);
        });
    }

    @Override
    public boolean isPauseRequested() {
        return pauseRequested;
    }

    /** Whether a pause was asked for and no batch is running any more. */
    @Override
    public boolean isContainerPaused() {
        return pauseRequested
                && live().filter(DirectStream::isPaused)
                        .map(DirectStream::snapshot)
                        .filter(snapshot -> snapshot.assigned().stream()
                                .noneMatch(partition -> partition.state() == PartitionState.RUNNING))
                        .isPresent();
    }

    @Override
    public boolean isAutoStartup() {
        return autoStartup;
    }

    @Override
    public void setAutoStartup(boolean autoStartup) {
        this.autoStartup = autoStartup;
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    @Override
    public String getListenerId() {
        return getStreamName();
    }

    @Override
    public String getGroupId() {
        return plan.options().groupId();
    }

    @Override
    public Collection<TopicPartition> getAssignedPartitions() {
        return live().map(DirectStream::assignment).orElse(Set.of());
    }

    /** Empty: the stream's Kafka consumers report to the listeners of the consumer factory, Micrometer for example. */
    @Override
    public Map<String, Map<MetricName, ? extends Metric>> metrics() {
        return Map.of();
    }

    @Override
    public ContainerProperties getContainerProperties() {
        throw new UnsupportedOperationException(
                "stream '%s' has no ContainerProperties; its settings are under direct-stream.streams.%<s"
                        .formatted(getStreamName()));
    }

    @Override
    public void setupMessageListener(Object messageListener) {
        throw new UnsupportedOperationException(
                "stream '%s' has its listener already; it cannot be replaced".formatted(getStreamName()));
    }

    /** Called on the stream's own thread, which a stop waits for. */
    private void completed(Completion completion) {
        completion.log();
        ending = completion.outcome();
        stop(() -> plan.completed(completion));
    }

    private Optional<DirectStream<Object, Object>> newest() {
        return Optional.ofNullable(stream);
    }

    private Optional<DirectStream<Object, Object>> live() {
        return newest().filter(current -> running);
    }

    private void locked(Runnable change) {
        lifecycle.lock();
        try {
            change.run();
        } finally {
            lifecycle.unlock();
        }
    }
}
