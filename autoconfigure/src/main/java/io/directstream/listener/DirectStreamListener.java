/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Marks a method that handles the batches of one stream. What the stream reads, and how, stands under
 * {@code direct-stream.streams.<name>}.
 *
 * <p>The method takes one of
 * <ul>
 *   <li>{@code List<ConsumerRecord<K, V>>}, {@code List<Message<T>>} or {@code ConsumerRecords<K, V>},
 *   <li>{@code List<T>} of converted payloads,
 *   <li>{@link io.directstream.PartitionBatch}, which deserializes as it is iterated,
 *   <li>{@link io.directstream.StreamBatch}, all partitions planned together,
 * </ul>
 * and besides, as it likes, {@link io.directstream.OffsetRange}, {@code List<OffsetRange>} and the headers that
 * spring-kafka gives to batch listeners; where commits are manual, {@link io.directstream.CanCommitOffsets} or
 * {@link org.springframework.kafka.support.Acknowledgment} too. It returns nothing. Other methods are refused when the application starts, with
 * the reason.
 *
 * <p>This is a {@link KafkaListener}: the stream is a container in spring-kafka's listener registry, under its name.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@KafkaListener(idIsGroup = false, containerFactory = DirectStreamContainerFactory.BEAN_NAME)
public @interface DirectStreamListener {

    /** The stream's name: lower-case letters and digits, beginning with a letter. */
    @AliasFor(annotation = KafkaListener.class, attribute = "id")
    String value();
}
