/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.CanCommitOffsets;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.RecordDeserializer;
import io.directstream.stream.BatchPlanner.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream on this instance: reads its partitions as a sequence of fixed offset ranges and gives each to the listener.
 *
 * <p>A stream runs once: after {@link #close()} a new one is made. All methods may be called from any thread.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class DirectStream<K, V> implements CanCommitOffsets, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DirectStream.class);

    private static final long REST_OF_STOP_MILLIS = 15_000;

    private enum Phase {
        NEW,
        STARTED,
        STOPPING,
        STOPPED
    }

    private final StreamRuntime<K, V> runtime;

    private final ClientFactory clients;

    private final Reading reading;

    private final MemberParts parts;

    private final Member member;

    private final RunningState running;

    private final Thread memberThread;

    private final Workers workers;

    private final List<RecordDeserializer<K, V>> deserializers;

    private final Listener<K, V> listener;

    private final Optional<ManualCommits> manualCommits;

    private final BatchPlanner planner = new BatchPlanner();

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);

    private final CountDownLatch stopped = new CountDownLatch(1);

    DirectStream(StreamAssembly<K, V> assembly, Member member) {
        this.runtime = assembly.runtime();
        this.clients = assembly.clients();
        this.reading = assembly.reading();
        this.parts = assembly.parts();
        this.member = member;
        this.running = new RunningState(member, reading.table());
        this.memberThread = StreamThreads.lasting(runtime.name() + "-member", this::runMember);
        this.workers = new Workers(runtime.name(), reading);
        this.deserializers = assembly.deserializers();
        this.listener = assembly.listener();
        this.manualCommits = assembly.manualCommits();
        for (int i = 0; i < deserializers.size(); i++) {
            int worker = i;
            workers.add(() -> runUntilStopped(worker));
        }
    }

    /**
     * Makes a stream; nothing happens before {@link #start()}, and no broker is needed.
     *
     * @throws IllegalArgumentException if options contradict each other
     */
    public static <K, V> DirectStream<K, V> create(
            StreamOptions options, StreamDefinition<K, V> definition, StreamServices services) {
        StreamAssembly<K, V> assembly = new StreamAssembly<>(options, definition, services, Purpose.FOLLOW);
        try {
            return new DirectStream<>(assembly, assembly.member());
        } catch (RuntimeException refused) {
            assembly.runtime().close();
            throw refused;
        }
    }

    /**
     * Begins in the background and returns at once; a broker that is not there yet is waited for.
     *
     * @throws IllegalStateException if the stream was started before
     */
    public void start() {
        if (!phase.compareAndSet(Phase.NEW, Phase.STARTED)) {
            throw new IllegalStateException(
                    "stream '" + runtime.name() + "' was started before; make a new one to start again");
        }
        memberThread.start();
        workers.start();
    }

    /** Whether it was started and did not end. */
    public boolean isRunning() {
        Phase now = phase.get();
        return now == Phase.STARTED || now == Phase.STOPPING;
    }

    /** Begins nothing new; running ranges finish and are stored, the group membership stays. */
    public void pause() {
        reading.table().setPaused(true);
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        reading.table().setPaused(false);
    }

    /**
     * Has the group place its partitions anew, after leaders moved for example. Returns at once; only partitions that the
     * location strategy wants elsewhere move.
     */
    public void rebalance() {
        parts.tasks().execute(member -> member.enforceRebalance("asked for by an operator"));
    }

    /** Whether {@link #pause()} holds. */
    public boolean isPaused() {
        return reading.table().isPaused();
    }

    /**
     * Has parked partitions go on: with the range that failed, its attempts counted anew, or with their stored position.
     *
     * @return the partitions that were parked
     */
    public Set<TopicPartition> restart() {
        Map<TopicPartition, Boolean> restarted = reading.table().held().restart();
        restarted.forEach((partition, repeats) -> {
            log.info("stream {}: {} is restarted", runtime.name(), partition);
            if (repeats) {
                reading.goOn(partition, true);
            } else {
                parts.positions().load(Set.of(partition));
            }
        });
        reading.refresh();
        return restarted.keySet();
    }

    /** The stream on this instance right now. Never blocks on a broker; after the stop, what is left to tell. */
    public StreamSnapshot snapshot() {
        List<PartitionSnapshot> assigned = reading.table().view().snapshots();
        StreamState state = state();
        return new StreamSnapshot(
                runtime.name(),
                state,
                running.reason(state, assigned),
                runtime.groupId(),
                runtime.store().name(),
                runtime.options().trigger().toString(),
                parts.membership().memberId(),
                assigned,
                runtime.statistics().totals(),
                runtime.statistics().last(),
                reading.table().lastProgress(),
                parts.ends().asOf(),
                parts.membership().placedBy(),
                parts.membership().lastHandover(),
                rates().snapshot());
    }

    /**
     * What the stream is to read and nobody has made: topics, partitions of a topic that has fewer, or the pattern that no
     * topic matches. Asks a broker and waits for its answer.
     *
     * @throws org.apache.kafka.common.KafkaException if none answers in time
     */
    public Set<String> missingTopics(Duration timeout) {
        return TopicLookup.missing(clients, parts.strategy(), timeout);
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges) {
        manualCommits().commit(ranges, null);
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges, OffsetCommitCallback callback) {
        manualCommits().commit(ranges, callback);
    }

    /** What is stored of all its partitions, whoever reads them, as long as it runs. */
    public RunningOffsets storedOffsets() {
        return new RunningOffsets(runtime);
    }

    /** One assigned partition right now; empty if it is not assigned here. */
    public Optional<PartitionSnapshot> partition(TopicPartition partition) {
        return reading.table().view().snapshot(partition);
    }

    /** The partitions assigned to this instance. */
    public Set<TopicPartition> assignment() {
        return reading.table().view().partitions();
    }

    /** The newest finished deliveries, newest first. */
    public List<BatchResult> history() {
        return runtime.statistics().history();
    }

    /** How fast the stream may read. */
    public StreamRates rates() {
        return reading.table().rates();
    }

    /** The stream's consumer cache. */
    public CacheSnapshot consumerCache() {
        return reading.cache().snapshot();
    }

    /**
     * Stops gracefully and waits for it: running ranges may finish within the shutdown timeout, what is finished is
     * stored, the group is left. Nothing is stored after it returned. Called by a listener of this stream, it only begins
     * the stop, which then happens in the background.
     */
    @Override
    public void close() {
        if (phase.compareAndSet(Phase.NEW, Phase.STOPPED)) {
            deserializers.forEach(RecordDeserializer::close);
            closeParts();
            return;
        }
        if (workers.owns(Thread.currentThread())) {
            if (phase.compareAndSet(Phase.STARTED, Phase.STOPPING)) {
                StreamThreads.factory(runtime.name() + "-stop")
                        .newThread(this::stop)
                        .start();
            }
            return;
        }
        if (phase.compareAndSet(Phase.STARTED, Phase.STOPPING)) {
            stop();
        }
        awaitStopped();
    }

    /** The main flow: what every worker thread does until the stream stops. */
    private void run(int worker) throws InterruptedException {
        while (!reading.table().isStopping()) {
            workers.readForLaggards();
            SideJob job = reading.table().ready().pollJob();
            List<Position> positions = job == null ? reading.table().claim() : List.of();
            if (job != null) {
                job.run(worker);
            } else if (positions.isEmpty()) {
                workers.readOrWait(worker);
            } else {
                deliver(worker, planner.plan(positions));
            }
        }
    }

    /** Ranges that still wait for records are delivered when these are there. */
    private void deliver(int worker, List<PlannedRange> planned) {
        if (!reading.prepare(planned)) {
            return;
        }
        if (listener instanceof BatchListener<K, V> each) {
            new PartitionTask<>(runtime, each, deserializers.get(worker), planned.get(0)).run();
        } else if (listener instanceof StreamBatchListener<K, V> all) {
            SideWork<K, V> others = new SideWork<>(reading.table().ready(), deserializers, worker);
            new StreamBatchTask<>(runtime, all, others, planned).run();
        }
    }

    private void runUntilStopped(int worker) {
        try {
            while (!reading.table().isStopping()) {
                try {
                    run(worker);
                } catch (RuntimeException unexpected) {
                    log.error("stream {}: worker {} failed and goes on", runtime.name(), worker, unexpected);
                    workers.pause();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            deserializers.get(worker).close();
        }
    }

    private ManualCommits manualCommits() {
        return manualCommits.orElseThrow(() -> new IllegalStateException(
                "the offsets of stream '%s' are stored after each batch; set offsets.commit to manual to commit them yourself"
                        .formatted(runtime.name())));
    }

    private void runMember() {
        parts.tasks()
                .eachTurn(new StateWatch(
                        this::state, parts.events(), parts.tasks().clock())::look);
        member.run();
    }

    private void stop() {
        try {
            parts.events().state(StreamState.STOPPING);
            reading.table().stop();
            member.stop();
            joinMember();
            workers.close();
            closeParts();
        } finally {
            phase.set(Phase.STOPPED);
            parts.events().state(StreamState.STOPPED);
            parts.events().close();
            stopped.countDown();
        }
    }

    private void joinMember() {
        try {
            memberThread.join(runtime.options().timeouts().shutdown().toMillis() + REST_OF_STOP_MILLIS);
            if (memberThread.isAlive()) {
                log.error("stream {}: its group member does not end; it is interrupted", runtime.name());
                memberThread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            memberThread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void closeParts() {
        reading.drop(reading.table().view().partitions());
        reading.cache().close();
        parts.topicIds().close();
        runtime.close();
    }

    private void awaitStopped() {
        try {
            long most = runtime.options().timeouts().shutdown().toMillis() + 2 * REST_OF_STOP_MILLIS;
            if (phase.get() != Phase.STOPPED && !stopped.await(most, TimeUnit.MILLISECONDS)) {
                log.error("stream {} did not stop within {} ms", runtime.name(), most);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamState state() {
        return switch (Objects.requireNonNull(phase.get())) {
            case NEW, STOPPED -> StreamState.STOPPED;
            case STOPPING -> StreamState.STOPPING;
            case STARTED -> running.state();
        };
    }
}
