/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.HostNames;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy.PreferBrokers;
import io.directstream.strategy.LocationStrategy.PreferFixed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/** Warns of what makes a group place partitions otherwise than its members were told, once until it changes. */
final class Disagreements {

    private final Consumer<String> warnings;

    private Set<String> told = Set.of();

    Disagreements(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    void look(
            LocationSettings settings,
            List<GroupMember> members,
            Cluster cluster,
            Map<TopicPartition, GroupMember> placed) {
        Set<String> found = new LinkedHashSet<>();
        others(settings, members, found);
        if (settings.strategy() instanceof PreferFixed fixed) {
            missing(fixed, members, cluster, found);
        }
        if (settings.strategy() instanceof PreferBrokers brokers && !placed.isEmpty()) {
            noneNear(brokers, members, cluster, placed, found);
        }
        found.stream().filter(each -> !told.contains(each)).forEach(warnings);
        told = found;
    }

    private static void others(LocationSettings settings, List<GroupMember> members, Set<String> found) {
        MemberData own = settings.data();
        Set<String> strategies = new TreeSet<>();
        Set<String> lists = new TreeSet<>();
        for (GroupMember member : members) {
            MemberData data = member.data();
            if (!data.strategy().equals(own.strategy())) {
                strategies.add(member.id() + " (" + (data.strategy().isEmpty() ? "unknown" : data.strategy()) + ")");
            } else if (data.settings() != own.settings()) {
                lists.add(member.id());
            }
        }
        if (!strategies.isEmpty()) {
            found.add("members " + strategies + " have another location strategy; partitions are placed by "
                    + own.strategy() + ", which this member has, until all have the same");
        }
        if (!lists.isEmpty()) {
            found.add("members " + lists + " were given other hosts or partitions; those of this member apply, and what"
                    + " a member does not list itself it does not read, until all have the same");
        }
    }

    private static void missing(PreferFixed fixed, List<GroupMember> members, Cluster cluster, Set<String> found) {
        Set<String> absent = fixed.hosts().values().stream()
                .filter(host -> members.stream()
                        .noneMatch(
                                member -> HostNames.same(host, member.location().host())))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!absent.isEmpty()) {
            found.add("location.hosts names hosts " + absent + ", on which no member is; members are on "
                    + hosts(members.stream().map(GroupMember::location).collect(Collectors.toSet()))
                    + ". Their partitions are placed like any other");
        }
        Set<String> unknown = fixed.hosts().keySet().stream()
                .filter(partition -> cluster.topics().contains(partition.topic()))
                .filter(partition -> cluster.partition(partition) == null)
                .map(TopicPartition::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            found.add("location.hosts names partitions " + unknown + ", which do not exist");
        }
    }

    private static void noneNear(
            PreferBrokers brokers,
            List<GroupMember> members,
            Cluster cluster,
            Map<TopicPartition, GroupMember> placed,
            Set<String> found) {
        Preference preference = new Preference(brokers, cluster::leaderFor);
        boolean any = placed.entrySet().stream()
                .anyMatch(entry ->
                        preference.placedBy(entry.getKey(), entry.getValue().location()) != PlacedBy.BALANCE);
        if (!any) {
            Set<Location> leaders = placed.keySet().stream()
                    .map(cluster::leaderFor)
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(broker -> BrokerLocations.find(brokers.brokers(), broker))
                    .collect(Collectors.toSet());
            Set<Location> locations =
                    members.stream().map(GroupMember::location).collect(Collectors.toSet());
            found.add(
                    "no partition is near its leader: members are on hosts %s in racks %s, leaders on hosts %s in racks %s; set location.host and location.rack to names that can match, or give a BrokerLocator"
                            .formatted(hosts(locations), racks(locations), hosts(leaders), racks(leaders)));
        }
    }

    private static Set<String> hosts(Collection<Location> locations) {
        return locations.stream().map(Location::host).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> racks(Collection<Location> locations) {
        return locations.stream()
                .map(location -> String.valueOf(location.rack()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
