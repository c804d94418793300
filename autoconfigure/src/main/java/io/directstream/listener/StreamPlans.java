/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

/** Decides how the stream of a listener runs; the configuration's side of {@link DirectStreamContainerFactory}. */
@FunctionalInterface
public interface StreamPlans {

    /**
     * Plans the stream of the given listener.
     *
     * @throws RuntimeException if it cannot run as configured; the message says what to change
     */
    StreamPlan plan(ListenerDeclaration declaration);
}
