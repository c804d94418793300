/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.Replay;
import io.directstream.stream.RangeOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The replays of this instance.
 *
 * @param instance the name of this instance
 * @param scope what the answer covers
 * @param replays those that run or were the last to, of each stream the newest first
 */
public record ReplaysDescriptor(String instance, String scope, List<ReplayDescriptor> replays)
        implements OperationResponseBody {

    static ReplaysDescriptor of(String instance, DirectStreamContainers containers) {
        return new ReplaysDescriptor(
                instance,
                Scope.INSTANCE,
                containers.all().stream()
                        .flatMap(container -> container.replays().all().stream())
                        .map(replay -> ReplayDescriptor.of(instance, replay))
                        .toList());
    }

    /**
     * One replay.
     *
     * @param instance the name of this instance
     * @param scope what the answer covers
     * @param id its name
     * @param stream the stream whose listener gets the ranges
     * @param state {@code running}, {@code completed}, {@code failed} or {@code cancelled}
     * @param startedAt when it began
     * @param endedAt when it ended; null while it runs
     * @param ranges what became of each range
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ReplayDescriptor(
            String instance,
            String scope,
            String id,
            String stream,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<RangeDescriptor> ranges)
            implements OperationResponseBody {

        static ReplayDescriptor of(String instance, Replay replay) {
            return new ReplayDescriptor(
                    instance,
                    Scope.INSTANCE,
                    replay.id(),
                    replay.stream(),
                    Words.of(replay.state()),
                    replay.startedAt(),
                    replay.endedAt(),
                    replay.outcomes().stream().map(RangeDescriptor::of).toList());
        }
    }

    /**
     * What became of a range.
     *
     * @param range the range, as in addresses
     * @param state {@code waiting}, {@code running}, {@code completed}, {@code failed} or {@code cancelled}
     * @param position the offset up to which it was delivered
     * @param records how many records were delivered
     * @param reason why it was not delivered to its end; null if it was, or still is
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record RangeDescriptor(
            String range,
            String state,
            long position,
            long records,
            @Nullable String reason) {

        static RangeDescriptor of(RangeOutcome outcome) {
            return new RangeDescriptor(
                    outcome.range().toString(),
                    Words.of(outcome.state()),
                    outcome.position(),
                    outcome.records(),
                    outcome.reason());
        }
    }
}
