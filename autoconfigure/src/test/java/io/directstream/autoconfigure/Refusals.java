/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Why applications do not start. */
final class Refusals {

    private Refusals() {}

    static InvalidConfigurationPropertyValueException refusal(ApplicationContextRunner runner) {
        Throwable failure = failure(runner);
        assertThat(failure).isInstanceOf(InvalidConfigurationPropertyValueException.class);
        return (InvalidConfigurationPropertyValueException) failure;
    }

    static FailureAnalyzedException analyzed(ApplicationContextRunner runner) {
        Throwable failure = failure(runner);
        assertThat(failure).isInstanceOf(FailureAnalyzedException.class);
        return (FailureAnalyzedException) failure;
    }

    static Throwable failure(ApplicationContextRunner runner) {
        Throwable[] failure = new Throwable[1];
        runner.run(context -> {
            assertThat(context).hasFailed();
            failure[0] = context.getStartupFailure();
        });
        Throwable cause = failure[0];
        while (cause.getCause() != null && cause.getClass().getName().startsWith("org.springframework.beans")
                || cause.getClass().getName().startsWith("org.springframework.context")) {
            cause = cause.getCause();
        }
        return cause;
    }
}
