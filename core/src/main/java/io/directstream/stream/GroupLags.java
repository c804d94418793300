/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.offset.Committer;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.StoredOffset;
import io.directstream.strategy.ConsumerStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far a stream is behind in all its partitions, asking its store and the brokers. It joins no group. For one
 * request, which has ten seconds in all: whatever does not answer within some of them is not known then, and keeps nobody
 * else's answer. Used by one thread.
 */
public final class GroupLags implements AutoCloseable {

    private static final Duration WHOLE = Duration.ofSeconds(10);

    /** For a broker that does not answer; the others' records are to be read after that. */
    private static final Duration ASKING = Duration.ofSeconds(3);

    private static final Duration READING = Duration.ofSeconds(3);

    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** A broker that does not answer is not waited for, if another one can be asked the same. */
    private static final int ONE_BROKER_MS = 2_000;

    private final StreamOptions options;

    private final ConsumerStrategy strategy;

    private final StreamServices services;

    private final Admin admin;

    private final Patience patience;

    private final ClusterQuestions cluster;

    private final Committer group;

    private GroupLags(StreamOptions options, ConsumerStrategy strategy, StreamServices services) {
        Map<String, Object> properties = strategy.consumerProperties();
        this.options = options;
        this.strategy = strategy;
        this.services = services;
        this.admin = Patience.begun("an admin client", () -> services.clients().admin(impatient(properties)));
        this.patience = new Patience(StreamClock.SYSTEM, WHOLE);
        this.cluster = new ClusterQuestions(admin, services.clients().isolationLevel(properties), patience);
        this.group = AdminCommitter.soFar(admin, options.groupId(), patience);
    }

    /** For the stream of these options; asks nobody yet. */
    public static GroupLags of(StreamOptions options, ConsumerStrategy strategy, StreamServices services) {
        return new GroupLags(options, strategy, services);
    }

    /**
     * Looks at the store, then at the logs, so that no partition seems to be less behind than it is.
     *
     * @param running what the stream knows itself, if it runs here
     * @param whileStopped lets its store be opened, if it does not
     * @throws OffsetMoveException if neither topics nor stored offsets can be asked for
     */
    public GroupLag look(Optional<RunningOffsets> running, WhileStopped whileStopped) {
        TopicsOfStream topics = new TopicsOfStream(strategy, cluster.topics(strategy));
        SortedSet<TopicPartition> all = topics.all();
        Map<TopicPartition, StoredOffset> stored = running.isPresent()
                ? await(() -> running.get().load(all, group))
                : whileStopped
                        .act(() -> loadOnce(all))
                        .orElseThrow(() ->
                                OffsetMoveException.unavailable("the stream is being started here; ask again", null));
        return look(topics, all, stored);
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }

    private GroupLag look(
            TopicsOfStream topics, SortedSet<TopicPartition> all, Map<TopicPartition, StoredOffset> stored) {
        List<TopicPartition> led = all.stream().filter(topics::hasLeader).toList();
        LeaderOffsets.Answer<Long> begins = cluster.offsetsOfEach(led, OffsetSpec.earliest(), ASKING);
        LeaderOffsets.Answer<Long> ends = cluster.offsetsOfEach(begins.found().keySet(), OffsetSpec.latest(), ASKING);
        Instant asOf = services.clock().now();
        Map<TopicPartition, LogBounds> unread = new HashMap<>();
        Map<TopicPartition, String> unknown = new HashMap<>();
        for (TopicPartition partition : all) {
            StoredOffset at = stored.get(partition);
            Long end = ends.found().get(partition);
            if (!topics.hasLeader(partition)) {
                unknown.put(partition, "the partition has no leader");
            } else if (at != null && isOfAnother(topics, partition, at)) {
                unknown.put(partition, "what is stored is of a topic of the same name that was deleted");
            } else if (at != null && end != null && end > at.offset()) {
                long begin = Objects.requireNonNull(begins.found().get(partition));
                unread.put(partition, new LogBounds(Math.max(begin, at.offset()), end));
            }
        }
        LeaderOffsets.Answer<Optional<Long>> first = firstRecords(unread);
        Look look = new Look(asOf, begins, ends, first, unknown);
        return new GroupLag(
                asOf,
                all.stream()
                        .map(partition -> look.at(partition, stored.get(partition)))
                        .toList(),
                look.reason());
    }

