/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.stream.FailurePolicy.WhenExhausted;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.springframework.util.StringUtils;

/** What a stream's settings say about ranges whose attempts are over. */
record ExhaustionSettings(Setting setting) {

    private static final String ISOLATE = "failure.isolate-record";

    private static final String TOPIC = "failure.dead-letter.topic";

    WhenExhausted of(Failure failure, WhenExhausted otherwise) {
        String topic = failure.deadLetter().topic();
        if (StringUtils.hasText(topic)) {
            refuseUnlessSent(failure, topic);
        }
        boolean isolates = Boolean.TRUE.equals(failure.isolateRecord());
        if (isolates && (failure.whenExhausted() == null || failure.whenExhausted() == Failure.WhenExhausted.STOP)) {
            throw setting.refuse(
                    ISOLATE,
                    true,
                    "a record is looked for to be sent away or skipped; set %s to dead-letter or skip, or remove this"
                            .formatted(setting.key("failure.when-exhausted")));
        }
        if (failure.whenExhausted() == null) {
            return otherwise;
        }
        return switch (failure.whenExhausted()) {
            case STOP -> new WhenExhausted.Stop();
            case SKIP -> new WhenExhausted.Skip(isolates);
            case DEAD_LETTER ->
                new WhenExhausted.DeadLetter(StringUtils.hasText(topic) ? topic.strip() : null, isolates);
        };
    }

    private void refuseUnlessSent(Failure failure, String topic) {
        if (failure.whenExhausted() != Failure.WhenExhausted.DEAD_LETTER) {
            throw setting.refuse(
                    TOPIC,
                    topic,
                    "nothing is sent there unless %s is dead-letter; set that too or remove this"
                            .formatted(setting.key("failure.when-exhausted")));
        }
        try {
            Topic.validate(topic.strip());
        } catch (InvalidTopicException invalid) {
            throw setting.refuse(
                    TOPIC,
                    topic,
                    "it is no name of a topic: %s; name one topic, or remove it for the topic that is read with -dlt after it"
                            .formatted(invalid.getMessage()));
        }
    }
}
