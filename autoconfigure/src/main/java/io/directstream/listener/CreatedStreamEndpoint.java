/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.converter.MessageConverter;

/**
 * Brings the container of a stream that was created in code into spring-kafka's listener registry, which takes endpoints
 * only.
 *
 * @param container the container
 */
record CreatedStreamEndpoint(DirectStreamContainer container) implements KafkaListenerEndpoint {

    @Override
    public String getId() {
        return container.getStreamName();
    }

    @Override
    public String getGroupId() {
        return container.getGroupId();
    }

    @Override
    public @Nullable String getGroup() {
        return null;
    }

    @Override
    public Collection<String> getTopics() {
        return List.of();
    }

    @Override
    public TopicPartitionOffset @Nullable [] getTopicPartitionsToAssign() {
        return null;
    }

    @Override
    public @Nullable Pattern getTopicPattern() {
        return null;
    }

    @Override
    public @Nullable String getClientIdPrefix() {
        return null;
    }

    @Override
    public @Nullable Integer getConcurrency() {
        return null;
    }

    @Override
    public Boolean getAutoStartup() {
        return container.isAutoStartup();
    }

    @Override
    public void setupListenerContainer(
            MessageListenerContainer listenerContainer, @Nullable MessageConverter messageConverter) {}

    @Override
    public boolean isSplitIterables() {
        return false;
    }

    @Override
    public @Nullable String getAckMode() {
        return null;
    }
}