    private static Map<String, Object> impatient(Map<String, Object> properties) {
        Map<String, Object> impatient = new HashMap<>(properties);
        impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_BROKER_MS);
        impatient.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, ONE_BROKER_MS);
        return impatient;
    }

    private static boolean isOfAnother(TopicsOfStream topics, TopicPartition partition, StoredOffset stored) {
        Uuid now = topics.topicId(partition);
        return now != null && stored.topicId() != null && !now.equals(stored.topicId());
    }

    /** Where the log is empty from the stored offset on, there is nothing to be read. */
    private LeaderOffsets.Answer<Optional<Long>> firstRecords(Map<TopicPartition, LogBounds> unread) {
        Map<TopicPartition, Optional<Long>> none = new HashMap<>();
        unread.entrySet().removeIf(entry -> {
            boolean empty = entry.getValue().begin() >= entry.getValue().end();
            if (empty) {
                none.put(entry.getKey(), Optional.empty());
            }
            return empty;
        });
        LeaderOffsets.Answer<Optional<Long>> read = new FirstRecords(
                        services.clients(), strategy.consumerProperties(), StreamClock.SYSTEM)
                .read(unread, patience.atMost(READING));
        read.found().putAll(none);
        return read;
    }

    private Map<TopicPartition, StoredOffset> loadOnce(Set<TopicPartition> partitions) {
        OffsetStoreContext context = new OffsetStoreContext(options.name(), options.groupId(), group);
        OffsetStore store =
                Patience.begun("the offset store", () -> services.offsetStore().create(context));
        try {
            return await(() -> store.load(options.name(), partitions));
        } finally {
            store.close();
        }
    }

    private <T> T await(Supplier<CompletionStage<T>> question) {
        String what = "the stored offsets";
        return patience.await(what, Patience.begun(what, question));
    }

    /** What was found out. */
    private record Look(
            Instant asOf,
            LeaderOffsets.Answer<Long> begins,
            LeaderOffsets.Answer<Long> ends,
            LeaderOffsets.Answer<Optional<Long>> first,
            Map<TopicPartition, String> unknown) {

        GroupLag.PartitionLag at(TopicPartition partition, @Nullable StoredOffset at) {
            Long end = ends.found().get(partition);
            if (at == null) {
                return new GroupLag.PartitionLag(partition, null, end, null, null, null);
            }
            boolean comparable = !unknown.containsKey(partition);
            Long lag = comparable ? behind(end, at) : null;
            return new GroupLag.PartitionLag(
                    partition,
                    at.offset(),
                    end,
                    lag,
                    lag == null ? null : timeLag(partition, lag),
                    comparable ? behind(begins.found().get(partition), at) : null);
        }

        private static @Nullable Long behind(@Nullable Long offset, StoredOffset stored) {
            return offset == null ? null : Math.max(0, offset - stored.offset());
        }

        private @Nullable Duration timeLag(TopicPartition partition, long lag) {
            if (lag == 0) {
                return Duration.ZERO;
            }
            Optional<Long> timestamp = first.found().get(partition);
            if (timestamp == null) {
                return null;
            }
            return timestamp.isEmpty() ? Duration.ZERO : TimeLag.age(timestamp.get(), asOf);
        }

        @Nullable
        String reason() {
            String reasons = Stream.of(begins, ends, first, new LeaderOffsets.Answer<>(Map.of(), unknown))
                    .map(LeaderOffsets.Answer::problem)
                    .filter(Objects::nonNull)
                    .distinct()
                    .collect(Collectors.joining("; "));
            return reasons.isEmpty() ? null : reasons;
        }
    }
}
