/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes who does what to streams. */
final class AuditTrail {

    /** The type of the events. */
    static final String TYPE = "DIRECT_STREAM_ACTION";

    private final ApplicationEventPublisher events;

    private final String instance;

    AuditTrail(ApplicationEventPublisher events, String instance) {
        this.events = events;
        this.instance = instance;
    }

    /** Before the act, so that an act that fails half-way is on record too. */
    void record(SecurityContext security, String stream, Map<String, Object> act) {
        Principal principal = security.getPrincipal();
        Map<String, Object> data = new TreeMap<>(act);
        data.put("stream", stream);
        data.put("instance", instance);
        events.publishEvent(new AuditApplicationEvent((principal != null) ? principal.getName() : "", TYPE, data));
    }
}
