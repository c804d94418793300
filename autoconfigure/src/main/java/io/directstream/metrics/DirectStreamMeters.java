/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.stream.BatchOutcome;
import java.util.Locale;

/**
 * The names of the meters and of their tags.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>Meaning</th></tr>
 * <tr><td>{@value #BATCH}</td><td>timer</td><td>stream, outcome</td><td>deliveries</td></tr>
 * <tr><td>{@value #BATCH_SCHEDULING_DELAY}</td><td>timer</td><td>stream</td><td>how late deliveries began</td></tr>
 * <tr><td>{@value #BATCH_TOTAL_DELAY}</td><td>timer</td><td>stream</td><td>from when they were due to their end</td></tr>
 * <tr><td>{@value #BATCH_RECORDS}</td><td>summary</td><td>stream</td><td>records per completed delivery</td></tr>
 * <tr><td>{@value #BATCH_ATTEMPTS}</td><td>summary</td><td>stream</td><td>deliveries until one completed</td></tr>
 * <tr><td>{@value #BATCH_LAST_COMPLETED}</td><td>gauge, seconds</td><td>stream</td>
 *     <td>time since a range was last completed</td></tr>
 * <tr><td>{@value #RECORDS}</td><td>counter</td><td>stream, topic, outcome</td><td>delivered records</td></tr>
 * <tr><td>{@value #RECORDS_LOST}</td><td>counter</td><td>stream, topic</td><td>records the log no longer held</td></tr>
 * <tr><td>{@value #OFFSET_STORES}</td><td>timer</td><td>stream, store, outcome</td><td>answers of the store</td></tr>
 * <tr><td>{@value #FENCE_HITS}</td><td>counter</td><td>stream</td><td>stores that were refused</td></tr>
 * <tr><td>{@value #REBALANCES}</td><td>counter</td><td>stream</td><td>rebalances this instance took part in</td></tr>
 * <tr><td>{@value #LAG}</td><td>gauge, records</td><td>stream, topic, partition</td>
 *     <td>end of the log minus stored offset</td></tr>
 * <tr><td>{@value #LAG_TIME}</td><td>gauge, seconds</td><td>stream, topic, partition</td>
 *     <td>age of the record at the stored offset</td></tr>
 * <tr><td>{@value #RATE_LIMIT}</td><td>gauge</td><td>stream</td><td>records per second that it may read</td></tr>
 * <tr><td>{@value #STATE}</td><td>gauge, 0 or 1</td><td>stream, state</td><td>what the stream is doing</td></tr>
 * <tr><td>{@value #READ}</td><td>timer</td><td>stream, purpose, outcome</td><td>reads of given ranges</td></tr>
 * <tr><td>{@value #READ_RECORDS}</td><td>counter</td><td>stream, purpose</td><td>records of given ranges</td></tr>
 * <tr><td>{@value #READ_ACTIVE}</td><td>gauge</td><td>stream, purpose</td><td>reads under way</td></tr>
 * <tr><td>{@value #READ_REMAINING}</td><td>gauge, offsets</td><td>stream, purpose</td>
 *     <td>what is left to these reads</td></tr>
 * </table>
 *
 * <p>The consumer cache has Micrometer's own meters {@code cache.gets}, {@code cache.puts}, {@code cache.evictions} and
 * {@code cache.size} with the tag {@code cache} = {@value #CACHE}.
 */
public final class DirectStreamMeters {

    /** Deliveries. */
    public static final String BATCH = "direct.stream.batch";

    /** How long deliveries had to wait after they were due. */
    public static final String BATCH_SCHEDULING_DELAY = "direct.stream.batch.scheduling.delay";

    /** How long it took from when a delivery was due until its end. */
    public static final String BATCH_TOTAL_DELAY = "direct.stream.batch.total.delay";

    /** Records per completed delivery. */
    public static final String BATCH_RECORDS = "direct.stream.batch.records";

    /** Deliveries of the same ranges until one completed. */
    public static final String BATCH_ATTEMPTS = "direct.stream.batch.attempts";

    /** Time since a range was last completed. */
    public static final String BATCH_LAST_COMPLETED = "direct.stream.batch.last.completed";

    /** Delivered records. */
    public static final String RECORDS = "direct.stream.records";

    /** Records that were skipped because the log no longer held them. */
    public static final String RECORDS_LOST = "direct.stream.records.lost";

    /** Answers of the offset store. */
    public static final String OFFSET_STORES = "direct.stream.offset.stores";

    /** Ranges that were not stored because their partition had gone or had moved on. */
    public static final String FENCE_HITS = "direct.stream.fence.hits";

    /** Rebalances of the group in which this instance took part. */
    public static final String REBALANCES = "direct.stream.rebalances";

    /** End of the log minus stored offset. */
    public static final String LAG = "direct.stream.lag";

    /** Age of the record at the stored offset. */
    public static final String LAG_TIME = "direct.stream.lag.time";

    /** The part of this instance's partitions that is here for a given reason. */
    public static final String PLACEMENT = "direct.stream.placement";

    /** How many records per second the stream may read on this instance. */
    public static final String RATE_LIMIT = "direct.stream.rate.limit";

    /** What the stream is doing. */
    public static final String STATE = "direct.stream.state";

    /** Reads of given ranges: range reads, bounded streams and replays. */
    public static final String READ = "direct.stream.read";

    /** Records of given ranges that were read. */
    public static final String READ_RECORDS = "direct.stream.read.records";

    /** Reads of given ranges that are under way. */
    public static final String READ_ACTIVE = "direct.stream.read.active";

    /** Offsets that the reads under way did not read yet. */
    public static final String READ_REMAINING = "direct.stream.read.remaining";

    /** The value of the tag {@code cache} of the consumer cache's meters. */
    public static final String CACHE = "direct-stream.consumers";

    /** The value of {@link #TAG_STREAM} for range reads with the settings of no stream. */
    public static final String NO_STREAM = "none";

    /** The value of {@link #TAG_PARTITION} where all partitions of a topic are one series. */
    public static final String ALL_PARTITIONS = "all";

    static final String TAG_STREAM = "stream";

    static final String TAG_TOPIC = "topic";

    static final String TAG_PARTITION = "partition";

    static final String TAG_OUTCOME = "outcome";

    static final String TAG_STORE = "store";

    static final String TAG_STATE = "state";

    static final String TAG_PURPOSE = "purpose";

    static final String TAG_LEVEL = "level";

    private DirectStreamMeters() {}

    /** A constant as the value of a tag. */
    static String word(BatchOutcome outcome) {
        return word((Enum<?>) outcome).replace('_', '-');
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
