/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.StreamContexts.orders;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What of spring.kafka.consumer concerns streams. */
@ExtendWith(OutputCaptureExtension.class)
class ConsumerSettingsTests {

    private static final String[] WITHOUT_EFFECT = {
        "spring.kafka.consumer.enable-auto-commit=true",
        "spring.kafka.consumer.group-id=shop",
        "spring.kafka.consumer.max-poll-records=7",
        "spring.kafka.consumer.properties.group.protocol=consumer"
    };

    @Test
    void whatDoesNotApplyIsSaidOnce(CapturedOutput output) {
        orders().withBean(RefusedSettingsTests.Payments.class)
                .withPropertyValues(WITHOUT_EFFECT)
                .withPropertyValues("direct-stream.streams.payments.topics=payments")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .containsOnlyOnce("do not apply to streams")
                .contains(
                        "enable.auto.commit=true",
                        "group.id=shop",
                        "max.poll.records=7",
                        "group.protocol=consumer",
                        "classic protocol");
    }

    @Test
    void withoutStreamsNothingIsSaid(CapturedOutput output) {
        shop().withPropertyValues(WITHOUT_EFFECT)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("do not apply to streams");
    }

    @ParameterizedTest
    @CsvSource({", shop-orders, shop-orders", ", shop, shop-orders", "till, shop, till-orders"})
    void clientIdsBeginWithTheClientIdOrElseTheGroup(String clientId, String group, String prefix) {
        Map<String, Object> properties =
                clientId == null ? Map.of() : Map.of(ConsumerConfig.CLIENT_ID_CONFIG, clientId);

        assertThat(new ConsumerSettings(properties).clientIdPrefix("orders", group))
                .isEqualTo(prefix);
    }
}
