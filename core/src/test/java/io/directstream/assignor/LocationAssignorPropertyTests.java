/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of any group, shown with thousands of random ones; a failure names its seed. */
class LocationAssignorPropertyTests {

    private static final int SEEDS = 500;

    /** So many of them are as large as groups may be. */
    private static final int LARGE = 2;

    private static final int CHANGES = 4;

    @ParameterizedTest
    @EnumSource
    void everyGroupComesToRestCompleteAndEven(Strategy strategy) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SimulatedGroup group = seed < LARGE ? large(strategy, random) : random(strategy, random);
            for (int change = 0; change < CHANGES; change++) {
                change(group, random);
                try {
                    group.settle();
                    assertComplete(group);
                    assertEven(group, strategy);
                    assertThat(group.rebalance()).as("a fixed point").isZero();
                } catch (AssertionError failed) {
                    throw new AssertionError("%s, seed %d, change %d".formatted(strategy, seed, change), failed);
                }
            }
        }
    }

    private static SimulatedGroup random(Strategy strategy, Random random) {
        SimulatedGroup group = new SimulatedGroup(strategy.of(random));
        int topics = 1 + random.nextInt(4);
        int most = random.nextInt(50) == 0 ? 500 : 20;
        IntStream.range(0, topics).forEach(topic -> group.topic("topic" + topic, random.nextInt(most)));
        return group;
    }

    /** As many partitions and members as there may be. */
    private static SimulatedGroup large(Strategy strategy, Random random) {
        SimulatedGroup group = new SimulatedGroup(strategy.of(random));
        IntStream.range(0, 4).forEach(topic -> group.topic("topic" + topic, 500));
        IntStream.range(0, 45)
                .forEach(member -> group.join("first-" + member, SimulatedGroup.random(random), topics(group, random)));
        return group;
    }

    private static void change(SimulatedGroup group, Random random) {
        int joining = 1 + random.nextInt(random.nextInt(20) == 0 ? 45 : 5);
        for (int i = 0; i < joining; i++) {
            group.join("member-" + random.nextInt(1_000), SimulatedGroup.random(random), topics(group, random));
        }
        List<String> ids = new ArrayList<>(group.members.keySet());
        for (int i = random.nextInt(3); i > 0 && ids.size() > 1; i--) {
            group.members.remove(ids.remove(random.nextInt(ids.size())));
        }
        SimulatedGroup.Member any = group.members.get(ids.get(random.nextInt(ids.size())));
        switch (random.nextInt(6)) {
            case 0 -> any.data = ByteBuffer.wrap(new byte[random.nextInt(5)]);
            case 1 -> any.data = newer(any.location);
            case 2 -> bringBack(group, any, random);
            default -> any.data = null;
        }
        group.topics.forEach((topic, partitions) -> IntStream.range(0, partitions)
                .filter(partition -> random.nextInt(4) == 0)
                .forEach(partition ->
                        group.leaders.put(new TopicPartition(topic, partition), leader(random.nextInt(8)))));
    }

    private static ByteBuffer newer(Location location) {
        byte[] bytes = new MemberData("PreferNewest", location.host(), location.rack(), 5)
                .encode()
                .array();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
        longer[2] = 2;
        return ByteBuffer.wrap(longer);
    }

    /** The twin of a member, which missed what happened lately and claims partitions that others have meanwhile. */
    private static void bringBack(SimulatedGroup group, SimulatedGroup.Member any, Random random) {
        SimulatedGroup.Member zombie = new SimulatedGroup.Member(any.location, any.topics);
        zombie.owned.addAll(any.owned);
        zombie.generation = any.generation - random.nextInt(2);
        group.comeBack("zombie-" + random.nextInt(1_000), zombie);
    }

    private static Node leader(int host) {
        return new Node(host, "host-" + host, 9092, "rack-" + host % 3);
    }

    /** Most subscribe to everything, some to a part. */
    private static Set<String> topics(SimulatedGroup group, Random random) {
        if (random.nextInt(4) > 0) {
            return Set.copyOf(group.topics.keySet());
        }
        return group.topics.keySet().stream()
                .filter(topic -> random.nextBoolean())
                .collect(Collectors.toSet());
    }

    private static void assertComplete(SimulatedGroup group) {
        Map<TopicPartition, String> owners = group.owners();
        group.topics.forEach((topic, partitions) -> {
            boolean wanted = group.members.values().stream().anyMatch(member -> member.topics.contains(topic));
            IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .forEach(partition -> assertThat(owners.containsKey(partition))
                            .as("%s is with somebody", partition)
                            .isEqualTo(wanted));
        });
    }

    /** Where everybody may have everything, nobody has more than the strategy allows. */
    private static void assertEven(SimulatedGroup group, Strategy strategy) {
        Set<Set<String>> subscriptions =
                group.members.values().stream().map(member -> member.topics).collect(Collectors.toSet());
        if (subscriptions.size() == 1 && strategy != Strategy.FIXED) {
            assertThat(spread(group)).isLessThanOrEqualTo(group.maxImbalance());
        }
    }

    enum Strategy {
        CONSISTENT,
        BROKERS,
        FIXED;

        private LocationStrategy of(Random random) {
            return switch (this) {
                case CONSISTENT -> LocationStrategies.preferConsistent();
                case BROKERS -> LocationStrategies.preferBrokers(1 + random.nextInt(3));
                case FIXED -> LocationStrategies.preferFixed(hosts(random));
            };
        }

        private static Map<TopicPartition, String> hosts(Random random) {
            Map<TopicPartition, String> hosts = new HashMap<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                hosts.put(
                        new TopicPartition("topic" + random.nextInt(4), random.nextInt(20)),
                        "host-" + random.nextInt(10));
            }
            return hosts;
        }
    }

    @Test
    void loadsOfMembersWithTheSameTopicsDifferByOneAtMost() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SimulatedGroup group = SimulatedGroup.consistent();
            group.topic("orders", random.nextInt(200));
            group.topic("returns", random.nextInt(20));
            for (int change = 0; change < CHANGES; change++) {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    group.join(
                            "member-" + random.nextInt(100),
                            SimulatedGroup.random(random),
                            Set.of("orders", "returns"));
                }
                int before = group.members.values().stream()
                        .mapToInt(member -> member.owned.size())
                        .sum();
                int fewest = fewestMoves(group);
                int moved = group.settle();

                assertThat(spread(group)).as("seed %d", seed).isLessThanOrEqualTo(1);
                if (before > 0) {
                    assertThat(moved).as("moves, seed %d", seed).isEqualTo(fewest);
                }
            }
        }
    }

    private static int spread(SimulatedGroup group) {
        int most = group.members.values().stream()
                .mapToInt(member -> member.owned.size())
                .max()
                .orElse(0);
        int least = group.members.values().stream()
                .mapToInt(member -> member.owned.size())
                .min()
                .orElse(0);
        return most - least;
    }

    /** Whoever has more than an even share gives up what is too much; who gets it does not matter for the number. */
    private static int fewestMoves(SimulatedGroup group) {
        int all = group.topics.values().stream().mapToInt(Integer::intValue).sum();
        int members = group.members.size();
        int withOneMore = all % members;
        int moves = 0;
        for (SimulatedGroup.Member member : group.members.values().stream()
                .sorted((one, other) -> Integer.compare(other.owned.size(), one.owned.size()))
                .toList()) {
            int share = all / members + (withOneMore > 0 ? 1 : 0);
            withOneMore = Math.max(0, withOneMore - 1);
            moves += Math.max(0, member.owned.size() - share);
        }
        return moves;
    }
}
