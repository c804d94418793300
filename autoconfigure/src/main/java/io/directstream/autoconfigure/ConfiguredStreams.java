/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.listener.ListenerDeclaration;
import io.directstream.listener.ListenerRefusedException;
import io.directstream.listener.StreamPlan;
import io.directstream.listener.StreamPlans;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.util.StringUtils;

/** Plans streams from {@code direct-stream.*}, {@code spring.kafka.*} and their listeners' annotations. */
final class ConfiguredStreams implements StreamPlans {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    private final DirectStreamProperties properties;

    private final ConsumerFactory<?, ?> consumerFactory;

    private final ConsumerSettings consumers;

    private final ApplicationSettings application;

    private final Supplier<StreamObserver> observer;

    private final StreamGroups groups;

    /** Checks every configured stream, so that a bad value stops the start even while nobody listens. */
    ConfiguredStreams(
            DirectStreamProperties properties,
            ConsumerFactory<?, ?> consumerFactory,
            ApplicationSettings application,
            Supplier<StreamObserver> observer) {
        this.properties = properties;
        this.consumerFactory = consumerFactory;
        this.consumers = new ConsumerSettings(consumerFactory.getConfigurationProperties());
        this.application = application;
        this.observer = observer;
        this.groups = new StreamGroups(application.name());
        properties.streams().forEach(this::check);
        if (!properties.streams().isEmpty()) {
            consumers.logWhatDoesNotApply();
        }
    }

    @Override
    public StreamPlan plan(ListenerDeclaration declaration) {
        String name = declaration.id();
        refuseUnusableId(declaration);
        Stream stream = properties.stream(name);
        List<String> topics = topics(declaration, stream);
        String groupId = groups.groupOf(declaration, stream);
        Map<String, Object> clientProperties = new HashMap<>(consumers.properties());
        clientProperties.putAll(stream.properties());
        clientProperties.putAll(declaration.consumerProperties());
        LocationMapper location = new LocationMapper(name);
        return new StreamPlan(
                options(name, groupId, stream, declaration),
                new ConsumerStrategyMapper(name).map(stream, topics, declaration.consumerProperties()),
                location.strategy(stream.location()),
                location.instance(stream.location(), consumers.rack()),
                StreamDeserializers.of(consumerFactory, clientProperties),
                services(consumers.clientIdPrefix(name, groupId)),
                Store.KAFKA.name().toLowerCase(Locale.ROOT),
                autoStartup(stream, declaration));
    }

    private void check(String name, Stream stream) {
        if (!NAME.matcher(name).matches()) {
            throw new FailureAnalyzedException(
                    "The stream name '%s' in direct-stream.streams.%1$s is not made of lower-case letters and digits, beginning with a letter; environment variables could not name it."
                            .formatted(name),
                    "Rename the stream, to '%s' for example."
                            .formatted(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|^[0-9]+", "")));
        }
        options(name, name, stream);
        Setting.ofStream(name)
                .duration("health.no-progress-after", stream.health().noProgressAfter(), Duration.ZERO);
        new LocationMapper(name).strategy(stream.location());
        List<String> topics = named(stream.topics());
        if (!topics.isEmpty()) {
            new ConsumerStrategyMapper(name).map(stream, topics, Map.of());
        }
    }

    private StreamOptions options(String name, String groupId, Stream stream, ListenerDeclaration declaration) {
        StreamOptions options = options(name, groupId, stream);
        return stream.concurrency() == null && declaration.concurrency() != null
                ? options.withConcurrency(declaration.concurrency())
                : options;
    }

    private StreamOptions options(String name, String groupId, Stream stream) {
        StreamOptions options = new StreamOptionsMapper(name, groupId)
                .map(stream, properties.consumerCache(), consumers::whenNoneStored);
        Duration shutdown = options.timeouts().shutdown();
        if (shutdown.compareTo(application.shutdownPhase()) >= 0) {
            throw Setting.ofStream(name)
                    .refuse(
                            "shutdown-timeout",
                            Setting.print(shutdown),
                            "the application waits %s for it (%s) and would cut running ranges off; set the one lower or the other higher"
                                    .formatted(
                                            Setting.print(application.shutdownPhase()),
                                            ApplicationSettings.SHUTDOWN_PHASE));
        }
        return options;
    }

    private static List<String> topics(ListenerDeclaration declaration, Stream stream) {
        Setting setting = Setting.ofStream(declaration.id());
        List<String> configured = named(stream.topics());
        List<String> annotated = declaration.topics();
        if (configured.isEmpty() && annotated.isEmpty()) {
            throw setting.refuse("topics", null, "the stream has no topics; name at least one");
        }
        if (!configured.isEmpty()
                && !annotated.isEmpty()
                && !Set.copyOf(configured).equals(Set.copyOf(annotated))) {
            throw setting.refuse(
                    "topics",
                    configured,
                    "the annotation of %s names %s; remove one of them".formatted(declaration.method(), annotated));
        }
        return annotated.isEmpty() ? configured : annotated;
    }

    private static List<String> named(List<String> topics) {
        return topics.stream().filter(StringUtils::hasText).map(String::strip).toList();
    }

    private void refuseUnusableId(ListenerDeclaration declaration) {
        String id = declaration.id();
        if (!NAME.matcher(id).matches()) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "its id '%s' names the stream, and is not made of lower-case letters and digits, beginning with a letter"
                            .formatted(id),
                    "Give it such an id; if the id was its consumer group too, keep that one with groupId = \"%s\"."
                            .formatted(id));
        }
        if (!properties.streams().containsKey(id) && declaration.topics().isEmpty()) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "there is no stream '%s'; configured are %s"
                            .formatted(id, new TreeSet<>(properties.streams().keySet())),
                    Nearest.to(id, properties.streams().keySet())
                                    .map("Did you mean '%s'? "::formatted)
                                    .orElse("")
                            + "A stream begins with direct-stream.streams.%s.topics.".formatted(id));
        }
    }

    private StreamServices services(String clientIdPrefix) {
        return StreamServices.of(new ObservedClientFactory(
                        consumers.properties(), clientIdPrefix, consumerFactory.getListeners()))
                .withObserver(observer.get());
    }

    private boolean autoStartup(Stream stream, ListenerDeclaration declaration) {
        if (stream.autoStartup() != null) {
            return stream.autoStartup();
        }
        return declaration.autoStartup() == null ? application.autoStartup() : declaration.autoStartup();
    }
}
