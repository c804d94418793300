/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.stream.DirectStream;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a stream not start without what it is to read, where it is told so. */
final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TopicCheck() {}

    /**
     * Closes the stream if it must not start.
     *
     * @throws MissingTopicsException if something is missing; a broker that does not answer is waited for as always
     */
    static void check(StreamPlan plan, DirectStream<?, ?> stream) {
        if (plan.missingTopics() == MissingTopics.FAIL) {
            Set<String> missing = missing(plan, stream);
            if (!missing.isEmpty()) {
                stream.close();
                throw new MissingTopicsException(plan.options().name(), missing, brokers(plan));
            }
        }
    }

    private static Set<String> missing(StreamPlan plan, DirectStream<?, ?> stream) {
        try {
            return stream.missingTopics(PATIENCE);
        } catch (KafkaException ex) {
            LOG.warn(
                    "stream {}: whether its topics exist is not known, because the brokers {} do not answer ({}); it starts and waits for them",
                    plan.options().name(),
                    brokers(plan),
                    ex.getMessage());
            return Set.of();
        }
    }

    private static String brokers(StreamPlan plan) {
        return plan.services().clients().bootstrapServers();
    }
}
