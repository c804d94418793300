/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries partitions again whose topics may not be read, a second after each failure, and says what they wait for until they
 * were read for a second without another one. Failures may be reported by any thread.
 */
final class ReadRetries {

    private static final Logger log = LoggerFactory.getLogger(ReadRetries.class);

    private final String stream;

    private final Reading reading;

    private final MemberTasks member;

    private final Map<TopicPartition, OutageLog> outages = new ConcurrentHashMap<>();

    private final Set<TopicPartition> waiting = ConcurrentHashMap.newKeySet();

    ReadRetries(String stream, Reading reading, MemberTasks member) {
        this.stream = stream;
        this.reading = reading;
        this.member = member;
    }

    void failed(TopicPartition partition, String reason) {
        waiting.add(partition);
        outages.computeIfAbsent(partition, this::outage).failed(reason);
        reading.table().held().explain(partition, reason);
        member.executeLater(() -> retry(partition));
    }

    private OutageLog outage(TopicPartition partition) {
        return new OutageLog(log, "stream %s: %s cannot be read".formatted(stream, partition), member.clock());
    }

    private void retry(TopicPartition partition) {
        waiting.remove(partition);
        reading.replaceReaders(Set.of(partition));
        member.executeLater(() -> endUnlessFailedAgain(partition));
    }

    private void endUnlessFailedAgain(TopicPartition partition) {
        OutageLog outage = waiting.contains(partition) ? null : outages.remove(partition);
        String reason = outage == null ? null : outage.reason();
        if (outage != null && reason != null) {
            outage.recovered();
            reading.table().held().noLonger(partition, reason);
        }
    }
}
