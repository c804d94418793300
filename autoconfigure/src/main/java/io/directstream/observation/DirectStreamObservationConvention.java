/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names what is observed of deliveries. A bean of this type takes the place of the {@link
 * DefaultDirectStreamObservationConvention}. It is asked when a delivery begins and again when it ends, on the delivery's
 * thread; low cardinality key values become tags of a timer, so their keys have to be the same each time.
 */
public interface DirectStreamObservationConvention extends ObservationConvention<DirectStreamObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof DirectStreamObservationContext;
    }
}
