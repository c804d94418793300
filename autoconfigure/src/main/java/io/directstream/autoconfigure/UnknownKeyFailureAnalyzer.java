/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the key that was probably meant, or does here what a key of Spark does there; before Boot's analyzer, which only lists the unknown ones. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("direct-stream");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, UnboundConfigurationPropertiesException cause) {
        List<ConfigurationProperty> unknown = cause.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName()))
                .toList();
        if (unknown.isEmpty()) {
            return null;
        }
        return new FailureAnalysis(
                unknown.stream().map(this::description).collect(Collectors.joining(System.lineSeparator())),
                unknown.stream()
                        .map(ConfigurationProperty::getName)
                        .map(this::action)
                        .collect(Collectors.joining(System.lineSeparator())),
                cause);
    }

    /** Without the value, which may be a secret under a misspelled key. */
    private String description(ConfigurationProperty property) {
        return "Unknown key '%s'%s."
                .formatted(property.getName(), property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")");
    }

    private String action(ConfigurationPropertyName name) {
        return SparkKeys.twin(name)
                .map(twin -> "'%s' is a key of Spark: %s.".formatted(name, twin))
                .or(() -> KnownKeys.nearest(name).map("Did you mean '%s'?"::formatted))
                .orElse("Remove '%s', or see the documentation for the keys there are.".formatted(name));
    }
}
