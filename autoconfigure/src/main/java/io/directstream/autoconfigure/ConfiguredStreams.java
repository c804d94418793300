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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.kafka.core.ConsumerFactory;

/** Plans streams from {@code direct-stream.*}, {@code spring.kafka.*} and their listeners' annotations. */
final class ConfiguredStreams implements StreamPlans {

    private final DirectStreamProperties properties;

    private final ConsumerFactory<?, ?> consumerFactory;

    private final ConsumerSettings consumers;

    private final ApplicationSettings application;

    private final Supplier<StreamObserver> observer;

    private final ListenerDeclarations declarations;

    private final StreamGroups groups;

    private final AtomicBoolean saidWhatDoesNotApply = new AtomicBoolean();

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
        this.declarations = new ListenerDeclarations(properties);
        this.groups = new StreamGroups(application.name());
        properties.streams().forEach(this::check);
    }

    @Override
    public StreamPlan plan(ListenerDeclaration declaration) {
        String name = declaration.id();
        declarations.check(declaration);
        if (saidWhatDoesNotApply.compareAndSet(false, true)) {
            consumers.logWhatDoesNotApply();
        }
        Stream stream = properties.stream(name);
        List<String> topics = declarations.topics(declaration);
        String groupId = groups.groupOf(declaration, stream);
        Map<String, Object> clientProperties = new HashMap<>(consumers.properties());
        clientProperties.putAll(declaration.consumerProperties());
        clientProperties.putAll(stream.properties());
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
        if (!ListenerDeclarations.isName(name)) {
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
        List<String> topics = ListenerDeclarations.named(stream.topics());
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
