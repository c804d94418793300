/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.read.RangeReadException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Compares given ranges with each other and with what the logs hold, and tells everything that is wrong at once. */
final class RangeChecks {

    private final List<String> refused = new ArrayList<>();

    private final List<String> unanswered = new ArrayList<>();

    private RangeChecks() {}

    /**
     * Checks the ranges.
     *
     * @throws RangesRefusedException if one of them cannot be read as it is
     * @throws RangeReadException if there is no other reason, but not everything could be found out
     */
    static void check(List<OffsetRange> ranges, LogQuestions questions) {
        RangeChecks checks = new RangeChecks();
        checks.compare(ranges);
        checks.compare(ranges, questions.look(partitions(ranges)));
        checks.throwProblems();
    }

    /**
     * What the logs hold.
     *
     * @throws RangesRefusedException if one of them does not exist
     * @throws RangeReadException if not everything could be found out
     */
    static Map<TopicPartition, PartitionBounds> bounds(Map<TopicPartition, LogState> logs) {
        RangeChecks checks = new RangeChecks();
        Map<TopicPartition, PartitionBounds> bounds = new LinkedHashMap<>();
        logs.forEach((partition, log) -> {
            PartitionBounds known = checks.known(partition.toString(), log);
            if (known != null) {
                bounds.put(partition, known);
            }
        });
        checks.throwProblems();
        return bounds;
    }

    private static Set<TopicPartition> partitions(List<OffsetRange> ranges) {
        return ranges.stream().map(OffsetRange::topicPartition).collect(Collectors.toSet());
    }

    private void compare(List<OffsetRange> ranges) {
        OffsetRange longest = null;
        OffsetRange last = null;
        for (OffsetRange range : ranges.stream().sorted().toList()) {
            boolean samePartition = longest != null && longest.topicPartition().equals(range.topicPartition());
            if (range.equals(last)) {
                refused.add(range + " is given more than once");
            } else if (samePartition
                    && !range.isEmpty()
                    && range.fromOffset() < Objects.requireNonNull(longest).untilOffset()) {
                refused.add(range + " overlaps " + longest);
            }
            if (!samePartition
                    || range.untilOffset() > Objects.requireNonNull(longest).untilOffset()) {
                longest = range;
            }
            last = range;
        }
    }

    private void compare(List<OffsetRange> ranges, Map<TopicPartition, LogState> logs) {
        for (OffsetRange range : ranges) {
            LogState log = Objects.requireNonNull(logs.get(range.topicPartition()));
            PartitionBounds bounds = known(range.toString(), log);
            if (bounds != null && range.fromOffset() < bounds.begin()) {
                refused.add("%s begins before the log does; it holds %s".formatted(range, bounds));
            }
            if (bounds != null && range.untilOffset() > bounds.end()) {
                refused.add("%s ends beyond the end of the log; it holds %s".formatted(range, bounds));
            }
        }
    }

    private @Nullable PartitionBounds known(String subject, LogState log) {
        if (log instanceof LogState.Known known) {
            return known.bounds();
        }
        String problem = subject + ": " + log;
        (log instanceof LogState.Absent ? refused : unanswered).add(problem);
        return null;
    }

    private void throwProblems() {
        if (!refused.isEmpty()) {
            refused.addAll(unanswered);
            throw new RangesRefusedException(refused.stream().distinct().toList());
        }
        if (!unanswered.isEmpty()) {
            throw RangeReadException.of(
                    Reason.UNCHECKED,
                    "what the logs hold could not be found out, nothing was read:\n- "
                            + String.join("\n- ", unanswered),
                    null);
        }
    }
}
