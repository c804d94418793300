/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.StreamClock;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.listener.ListenerDeclaration;
import io.directstream.listener.RangeReadReports;
import io.directstream.listener.StreamExit;
import io.directstream.listener.StreamPlan;
import io.directstream.listener.StreamPlans;
import io.directstream.listener.StreamSource;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.read.RangeReadOptions;
import io.directstream.read.RangeReads;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.DeadLetters;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.kafka.core.ConsumerFactory;

/** Plans streams from {@code direct-stream.*}, {@code spring.kafka.*} and their listeners' annotations, or from code. */
final class ConfiguredStreams implements StreamPlans {

    private final DirectStreamProperties properties;

    private final ConsumerFactory<?, ?> consumerFactory;

    private final ConsumerSettings consumers;

    private final ApplicationSettings application;

    private final StreamResources resources;

    private final ListenerDeclarations declarations;

    private final StreamGroups groups;

    private final AtomicBoolean saidWhatDoesNotApply = new AtomicBoolean();

    /** Checks every configured stream, so that a bad value stops the start even while nobody listens. */
    ConfiguredStreams(
            DirectStreamProperties properties,
            ConsumerFactory<?, ?> consumerFactory,
            ApplicationSettings application,
            StreamResources resources) {
        this.properties = properties;
        this.consumerFactory = consumerFactory;
        this.consumers = new ConsumerSettings(consumerFactory.getConfigurationProperties());
        this.application = application;
        this.resources = resources;
        this.declarations = new ListenerDeclarations(properties);
        this.groups = new StreamGroups(application.name());
        properties.streams().forEach(this::check);
    }

    @Override
    public StreamPlan plan(ListenerDeclaration declaration) {
        String name = declaration.id();
        declarations.check(declaration);
        Stream stream = properties.stream(name);
        StreamSource source = declarations.source(declaration);
        StreamOptions options = options(name, groups.groupOf(declaration, stream), stream);
        if (stream.concurrency() == null && declaration.concurrency() != null) {
            options = options.withConcurrency(declaration.concurrency());
        }
        return plan(
                options,
                strategies(name).map(stream, source, declaration.consumerProperties()),
                new LocationMapper(name).strategy(stream.location(), source, resources.brokers()),
                autoStartup(stream, declaration.autoStartup()));
    }

    @Override
    public StreamPlan plan(StreamOptions options, ConsumerStrategy consumers, LocationStrategy location) {
        Stream stream = properties.stream(options.name());
        CreatedStreamKeys.check(options.name(), stream);
        checkShutdown(options);
        return plan(options, strategies(options.name()).withoutOwned(consumers), location, autoStartup(stream, null));
    }

    /** Reads given ranges with the settings of the application's consumers. */
    RangeReads<Object, Object> reads() {
        Map<String, Object> settings = consumers.properties();
        String clientIdPrefix =
                consumers.clientIdPrefix("read", application.name() == null ? "direct-stream" : application.name());
        return new RangeReads<>(
                new ObservedClientFactory(settings, clientIdPrefix, consumerFactory.getListeners()),
                StreamDeserializers.of(consumerFactory, settings),
                RangeReadOptions.DEFAULT,
                new RangeReadReports(null, resources.observers().reads().get()),
                StreamClock.SYSTEM);
    }

    @Override
    public void withdraw(StreamPlan plan) {
        groups.release(plan.options().name());
    }

    private StreamPlan plan(
            StreamOptions options, ConsumerStrategy strategy, LocationStrategy location, boolean autoStartup) {
        if (saidWhatDoesNotApply.compareAndSet(false, true)) {
            consumers.logWhatDoesNotApply();
        }
        String name = options.name();
        Stream stream = properties.stream(name);
        Map<String, Object> own = new HashMap<>(stream.properties());
        own.putAll(strategy.consumerProperties());
        StreamConnection connection = connection(name, stream, own);
        String clientIdPrefix = consumers.clientIdPrefix(name, options.groupId());
        OffsetStoreFactory store = resources.stores().find(name, options.groupId(), stream, connection);
        DeadLetters.Source letters = resources.deadLetters().find(options, connection);
        StreamPlan plan = new StreamPlan(
                options,
                strategy,
                location,
                new LocationMapper(name).instance(stream.location(), consumers.rack()),
                StreamDeserializers.of(consumerFactory, connection.properties()),
                services(connection, clientIdPrefix).withOffsetStore(store).withDeadLetters(letters),
                new RangeSettings(name, application.job()).of(stream, location, resources.exit()),
                suffix -> services(connection, clientIdPrefix + suffix)
                        .withOffsetStore(store)
                        .withDeadLetters(letters)
                        .withObserver(StreamObserver.NONE),
                resources.observers().reads().get(),
                OffsetStores.name(stream),
                stream.missingTopics() == null ? application.missingTopics() : stream.missingTopics(),
                autoStartup);
        groups.claim(name, options.groupId(), connection);
        return plan;
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
        connection(name, stream, stream.properties());
        resources.stores().check(name, stream);
        StreamSource source = new ConfiguredSource(name).of(stream);
        LocationStrategy location =
                new LocationMapper(name).strategy(stream.location(), source, () -> BrokerLocator.ADVERTISED);
        new RangeSettings(name, application.job()).of(stream, location, StreamExit.NONE);
        if (source != null) {
            strategies(name).check(stream, source);
            new RateMapper(Setting.ofStream(name)).check(stream.rate(), source);
        }
    }

    private ConsumerStrategyMapper strategies(String name) {
        return new ConsumerStrategyMapper(name, resources.strategies());
    }

    private StreamConnection connection(String name, Stream stream, Map<String, ?> own) {
        return StreamConnection.of(Setting.ofStream(name), stream, own, consumers.properties(), resources.bundles());
    }

    private StreamOptions options(String name, String groupId, Stream stream) {
        StreamOptions options = new StreamOptionsMapper(name, groupId)
                .map(stream, properties.consumerCache(), consumers::whenNoneStored);
        checkShutdown(options);
        return options;
    }

    private void checkShutdown(StreamOptions options) {
        Duration shutdown = options.timeouts().shutdown();
        if (shutdown.compareTo(application.shutdownPhase()) >= 0) {
            throw Setting.ofStream(options.name())
                    .refuse(
                            "shutdown-timeout",
                            Setting.print(shutdown),
                            "the application waits %s for it (%s) and would cut running ranges off; set the one lower or the other higher"
                                    .formatted(
                                            Setting.print(application.shutdownPhase()),
                                            ApplicationSettings.SHUTDOWN_PHASE));
        }
    }

    private StreamServices services(StreamConnection connection, String clientIdPrefix) {
        return StreamServices.of(new ObservedClientFactory(
                        connection.properties(), clientIdPrefix, consumerFactory.getListeners()))
                .withObserver(resources.observers().streams().get())
                .withInterceptor(resources.observers().deliveries().get());
    }

    private boolean autoStartup(Stream stream, @Nullable Boolean annotated) {
        if (stream.autoStartup() != null) {
            return stream.autoStartup();
        }
        return annotated == null ? application.autoStartup() : annotated;
    }
}
