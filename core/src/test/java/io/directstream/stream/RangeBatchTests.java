/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.BatchRevokedException;
import io.directstream.OffsetRange;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.RecordDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class RangeBatchTests {

    private final AtomicBoolean owned = new AtomicBoolean(true);

    private final AtomicInteger deserialized = new AtomicInteger();

    private final PlannedRange planned = Ranges.taken(P0, 10, 15, 1).nextAttempt();

    private final RangeBatch<String, String> batch = batch(this::text);

    @Test
    void holdsTheRecordsOfItsRangeInOrder() {
        assertThat(batch.records())
                .extracting(ConsumerRecord::value)
                .containsExactly("v10", "v11", "v12", "v13", "v14");
        assertThat(batch.recordCount()).isEqualTo(5);
        assertThat(batch.offsetRange()).isEqualTo(OffsetRange.create(P0, 10, 15));
        assertThat(batch.offsetRanges()).containsExactly(batch.offsetRange());
        assertThat(batch.address()).hasToString("billing/orders-0@[10,15)");
        assertThat(batch.attempt()).isEqualTo(2);
        assertThat(batch.isReplay()).isFalse();
    }

    @Test
    void deserializesOnlyWhatIsAskedFor() {
        Iterator<ConsumerRecord<String, String>> records = batch.iterator();
        records.next();
        records.next();

        assertThat(deserialized).hasValue(2);
    }

    @Test
    void mayBeIteratedAgainWithHeadersAsTheyWereFetched() {
        for (ConsumerRecord<String, String> record : batch) {
            record.headers().add("seen", new byte[] {1});
        }

        assertThat(batch)
                .hasSize(5)
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void saysThatItWasRevokedAndHandsOutNothingMore() {
        Iterator<ConsumerRecord<String, String>> records = batch.iterator();
        records.next();
        assertThat(batch.isRevoked()).isFalse();

        owned.set(false);

        assertThat(batch.isRevoked()).isTrue();
        assertThatExceptionOfType(BatchRevokedException.class)
                .isThrownBy(records::next)
                .withMessageStartingWith("billing/orders-0@[10,15) was revoked");
        assertThatExceptionOfType(BatchRevokedException.class).isThrownBy(batch::records);
    }

    @Test
    void throwsOnceItsListenerReturned() {
        Iterator<ConsumerRecord<String, String>> records = batch.iterator();
        batch.close();

        assertThatIllegalStateException()
                .isThrownBy(batch::iterator)
                .withMessage("the batch billing/orders-0@[10,15) is over: its listener returned; "
                        + "copy what is needed later");
        assertThatIllegalStateException().isThrownBy(records::next);
        assertThatIllegalStateException().isThrownBy(batch::records);
    }

    @Test
    void whatItIsStaysKnownAfterItsListenerReturned() {
        batch.close();

        assertThat(batch.offsetRange()).isEqualTo(planned.range());
        assertThat(batch.recordCount()).isEqualTo(5);
    }

    @Test
    void aRecordThatCannotBeDeserializedIsNamedByItsOffsetAndThoseBeforeItAreThere() {
        Iterator<ConsumerRecord<String, String>> records = batch((topic, bytes) -> {
                    String value = text(topic, bytes);
                    if (value.equals("v12")) {
                        throw new IllegalStateException("bad digit");
                    }
                    return value;
                })
                .iterator();

        assertThat(records.next().value()).isEqualTo("v10");
        assertThat(records.next().value()).isEqualTo("v11");
        assertThatExceptionOfType(RecordDeserializationException.class)
                .isThrownBy(records::next)
                .withMessageContaining("the value of orders-0@12 cannot be deserialized by ")
                .withMessageContaining("java.lang.IllegalStateException")
                .withRootCauseInstanceOf(IllegalStateException.class);
        assertThat(records.next().value()).as("the next one").isEqualTo("v13");
    }

    private RangeBatch<String, String> batch(Deserializer<String> values) {
        return new RangeBatch<>(
                new Delivery("billing", Purpose.FOLLOW, owned::get, DeliveryInterceptor.NONE),
                planned,
                new RecordDeserializer<>(new Deserializers<>(StringDeserializer::new, () -> values)));
    }

    private String text(String topic, byte[] bytes) {
        deserialized.incrementAndGet();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
