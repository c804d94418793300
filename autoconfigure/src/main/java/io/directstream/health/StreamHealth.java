/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.health;

import io.directstream.listener.ObservedRead;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.PartitionState;
import io.directstream.stream.StreamSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * What a snapshot of a stream means for its health.
 *
 * @param stream the stream
 * @param ending how its given ranges ended; null if it has none, or did not get to their ends
 * @param now the time
 * @param patience how long the stream may store nothing while it has lag
 */
record StreamHealth(StreamSnapshot stream, ObservedRead.@Nullable Outcome ending, Instant now, Duration patience) {

    Health toHealth() {
        if (!parked().isEmpty()) {
            return describe(Status.DOWN, null);
        }
        return switch (stream.state()) {
            case STARTING -> describe(Status.OUT_OF_SERVICE, stream.reason());
            case STOPPING, STOPPED -> stopped();
            case PAUSED -> describe(Status.UP, Objects.requireNonNullElse(stream.reason(), "paused by an operator"));
            case FAILED -> describe(Status.DOWN, stream.reason());
            case RUNNING -> progress();
        };
    }

    /** A stream of given ranges is well when it has read them. */
    private Health stopped() {
        if (ending == ObservedRead.Outcome.COMPLETED) {
            return describe(Status.UP, "its ranges are read");
        }
        return ending == ObservedRead.Outcome.FAILED
                ? describe(
                        Status.DOWN,
                        Objects.requireNonNullElse(stream.reason(), "not all of its ranges were read, see the log"))
                : describe(Status.OUT_OF_SERVICE, stream.reason());
    }

    /** A stream that stores nothing is well as long as it is known that there is nothing to store. */
    private Health progress() {
        if (isRecent(stream.lastProgress())) {
            return describe(Status.UP, stream.reason());
        }
        if (stream.assigned().stream().anyMatch(StreamHealth::isBehind)) {
            return describe(Status.DOWN, because("nothing was stored since %s although there is lag"));
        }
        return isLagKnown()
                ? describe(Status.UP, stream.reason())
                : describe(Status.OUT_OF_SERVICE, because("nothing was stored since %s and the lag is not known"));
    }

    private boolean isLagKnown() {
        if (stream.assigned().isEmpty()) {
            return stream.reason() == null;
        }
        return isHeardOf() && stream.assigned().stream().allMatch(partition -> partition.lag() != null);
    }

    /** Whether the ends of the logs are not those of long ago. */
    private boolean isHeardOf() {
        return stream.asOf() != null && isRecent(stream.asOf());
    }

    private boolean isRecent(Instant moment) {
        return !moment.plus(patience).isBefore(now);
    }

    private String because(String finding) {
        String found = finding.formatted(stream.lastProgress());
        List<String> awaiting = awaitingCommit();
        if (!awaiting.isEmpty()) {
            found += "; " + String.join(", ", awaiting) + " wait for the listener to commit";
        }
        return (stream.reason() != null) ? found + ": " + stream.reason() : found;
    }

    private Health describe(Status status, @Nullable String reason) {
        Health.Builder health = new Health.Builder(status)
                .withDetail("state", stream.state().name().toLowerCase(Locale.ROOT));
        if (reason != null) {
            health.withDetail("reason", reason);
        }
        if (!parked().isEmpty()) {
            health.withDetail("parked", parked());
        }
        if (!awaitingCommit().isEmpty()) {
            health.withDetail("awaitingCommit", awaitingCommit());
        }
        if (stream.groupId() != null) {
            health.withDetail("group", stream.groupId());
        }
        health.withDetail("partitions", stream.assigned().size());
        if (isHeardOf()) {
            stream.assigned().stream()
                    .map(PartitionSnapshot::lag)
                    .filter(Objects::nonNull)
                    .reduce(Long::sum)
                    .ifPresent(lag -> health.withDetail("lag", lag));
        }
        return health.withDetail("lastProgress", stream.lastProgress()).build();
    }

    /** Partitions that go on when the listener has committed. */
    private List<String> awaitingCommit() {
        return stream.assigned().stream()
                .filter(partition -> partition.state() == PartitionState.AWAITING_COMMIT)
                .map(partition -> partition.partition().toString())
                .toList();
    }

    /** Parked partitions and why. */
    private Map<String, String> parked() {
        Map<String, String> parked = new TreeMap<>();
        for (PartitionSnapshot partition : stream.assigned()) {
            if (partition.state() == PartitionState.FAILED) {
                parked.put(
                        partition.partition().toString(),
                        Objects.requireNonNullElse(partition.reason(), "no reason given"));
            }
        }
        return parked;
    }

    private static boolean isBehind(PartitionSnapshot partition) {
        return partition.lag() != null && partition.lag() > 0;
    }
}
