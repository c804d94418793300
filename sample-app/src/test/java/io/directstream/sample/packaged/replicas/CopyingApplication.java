/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import io.directstream.listener.DirectStreamListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Copies each order to the partition of the same number of another topic, with its offset as the key, in the transaction of the
 * offsets. Not a component, so that the sample application's scan passes it by.
 */
@EnableAutoConfiguration
public class CopyingApplication {
    private static final String STREAM = "orders";
    private static final Logger log = LoggerFactory.getLogger(CopyingApplication.class);

    private final KafkaTemplate<String, String> template;
    private final String output;

    CopyingApplication(
            @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template,
            @Value("${copies.topic}") String output) {
        this.template = template;
        this.output = output;
    }

    /** Starts the application; it ends with SIGTERM. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(CopyingApplication.class)
                .web(WebApplicationType.NONE)
                .run(args);
    }

    @DirectStreamListener(STREAM)
    void each(List<ConsumerRecord<String, String>> orders, OffsetRange range) {
        long start = System.nanoTime();
        for (int i = 0; i < orders.size(); i++) {
            ConsumerRecord<String, String> order = orders.get(i);
            template.send(output, order.partition(), Long.toString(order.offset()), order.value());
            if (i == orders.size() / 2) {
                Gate.HALF.pass();
            }
        }
        log.info(
                "{} records: {}, took {} ms",
                new RangeAddress(STREAM, range),
                orders.size(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    @Bean
    static DefaultKafkaProducerFactoryCustomizer gates() {
        return CopyingApplication::addGates;
    }

    private static <K, V> void addGates(DefaultKafkaProducerFactory<K, V> factory) {
        factory.addPostProcessor(CopyingApplication::gated);
    }

    @SuppressWarnings("unchecked") // the proxy passes on whatever it is given
    private static <K, V> Producer<K, V> gated(Producer<K, V> producer) {
        return (Producer<K, V>) Proxy.newProxyInstance(
                CopyingApplication.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> call(producer, method, arguments));
    }

    private static Object call(Producer<?, ?> producer, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("sendOffsetsToTransaction")) {
            Gate.OFFSETS.pass();
        }
        if (method.getName().equals("commitTransaction")) {
            Gate.COMMIT.pass();
        }
        try {
            Object result = method.invoke(producer, arguments);
            if (method.getName().equals("commitTransaction")) {
                Gate.ANSWER.pass();
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
