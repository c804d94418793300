/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

/**
 * The names of the meters and of their tags.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>Meaning</th></tr>
 * <tr><td>{@value #BATCH}</td><td>timer</td><td>stream, outcome</td><td>deliveries of ranges</td></tr>
 * <tr><td>{@value #BATCH_LAST_COMPLETED}</td><td>gauge, seconds</td><td>stream</td>
 *     <td>time since a range was last completed</td></tr>
 * <tr><td>{@value #RECORDS}</td><td>counter</td><td>stream, topic, outcome</td><td>delivered records</td></tr>
 * <tr><td>{@value #LAG}</td><td>gauge, records</td><td>stream, topic, partition</td>
 *     <td>end of the log minus stored offset</td></tr>
 * <tr><td>{@value #LAG_TIME}</td><td>gauge, seconds</td><td>stream, topic, partition</td>
 *     <td>age of the record at the stored offset</td></tr>
 * <tr><td>{@value #STATE}</td><td>gauge, 0 or 1</td><td>stream, state</td><td>what the stream is doing</td></tr>
 * </table>
 *
 * <p>The consumer cache has Micrometer's own meters {@code cache.gets}, {@code cache.puts}, {@code cache.evictions} and
 * {@code cache.size} with the tag {@code cache} = {@value #CACHE}.
 */
public final class DirectStreamMeters {

    /** Deliveries of ranges. */
    public static final String BATCH = "direct.stream.batch";

    /** Time since a range was last completed. */
    public static final String BATCH_LAST_COMPLETED = "direct.stream.batch.last.completed";

    /** Delivered records. */
    public static final String RECORDS = "direct.stream.records";

    /** End of the log minus stored offset. */
    public static final String LAG = "direct.stream.lag";

    /** Age of the record at the stored offset. */
    public static final String LAG_TIME = "direct.stream.lag.time";

    /** What the stream is doing. */
    public static final String STATE = "direct.stream.state";

    /** The value of the tag {@code cache} of the consumer cache's meters. */
    public static final String CACHE = "direct-stream.consumers";

    /** The value of {@link #TAG_PARTITION} where all partitions of a topic are one series. */
    public static final String ALL_PARTITIONS = "all";

    static final String TAG_STREAM = "stream";

    static final String TAG_TOPIC = "topic";

    static final String TAG_PARTITION = "partition";

    static final String TAG_OUTCOME = "outcome";

    static final String TAG_STATE = "state";

    private DirectStreamMeters() {}
}
