/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.directstream.stream.DeliveryAttempt;
import io.micrometer.observation.Observation;

/** What an observation is about: one delivery of a range, or of a stream batch, to a listener. */
public final class DirectStreamObservationContext extends Observation.Context {

    private final DeliveryAttempt attempt;

    private volatile int omittedLinks;

    /** Begins with an attempt that is about to be made. */
    public DirectStreamObservationContext(DeliveryAttempt attempt) {
        this.attempt = attempt;
    }

    /** Stream, group, ranges, attempt. */
    public DeliveryAttempt getAttempt() {
        return attempt;
    }

    /** How many contexts of records its span has no link to, because there are too many; 0 without a tracer. */
    public int getOmittedLinks() {
        return omittedLinks;
    }

    void setOmittedLinks(int omitted) {
        omittedLinks = omitted;
    }
}
