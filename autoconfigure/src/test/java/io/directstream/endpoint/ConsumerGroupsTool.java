/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.jspecify.annotations.Nullable;

/** Kafka's own tool, {@code kafka-consumer-groups.sh --describe}, and what it prints. */
final class ConsumerGroupsTool {

    private static final List<String> COLUMNS =
            List.of("TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG");

    private ConsumerGroupsTool() {}

    /** Describes a group of the given broker. Takes the output of the JVM while it runs. */
    static Map<TopicPartition, Row> describe(String bootstrapServers, String group) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("the tool ended with " + status + ": " + message);
        });
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ConsumerGroupCommand.main(
                    new String[] {"--bootstrap-server", bootstrapServers, "--describe", "--group", group});
        } finally {
            System.setOut(before);
            Exit.resetExitProcedure();
        }
        return rows(group, printed.toString(StandardCharsets.UTF_8));
    }

    private static Map<TopicPartition, Row> rows(String group, String printed) {
        Map<TopicPartition, Row> rows = new HashMap<>();
        List<String> header = List.of();
        for (String line : printed.lines().toList()) {
            List<String> cells = Arrays.asList(line.trim().split("\\s+"));
            if (cells.containsAll(COLUMNS)) {
                header = cells;
            } else if (!header.isEmpty() && cells.get(0).equals(group)) {
                List<String> titles = header;
                List<String> figures = COLUMNS.stream()
                        .map(column -> cells.get(titles.indexOf(column)))
                        .toList();
                rows.put(
                        new TopicPartition(figures.get(0), Integer.parseInt(figures.get(1))),
                        new Row(figure(figures.get(2)), figure(figures.get(3)), figure(figures.get(4))));
            }
        }
        return rows;
    }

    private static @Nullable Long figure(String cell) {
        return cell.equals("-") ? null : Long.valueOf(cell);
    }

    /**
     * What it prints of a partition.
     *
     * @param stored CURRENT-OFFSET
     * @param end LOG-END-OFFSET
     * @param lag LAG
     */
    record Row(
            @Nullable Long stored,
            @Nullable Long end,
            @Nullable Long lag) {}
}
