/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.OffsetRange;
import io.directstream.read.RangeRead;
import io.directstream.read.RangeReads;
import io.directstream.strategy.LocationStrategy;
import java.util.List;

/**
 * The part of a stream's ranges that one of several instances reads.
 *
 * @param index this instance, from 0
 * @param total how many instances there are
 * @param hosts where they run, by index; empty if it does not matter
 * @param location by which strategy the ranges are divided
 */
record InstancePart(int index, int total, List<String> hosts, LocationStrategy location) {

    List<OffsetRange> of(RangeReads<?, ?> reads, List<OffsetRange> all) {
        RangeRead<?, ?> read = reads.read(all).location(location);
        return (hosts.isEmpty() ? read.share(index, total) : read.share(index, hosts)).ranges();
    }

    @Override
    public String toString() {
        return "given ranges of instance %d of %d, which count from 0, by %s".formatted(index, total, location.type());
    }
}
