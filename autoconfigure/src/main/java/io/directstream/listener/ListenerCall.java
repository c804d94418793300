/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Calls a listener method as spring-kafka does, with the consumer group at hand.
 *
 * @param method the method
 * @param groupId the stream's consumer group
 */
record ListenerCall(InvocableHandlerMethod method, String groupId) {

    /**
     * Calls it.
     *
     * @param message makes the message that arguments are taken from
     * @param provided arguments that are matched by their class before that
     */
    void with(Supplier<Message<?>> message, List<Object> provided) throws Exception {
        KafkaUtils.setConsumerGroupId(groupId);
        try {
            method.invoke(message.get(), provided.toArray());
        } finally {
            KafkaUtils.clearConsumerGroupId();
        }
    }
}
