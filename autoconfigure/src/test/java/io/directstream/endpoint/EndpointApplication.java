/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.fakes.FakeStreams;
import io.directstream.listener.DirectStreamContainers;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A web application with the actuator, whose streams need no broker and whose instance has a known name. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EndpointApplication {

    private static final String INSTANCE = "node-a";

    @Bean
    FakeStreams streams() {
        return new FakeStreams();
    }

    @Bean
    DirectStreamContainers directStreamContainers(FakeStreams streams) {
        return streams.containers();
    }

    @Bean
    DirectStreamsEndpoint directStreamsEndpoint(DirectStreamContainers containers) {
        return new DirectStreamsEndpoint(containers, INSTANCE);
    }

    @Bean
    DirectStreamsEndpointWebExtension directStreamsEndpointWebExtension(
            DirectStreamContainers containers, ApplicationEventPublisher events) {
        return new DirectStreamsEndpointWebExtension(containers, INSTANCE, events);
    }

    @Bean
    DirectStreamLagEndpoint directStreamLagEndpoint(DirectStreamContainers containers) {
        return new DirectStreamLagEndpoint(containers, INSTANCE);
    }

    @Bean
    DirectStreamLagEndpointWebExtension directStreamLagEndpointWebExtension(DirectStreamLagEndpoint endpoint) {
        return new DirectStreamLagEndpointWebExtension(endpoint);
    }

    @Bean
    ConsumerCacheEndpoint consumerCacheEndpoint(DirectStreamContainers containers) {
        return new ConsumerCacheEndpoint(containers, INSTANCE);
    }

    @Bean
    DirectStreamOffsetsEndpoint directStreamOffsetsEndpoint(DirectStreamContainers containers) {
        return new DirectStreamOffsetsEndpoint(containers, INSTANCE);
    }

    @Bean
    DirectStreamOffsetsEndpointWebExtension directStreamOffsetsEndpointWebExtension(
            DirectStreamOffsetsEndpoint endpoint, DirectStreamContainers containers, ApplicationEventPublisher events) {
        return new DirectStreamOffsetsEndpointWebExtension(endpoint, containers, INSTANCE, events);
    }

    @Bean
    AuditLog auditLog() {
        return new AuditLog();
    }

    /** Takes the request's word for who asks. */
    @Bean
    Filter login() {
        return (request, response, chain) -> chain.doFilter(new LoggedIn((HttpServletRequest) request), response);
    }

    /** What was audited. */
    static final class AuditLog implements ApplicationListener<AuditApplicationEvent> {

        private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void onApplicationEvent(AuditApplicationEvent event) {
            events.add(event.getAuditEvent());
        }

        List<AuditEvent> events() {
            return events;
        }
    }

    private static final class LoggedIn extends HttpServletRequestWrapper {

        LoggedIn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            String user = getHeader("X-User");
            return (user != null) ? () -> user : null;
        }
    }
}
