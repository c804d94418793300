/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Makes a span of each delivery, with links to the trace contexts of its records: a span has one parent, and a range has
 * records of many traces. Has to come before the handler that takes every observation.
 */
public final class DirectStreamTracingObservationHandler
        implements TracingObservationHandler<DirectStreamObservationContext> {

    /** Links of a span; tracers have limits of their own (OpenTelemetry 128). */
    public static final int MOST_LINKS = 100;

    private final Tracer tracer;

    private final RecordContexts contexts;

    /** Makes spans with the tracer, and looks for the formats of the propagator. */
    public DirectStreamTracingObservationHandler(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.contexts = new RecordContexts(tracer, propagator, MOST_LINKS);
    }

    @Override
    public void onStart(DirectStreamObservationContext context) {
        Span.Builder span = tracer.spanBuilder().kind(Span.Kind.CONSUMER);
        Span parent = getParentSpan(context);
        if (parent != null) {
            span.setParent(parent.context());
        }
        RecordContexts.Found found = contexts.in(context.getAttempt().headers().get());
        found.contexts().forEach(linked -> span.addLink(new Link(linked)));
        context.setOmittedLinks(found.omitted());
        getTracingContext(context).setSpan(span.start());
    }

    @Override
    public void onStop(DirectStreamObservationContext context) {
        Span span = getRequiredSpan(context);
        span.name(getSpanName(context));
        tagSpan(context, span);
        endSpan(context, span);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof DirectStreamObservationContext;
    }

    @Override
    public Tracer getTracer() {
        return tracer;
    }
}
