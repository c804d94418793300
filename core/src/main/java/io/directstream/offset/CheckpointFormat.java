/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as text that people can read: a line with the version of the format, whose it is, what is stored, and a
 * checksum of all that. A later version of the format gets a number of its own, and this one stays readable.
 *
 * @param stream the stream whose checkpoints these are
 * @param group its consumer group
 */
record CheckpointFormat(String stream, String group) {

    private static final int VERSION = 1;

    private static final Pattern VERSION_LINE = Pattern.compile("direct-stream checkpoint (\\d{1,9})");

    private static final Pattern CHECKSUM_LINE = Pattern.compile("crc32c: ([0-9a-f]{8})\n");

    private static final int CHECKSUM_LENGTH = 17;

    private static final Pattern PLAN = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    /** The bytes of the checkpoint of a partition. */
    byte[] print(TopicPartition partition, Checkpoint checkpoint) {
        StoredOffset stored = checkpoint.stored();
        TopicShape shape = stored.shape();
        StringBuilder text = new StringBuilder("direct-stream checkpoint " + VERSION + '\n');
        owner(partition).forEach((key, value) -> line(text, key, value));
        line(text, "offset", stored.offset());
        line(text, "leader-epoch", stored.leaderEpoch());
        line(text, "record-timestamp", checkpoint.recordTimestamp());
        line(text, "topic-id", stored.topicId());
        line(text, "topic-partitions", shape == null ? null : shape.partitions());
        line(text, "matching-topics", shape == null ? null : shape.matching());
        if (stored.plannedUntil() != null) {
            line(text, "planned", "[%d,%d)".formatted(stored.offset(), stored.plannedUntil()));
        }
        byte[] content = bytes(text);
        return bytes(text.append("crc32c: ")
                .append(checksum(content, content.length))
                .append('\n'));
    }

    /**
     * Reads what {@link #print} wrote, now or in an older version of the application.
     *
     * @throws RefusedCheckpointException if it is anything else
     */
    Checkpoint parse(TopicPartition partition, byte[] bytes) throws RefusedCheckpointException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher version = VERSION_LINE.matcher(text.lines().findFirst().orElse(""));
        if (version.matches() && Integer.parseInt(version.group(1)) > VERSION) {
            throw RefusedCheckpointException.newer(Integer.parseInt(version.group(1)), VERSION);
        }
        if (!version.matches() || Integer.parseInt(version.group(1)) != VERSION || !isWhole(bytes)) {
            throw RefusedCheckpointException.damaged(partition);
        }
        Map<String, String> values = values(text);
        Map<String, String> owner = new LinkedHashMap<>(values);
        owner.keySet().retainAll(owner(partition).keySet());
        if (!owner.equals(owner(partition))) {
            throw RefusedCheckpointException.foreign(owner, owner(partition));
        }
        try {
            return checkpoint(values);
        } catch (IllegalArgumentException meaningless) {
            throw RefusedCheckpointException.damaged(partition);
        }
    }

    private Map<String, String> owner(TopicPartition partition) {
        Map<String, String> owner = new LinkedHashMap<>();
        owner.put("stream", oneLine(stream));
        owner.put("group", oneLine(group));
        owner.put("topic", partition.topic());
        owner.put("partition", Integer.toString(partition.partition()));
        return owner;
    }

    private static Checkpoint checkpoint(Map<String, String> values) {
        long offset = Long.parseLong(values.getOrDefault("offset", ""));
        Integer partitions = value(values, "topic-partitions", Integer::valueOf);
        StoredOffset stored = new StoredOffset(
                offset,
                value(values, "leader-epoch", Integer::valueOf),
                partitions == null ? null : new TopicShape(partitions, values.get("matching-topics")),
                value(values, "topic-id", Uuid::fromString),
                plannedUntil(offset, values.get("planned")));
        return new Checkpoint(stored, value(values, "record-timestamp", Long::valueOf));
    }

    /** A plan counts only if it begins where the stored range ended. */
    private static @Nullable Long plannedUntil(long offset, @Nullable String planned) {
        Matcher plan = PLAN.matcher(planned == null ? "" : planned);
        return plan.matches() && Long.parseLong(plan.group(1)) == offset ? Long.valueOf(plan.group(2)) : null;
    }

    private static <T> @Nullable T value(Map<String, String> values, String key, Function<String, T> as) {
        String value = values.get(key);
        return value == null ? null : as.apply(value);
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 2));
            }
        });
        return values;
    }

    private static boolean isWhole(byte[] bytes) {
        int content = bytes.length - CHECKSUM_LENGTH;
        if (content < 0) {
            return false;
        }
        String last = new String(bytes, content, CHECKSUM_LENGTH, StandardCharsets.ISO_8859_1);
        Matcher line = CHECKSUM_LINE.matcher(last);
        return line.matches() && line.group(1).equals(checksum(bytes, content));
    }

    private static String checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return "%08x".formatted(sum.getValue());
    }

    private static void line(StringBuilder text, String key, @Nullable Object value) {
        if (value != null) {
            text.append(key).append(": ").append(value).append('\n');
        }
    }

    /** A group may have any name. */
    private static String oneLine(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
