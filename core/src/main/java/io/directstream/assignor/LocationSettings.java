/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * What one instance tells its assignor.
 *
 * @param strategy which instance should read what
 * @param location where this instance runs
 * @param accepts whether a partition is read at all; others are given to nobody
 * @param hash of what strategy and accepts were configured with, so that members see whether they agree
 */
public record LocationSettings(
        LocationStrategy strategy, Location location, Predicate<TopicPartition> accepts, int hash) {

    MemberData data() {
        return new MemberData(strategy.type(), location.host(), location.rack(), hash);
    }
}
