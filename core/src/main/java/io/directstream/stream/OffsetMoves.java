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
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoredOffset;
import io.directstream.strategy.ConsumerStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the stored offsets of a stream and moves them while nobody reads, with a client and a store of its own. For one
 * request, which has half a minute in all; not safe for use by several threads.
 */
public final class OffsetMoves implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final StreamOptions options;

    private final ConsumerStrategy strategy;

    private final OffsetStoreFactory factory;

    private final Admin admin;

    private final Patience patience;

    private final ClusterQuestions cluster;

    private final Committer committer;

    private @Nullable OffsetStore store;

    private OffsetMoves(StreamOptions options, ConsumerStrategy strategy, StreamServices services) {
        Map<String, Object> properties = strategy.consumerProperties();
        this.options = options;
        this.strategy = strategy;
        this.factory = services.offsetStore();
        this.admin = Patience.begun("an admin client", () -> services.clients().admin(properties));
        this.patience = new Patience(StreamClock.SYSTEM);
        this.cluster = new ClusterQuestions(admin, services.clients().isolationLevel(properties), patience);
        this.committer = new AdminCommitter(admin, options.groupId(), patience);
    }

    /** For the stream of these options; asks nobody yet. */
    public static OffsetMoves of(StreamOptions options, ConsumerStrategy strategy, StreamServices services) {
        return new OffsetMoves(options, strategy, services);
    }

    /**
     * Checks moves and finds out where they lead; changes nothing.
     *
     * @param partitions which ones; none for all that the stream reads
     * @throws OffsetMoveException if one of them cannot be moved there, or not now
     */
    public PlannedMoves plan(Set<TopicPartition> partitions, OffsetTarget target) {
        refuseWhileInUse();
        TopicsOfStream topics = new TopicsOfStream(strategy, cluster.topics(strategy));
        SortedSet<TopicPartition> chosen = topics.chosen(partitions);
        refuseWithoutLeader(topics, chosen);
        Map<TopicPartition, LogBounds> logs = cluster.logs(chosen);
        Map<TopicPartition, Long> targets = new TargetOffsets(cluster, logs).of(target);
        Map<TopicPartition, StoredOffset> stored = load(topics.all());
        List<OffsetMove> moves = new ArrayList<>();
        List<StorableRange> positions = new ArrayList<>();
        for (TopicPartition partition : chosen) {
            StoredOffset from = stored.get(partition);
            long to = Objects.requireNonNull(targets.get(partition));
            moves.add(OffsetMove.planned(
                    partition, (from == null) ? null : from.offset(), to, Objects.requireNonNull(logs.get(partition))));
            positions.add(
                    StorableRange.position(partition, to, 0, topics.topicId(partition), topics.shape(partition, stored))
                            .replacing(from == null ? null : from.offset()));
        }
        return new PlannedMoves(moves, positions);
    }

    /**
     * Stores planned moves, one partition after the other; a partition that fails leaves the others alone.
     *
     * @return what became of each, in the same order
     * @throws OffsetMoveException if the stream runs again; nothing was stored then
     */
    public List<OffsetMove> store(PlannedMoves planned) {
        refuseWhileInUse();
        return new MoveStorage(options, openStore(), committer, patience).store(planned);
    }

    /** What is known of all partitions, asking the brokers and the store. */
    public GroupLook look() {
        Look look = lookAtCluster();
        try {
            return look.with(load(look.topics().all()), null);
        } catch (OffsetMoveException away) {
            return look.with(Map.of(), away.getMessage());
        }
    }

    /**
     * What is known of all partitions while the stream runs here, so that its store is not opened a second time.
     *
     * @param stored what the stream itself knows
     */
    public GroupLook look(Map<TopicPartition, StoredOffset> stored) {
        return lookAtCluster().with(stored, "the stream runs here, and knows only of the partitions assigned here");
    }

    @Override
    public void close() {
        try {
            if (store != null) {
                store.close();
            }
        } finally {
            admin.close(CLOSING);
        }
    }

    private Look lookAtCluster() {
        TopicsOfStream topics = new TopicsOfStream(strategy, cluster.topics(strategy));
        return new Look(
                topics,
                cluster.logs(topics.all().stream().filter(topics::hasLeader).toList()),
                cluster.committed(options.groupId()),
                cluster.members(options.groupId()));
    }

    private void refuseWhileInUse() {
        List<String> members = cluster.members(options.groupId());
        if (!members.isEmpty()) {
            throw OffsetMoveException.inUse(
                    "group %s has %s, so that stream '%s' runs somewhere; stop it on every instance first, with POST directstreams/%3$s {\"state\": \"stopped\"}, and start it again afterwards"
                            .formatted(
                                    options.groupId(),
                                    (members.size() == 1 ? "the member " : members.size() + " members: ")
                                            + String.join(", ", members),
                                    options.name()));
        }
    }

    private static void refuseWithoutLeader(TopicsOfStream topics, Collection<TopicPartition> chosen) {
        List<TopicPartition> without =
                chosen.stream().filter(each -> !topics.hasLeader(each)).toList();
        if (!without.isEmpty()) {
            throw OffsetMoveException.unavailable(
                    "no broker leads %s right now; try again when the brokers are back".formatted(without), null);
        }
    }

    private Map<TopicPartition, StoredOffset> load(Set<TopicPartition> partitions) {
        OffsetStore opened = openStore();
        return patience.await(
                "the stored offsets",
                Patience.begun("the stored offsets", () -> opened.load(options.name(), partitions)));
    }

    private OffsetStore openStore() {
        if (store == null) {
            store = Patience.begun(
                    "the offset store",
                    () -> factory.create(new OffsetStoreContext(options.name(), options.groupId(), committer)));
        }
        return store;
    }

    /** What the brokers know. */
    private record Look(
            TopicsOfStream topics,
            Map<TopicPartition, LogBounds> logs,
            Map<TopicPartition, OffsetAndMetadata> committed,
            List<String> members) {

        GroupLook with(Map<TopicPartition, StoredOffset> stored, @Nullable String reason) {
            List<GroupLook.PartitionLook> partitions = topics.all().stream()
                    .map(partition -> GroupLook.PartitionLook.of(
                            partition, stored.get(partition), committed.get(partition), logs.get(partition)))
                    .toList();
            return new GroupLook(members, partitions, reason);
        }
    }
}
