/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Replicas of an application, mostly the sample, that share one stream, under load. */
final class ReplicaGroup implements AutoCloseable {
    static final int PARTITIONS = 12;
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    private static final String STREAM = "--direct-stream.streams.orders.";

    /** For stores that keep no ledger; the sample's own settings have one. */
    static final List<String> NO_LEDGER =
            List.of(STREAM + "offsets.jdbc.ledger=", STREAM + "offsets.jdbc.ledger-retention=");

    /** A database for each replica, and offsets in Kafka. */
    static final Function<String, List<String>> OFFSETS_IN_KAFKA = name -> Stream.concat(
                    Stream.of("--spring.datasource.url=jdbc:h2:mem:totals", STREAM + "offsets.store=kafka"),
                    NO_LEDGER.stream())
            .toList();

    private static final String GROUP_ID = STREAM + "group-id=";
    private static final int PER_SECOND = 1_200;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final BrokerCluster brokers;
    private final Path directory;
    private final String topic;
    private final List<String> program;
    private final Function<String, List<String>> settings;
    private final Map<String, Replica> replicas = new TreeMap<>();
    private final Set<String> running = new HashSet<>();
    private final OrderLoad load;

    /**
     * Begins the load; replicas of the packaged sample application are started later.
     *
     * @param settings what a replica of a name is told about database and offsets
     */
    ReplicaGroup(BrokerCluster brokers, Path directory, String topic, Function<String, List<String>> settings) {
        this(brokers, directory, topic, Replica.packaged(), settings);
    }

    /** The same, with replicas of another application. */
    ReplicaGroup(
            BrokerCluster brokers,
            Path directory,
            String topic,
            List<String> program,
            Function<String, List<String>> settings) {
        this.brokers = brokers;
        this.directory = directory;
        this.topic = topic;
        this.program = program;
        this.settings = settings;
        brokers.create(topic, PARTITIONS);
        this.load = new OrderLoad(brokers.bootstrapServers(), topic, PARTITIONS, PER_SECOND);
    }

    String topic() {
        return topic;
    }

    Set<String> running() {
        return Set.copyOf(running);
    }

    Replica replica(String name) {
        return replicas.get(name);
    }

    /** Starts replicas, new ones or those that ended. */
    void start(String... names) {
        Arrays.stream(names).forEach(name -> start(name, brokers.bootstrapServers()));
    }

    /** Starts those once more that did not come up, as Kubernetes does. */
    void startAgainWhatDidNotStart() {
        running.stream().map(replicas::get).filter(Replica::didNotStart).forEach(Replica::restart);
    }

    /** Starts a replica that reads the same topic and has no share of this group's partitions; of which group it is, is its own. */
    void startBeside(String name, String groupId, List<String> itsSettings) {
        List<String> all = new ArrayList<>(itsSettings);
        all.add(GROUP_ID + groupId);
        replicas.put(
                name,
                new Replica(name, directory.resolve(name), program, arguments(name, brokers.bootstrapServers(), all)));
    }

    /** Starts a replica that reaches the brokers through proxies only. */
    void startBehindProxies(String name) {
        start(name, brokers.proxiedServers());
    }

    private void start(String name, String bootstrapServers) {
        if (replicas.containsKey(name)) {
            replicas.get(name).restart();
        } else {
            replicas.put(
                    name,
                    new Replica(
                            name,
                            directory.resolve(name),
                            program,
                            arguments(name, bootstrapServers, settings.apply(name))));
        }
        running.add(name);
    }

    /** Stops replicas as Kubernetes does, all at once. */
    void stop(String... names) {
        Arrays.stream(names).parallel().forEach(name -> replicas.get(name).stop());
        running.removeAll(List.of(names));
    }

    void kill(String name) {
        replicas.get(name).kill();
        running.remove(name);
    }

    /** Waits until all partitions are with the running replicas, evenly, and go on. */
    void awaitShared() {
        awaitShared(running.size());
    }

