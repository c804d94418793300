/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.jdbc;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.child.ParentWatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the same topic to the database again and again, all ways in turn, in one JVM: what it compiled is the same for all,
 * and what changes on the machine meets neighbours alike.
 */
public final class JdbcMain {

    /** Before anything counts. */
    private static final int WARM_UP_LAPS = 3;

    private static final int CONNECTIONS = 4;

    private JdbcMain() {}

    /** Runs laps as the arguments say, see {@link #arguments}. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        String bootstrapServers = arguments[0];
        String topic = arguments[1];
        long records = Long.parseLong(arguments[2]);
        int batchSize = Integer.parseInt(arguments[4]);
        int laps = Integer.parseInt(arguments[5]);
        Map<String, Long> figures = new HashMap<>();
        try (Database database = new Database(arguments[3], CONNECTIONS)) {
            database.create();
            for (int lap = -WARM_UP_LAPS; lap < laps; lap++) {
                for (Way way : inTurn(lap)) {
                    database.empty();
                    Lap run = new Lap(database, records);
                    String group = "%s-%s-%d-%d".formatted(topic, way.word(), batchSize, lap);
                    long nanos = run.run(way, bootstrapServers, topic, group, batchSize);
                    if (lap >= 0) {
                        figures.put(nanos(way.word(), lap), nanos);
                        figures.put(batches(way.word(), lap), run.batches());
                    }
                }
            }
        }
        System.out.println(new Figures(figures).toLine());
        // Clients may leave threads behind.
        System.exit(0);
    }

    /** The arguments of a run. */
    public static List<String> arguments(
            String bootstrapServers, String topic, int records, String databaseUrl, int batchSize, int laps) {
        return List.of(
                bootstrapServers,
                topic,
                Integer.toString(records),
                databaseUrl,
                Integer.toString(batchSize),
                Integer.toString(laps));
    }

    /** The name of the figure that says how long a lap took. */
    public static String nanos(String way, int lap) {
        return way + "/" + lap + "/nanos";
    }

    /** The name of the figure that says how many transactions a lap was. */
    public static String batches(String way, int lap) {
        return way + "/" + lap + "/batches";
    }

    /** Every lap another one begins. */
    private static List<Way> inTurn(int lap) {
        List<Way> ways = new ArrayList<>(List.of(Way.values()));
        Collections.rotate(ways, lap);
        return ways;
    }
}
