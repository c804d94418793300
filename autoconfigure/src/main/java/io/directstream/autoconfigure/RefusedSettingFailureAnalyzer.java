/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Explains refused settings that Boot's analyzer does not find under their exact name and would leave to a stack trace: keys
 * that are missing, lists, environment variables, defaults. Whatever Boot's analyzer finds it leaves to that one, which knows where
 * a value stands.
 */
final class RefusedSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final Environment environment;

    RefusedSettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, InvalidConfigurationPropertyValueException cause) {
        String key = cause.getName();
        boolean ours = key.startsWith("direct-stream.") || key.startsWith("spring.kafka.");
        if (!ours || isFoundByBoot(key)) {
            return null;
        }
        String problem = cause.getValue() == null
                ? "Configuration property '%s' is needed.".formatted(key)
                : "Invalid value '%s' for configuration property '%s'.".formatted(cause.getValue(), key);
        return new FailureAnalysis(
                "%s The reason is:%n%n%s".formatted(problem, cause.getReason()),
                "Change '%s' as the reason says; as an environment variable it is called %s."
                        .formatted(key, environmentVariable(key)),
                cause);
    }

    private boolean isFoundByBoot(String key) {
        return environment instanceof ConfigurableEnvironment configurable
                && configurable.getPropertySources().stream()
                        .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                        .anyMatch(source -> source.containsProperty(key));
    }

    private static String environmentVariable(String key) {
        return key.replace("-", "")
                .replaceAll("[.\\[\\]]+", "_")
                .replaceAll("_$", "")
                .toUpperCase(Locale.ROOT);
    }
}
