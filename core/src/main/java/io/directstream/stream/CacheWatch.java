/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the consumer cache: closes what was idle for too long, and says when it keeps too few readers. */
final class CacheWatch {

    private final Logger log;

    private final StreamOptions options;

    private final Reading reading;

    /** The number of partitions the last warning was about. */
    private int warnedOf;

    CacheWatch(StreamOptions options, Reading reading) {
        this(options, reading, LoggerFactory.getLogger(CacheWatch.class));
    }

    CacheWatch(StreamOptions options, Reading reading, Logger log) {
        this.log = log;
        this.options = options;
        this.reading = reading;
    }

    void look() {
        reading.cache().evictIdle();
        int partitions = reading.table().view().count();
        int capacity = reading.cache().capacity();
        boolean keepsTooFew = reading.planning().isTimed() && options.cache().enabled() && capacity < partitions;
        if (keepsTooFew && warnedOf != partitions) {
            log.warn(
                    "stream {}: consumer-cache.max-capacity is {}, and {} partitions are assigned here: what is read in turn and "
                            + "kept by latest use is gone when its turn comes again, so that records are fetched anew in each "
                            + "interval; raise it to {}, or remove it to let it follow the partitions",
                    options.name(),
                    capacity,
                    partitions,
                    partitions);
        }
        warnedOf = keepsTooFew ? partitions : 0;
    }
}