    /** Waits until all partitions are with so many members, evenly, and go on. */
    void awaitShared(int members) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> isShared(members));
        Instant shared = Instant.now();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> partitionsReadSince(shared).size() == PARTITIONS);
    }

    /** Waits until the group has given all partitions to others than this replica. */
    void awaitWithout(String name) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    ConsumerGroupDescription group = describe();
                    return group.groupState() == GroupState.STABLE
                            && assigned(group) == PARTITIONS
                            && group.members().stream()
                                    .noneMatch(member -> member.clientId().startsWith(name + '-'));
                });
    }

    private Set<Integer> partitionsReadSince(Instant since) {
        return read().stream()
                .filter(range -> range.at().isAfter(since))
                .map(ReadRange::partition)
                .collect(Collectors.toSet());
    }

    /**
     * How long partitions that moved after this moment stood still: from the last range of the old owner, or the moment if that
     * was earlier, to the first one of the new owner.
     */
    List<Duration> moves(Instant since) {
        Map<Integer, ReadRange> newest = new HashMap<>();
        List<Duration> moves = new ArrayList<>();
        read().stream().sorted(Comparator.comparing(ReadRange::at)).forEach(range -> {
            ReadRange before = newest.put(range.partition(), range);
            if (before != null && range.at().isAfter(since) && !range.replica().equals(before.replica())) {
                moves.add(Duration.between(before.at().isAfter(since) ? before.at() : since, range.at()));
            }
        });
        return moves;
    }

    /** How many ranges the offset stores of all replicas have refused so far. */
    long refusals() {
        return replicas.values().stream().mapToLong(Replica::refusals).sum();
    }

    /** Ends the load, and tells where each partition ends now. */
    Map<Integer, Long> endLoad() {
        load.stop();
        return ends();
    }

    /** Ends the load, waits until everything is read, and compares. */
    Coverage finish() {
        Map<Integer, Long> ends = endLoad();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Coverage.of(read(), ends).lost() == 0 || running.isEmpty());
        return Coverage.of(read(), ends);
    }

    /** What was read again in that time. */
    Coverage repeats(Instant after, Instant until) {
        return Coverage.of(read(), Map.of(), after, until);
    }

    List<ReadRange> read() {
        return replicas.values().stream()
                .map(Replica::read)
                .flatMap(Collection::stream)
                .toList();
    }

    /** What the replicas said, for the case that something was not as it should be. */
    String output() {
        return replicas.values().stream()
                .map(replica -> "---- " + replica.name() + "\n" + replica.output())
                .map(text -> text.lines()
                        .filter(line -> !line.contains(" records: "))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        load.close();
        replicas.values().forEach(Replica::close);
    }

    private boolean isShared(int members) throws Exception {
        ConsumerGroupDescription group = describe();
        return group.groupState() == GroupState.STABLE
                && group.members().size() == members
                && assigned(group) == PARTITIONS
                && group.members().stream().allMatch(member -> share(member) >= PARTITIONS / members);
    }

    private ConsumerGroupDescription describe() throws Exception {
        return brokers.admin()
                .describeConsumerGroups(List.of(topic))
                .all()
                .get(10, TimeUnit.SECONDS)
                .get(topic);
    }

    private static int assigned(ConsumerGroupDescription group) {
        return group.members().stream().mapToInt(ReplicaGroup::share).sum();
    }

    private static int share(MemberDescription member) {
        return member.assignment().topicPartitions().size();
    }

    private Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        try {
            var offsets = brokers.admin()
                    .listOffsets(IntStream.range(0, PARTITIONS)
                            .mapToObj(number -> new TopicPartition(topic, number))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            offsets.forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        } catch (Exception e) {
            throw new IllegalStateException("the ends of " + topic + " are not known", e);
        }
        return ends;
    }

    /** What a replica is told itself counts. */
    private List<String> arguments(String name, String bootstrapServers, List<String> more) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.profiles.active=replica",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.kafka.client-id=" + name,
                "--sample.orders-per-second=0",
                STREAM + "topics=" + topic,
                GROUP_ID + topic,
                STREAM + "location.host=" + name,
                STREAM + "properties.session.timeout.ms=" + SESSION_TIMEOUT.toMillis(),
                "--logging.pattern.console=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %m%n%ex"));
        all.removeIf(argument -> more.stream().anyMatch(other -> key(other).equals(key(argument))));
        all.addAll(more);
        return all;
    }

    private static String key(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }
}
