/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.StreamExit;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.ConsumerStrategy;
import java.util.function.Supplier;
import org.springframework.boot.ssl.SslBundles;

/**
 * What the application has for its streams.
 *
 * @param observers told what they do
 * @param strategies consumer strategies of its own
 * @param brokers says where brokers run; asked for when a stream needs it
 * @param stores where offsets may be kept
 * @param bundles its SSL bundles
 * @param exit ends it after streams that end
 */
record StreamResources(
        Observers observers,
        NamedBeans<ConsumerStrategy> strategies,
        Supplier<BrokerLocator> brokers,
        OffsetStores stores,
        SslBundles bundles,
        StreamExit exit,
        DeadLetterSources deadLetters) {}
