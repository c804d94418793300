/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.StreamOptions;

/** Decides how streams run; the configuration's side of {@link DirectStreamContainerFactory} and {@link DirectStreams}. */
public interface StreamPlans {

    /**
     * Plans the stream of the given listener.
     *
     * @throws RuntimeException if it cannot run as configured; the message says what to change
     */
    StreamPlan plan(ListenerDeclaration declaration);

    /**
     * Plans a stream that is created in code.
     *
     * @throws RuntimeException if it cannot run so; the message says what to change
     */
    StreamPlan plan(StreamOptions options, ConsumerStrategy consumerStrategy, LocationStrategy locationStrategy);

    /** Takes a plan back that came to nothing, so that its group can be another stream's. */
    void withdraw(StreamPlan plan);
}
