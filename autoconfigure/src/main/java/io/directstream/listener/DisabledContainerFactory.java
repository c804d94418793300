/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Stands in for {@link DirectStreamContainerFactory} while streams are switched off: the listeners name a factory, and
 * without one the application would not start.
 */
public final class DisabledContainerFactory
        implements KafkaListenerContainerFactory<DisabledContainerFactory.DisabledContainer> {

    private static final Logger LOG = LoggerFactory.getLogger(DisabledContainerFactory.class);

    @Override
    public DisabledContainer createListenerContainer(KafkaListenerEndpoint endpoint) {
        LOG.info("Stream '{}' is switched off by direct-stream.enabled=false", endpoint.getId());
        return new DisabledContainer(String.valueOf(endpoint.getId()));
    }

    @Override
    public DisabledContainer createContainer(TopicPartitionOffset... topicPartitions) {
        return new DisabledContainer("");
    }

    @Override
    public DisabledContainer createContainer(String... topics) {
        return new DisabledContainer("");
    }

    @Override
    public DisabledContainer createContainer(Pattern topicPattern) {
        return new DisabledContainer("");
    }

    /** A container that never runs. */
    public static final class DisabledContainer implements MessageListenerContainer {

        private final String listenerId;

        private DisabledContainer(String listenerId) {
            this.listenerId = listenerId;
        }

        @Override
        public String getListenerId() {
            return listenerId;
        }

        @Override
        public int getPhase() {
            return AbstractMessageListenerContainer.DEFAULT_PHASE;
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }

        @Override
        public void start() {
            LOG.warn("Stream '{}' does not start: direct-stream.enabled=false", listenerId);
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public void setupMessageListener(Object messageListener) {}

        @Override
        public Map<String, Map<MetricName, ? extends Metric>> metrics() {
            return Map.of();
        }
    }
}
