/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.BatchListener;
import io.directstream.PartitionBatch;
import io.directstream.listener.ListenerSignature.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Calls a listener method with one batch. spring-kafka's own batch adapter cannot be used, because it allows nothing
 * beside a list of records.
 */
final class RangeListenerAdapter implements BatchListener<Object, Object> {

    /** Arguments for which all records are deserialized before the method is called. */
    private static final Set<Argument> COMPLETE = Set.of(
            Argument.RECORDS,
            Argument.CONSUMER_RECORDS,
            Argument.MESSAGES,
            Argument.PAYLOADS,
            Argument.MESSAGE,
            Argument.HEADER,
            Argument.OTHER);

    private final ListenerCall call;

    private final ListenerSignature signature;

    private final BatchContent content;

    private final CommitArguments commits;

    RangeListenerAdapter(
            ListenerCall call, ListenerSignature signature, BatchContent content, CommitArguments commits) {
        this.call = call;
        this.signature = signature;
        this.content = content;
        this.commits = commits;
    }

    @Override
    public void onBatch(PartitionBatch<Object, Object> batch) throws Exception {
        List<ConsumerRecord<Object, Object>> records = records(batch);
        try {
            call.with(() -> content.message(batch, records), provided(batch, records));
        } catch (Exception failure) {
            throw NamedRecords.in(batch.offsetRange(), failure);
        }
    }

    private List<ConsumerRecord<Object, Object>> records(PartitionBatch<Object, Object> batch) {
        if (signature.arguments().stream().noneMatch(COMPLETE::contains)) {
            return List.of();
        }
        List<ConsumerRecord<Object, Object>> records = batch.records();
        Records.refuseUndeserialized(records);
        return records;
    }

    /** Provided arguments are matched by class before anything else, so only what the method takes is provided. */
    private List<Object> provided(PartitionBatch<Object, Object> batch, List<ConsumerRecord<Object, Object>> records) {
        List<Object> provided = new ArrayList<>(commits.of(batch, batch.isReplay()));
        if (signature.takes(Argument.PARTITION_BATCH)) {
            provided.add(batch);
        }
        if (signature.takes(Argument.OFFSET_RANGE)) {
            provided.add(batch.offsetRange());
        }
        if (signature.takes(Argument.CONSUMER_RECORDS)) {
            var partition = batch.offsetRange().topicPartition();
            var next = new OffsetAndMetadata(batch.offsetRange().untilOffset());
            provided.add(new ConsumerRecords<>(Map.of(partition, records), Map.of(partition, next)));
        }
        return provided;
    }
}
