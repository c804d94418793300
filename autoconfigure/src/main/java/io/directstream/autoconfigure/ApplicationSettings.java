/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.MissingTopics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What streams need to know of the application.
 *
 * @param name its name, if it has one
 * @param autoStartup whether listeners start with it
 * @param missingTopics what listeners do without their topics
 * @param shutdownPhase how long its shutdown waits for a phase
 * @param job what is known of the Kubernetes Job that it belongs to
 */
record ApplicationSettings(
        @Nullable String name,
        boolean autoStartup,
        MissingTopics missingTopics,
        Duration shutdownPhase,
        IndexedJob job) {

    /** The key of {@link #shutdownPhase()}. */
    static final String SHUTDOWN_PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

    static ApplicationSettings of(Environment environment) {
        Binder binder = Binder.get(environment);
        return new ApplicationSettings(
                environment.getProperty("spring.application.name"),
                binder.bind("spring.kafka.listener.auto-startup", Boolean.class).orElse(true),
                binder.bind("spring.kafka.listener.missing-topics-fatal", Boolean.class)
                                .orElse(false)
                        ? MissingTopics.FAIL
                        : MissingTopics.WAIT,
                binder.bind(SHUTDOWN_PHASE, Duration.class).orElse(Duration.ofSeconds(30)),
                IndexedJob.of(environment));
    }
}
