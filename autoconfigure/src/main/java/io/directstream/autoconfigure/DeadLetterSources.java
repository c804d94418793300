/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.kafka.KafkaDeadLetterSources;
import io.directstream.stream.DeadLetters;
import io.directstream.stream.FailurePolicy.WhenExhausted;
import io.directstream.stream.StreamOptions;
import org.springframework.beans.factory.ObjectProvider;

/** Finds what sends the dead letters of streams that have some. */
record DeadLetterSources(ObjectProvider<KafkaDeadLetterSources> kafka) {

    DeadLetters.Source find(StreamOptions options, StreamConnection connection) {
        if (!(options.failure().whenExhausted() instanceof WhenExhausted.DeadLetter)) {
            return DeadLetters.Source.NONE;
        }
        return kafka.stream()
                .findFirst()
                .map(sources -> sources.forStream(options.name(), options.groupId(), connection.properties()))
                .orElseThrow(
                        () -> Setting.ofStream(options.name())
                                .refuse(
                                        "failure.when-exhausted",
                                        "dead-letter",
                                        "there is no bean that sends dead letters; leave DirectStreamKafkaTransactionAutoConfiguration switched on, or set this to stop or skip"));
    }
}
