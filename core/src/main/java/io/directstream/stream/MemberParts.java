/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.strategy.ConsumerStrategy;

/**
 * What the member's thread works with.
 *
 * @param strategy what is read
 * @param reading the assigned partitions and their readers
 * @param commits brings offsets to the group
 * @param positions finds out where partitions begin
 * @param topics compares what is read with what there is
 * @param topicIds tells topics that were deleted and made again
 * @param ends looks at the logs' ends
 * @param ticks ends the intervals of the stream
 * @param stalls reports partitions that stand still
 * @param tasks work that other threads leave for the member
 * @param events tells observers
 * @param placement has the group place partitions
 * @param membership what is known of the member in its group
 */
record MemberParts(
        ConsumerStrategy strategy,
        Reading reading,
        CommitQueue commits,
        PositionLoader positions,
        TopicWatch topics,
        TopicIds topicIds,
        LogEnds ends,
        Ticks ticks,
        StallWatch stalls,
        MemberTasks tasks,
        StreamEvents events,
        MemberPlacement placement,
        Membership membership) {}
