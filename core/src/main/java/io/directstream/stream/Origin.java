/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What is kept with every offset of a partition.
 *
 * @param shape what there was to read when the position was first chosen; null if that is not known
 * @param topicId the id of the topic that the offsets belong to; null if that is not known
 */
record Origin(@Nullable TopicShape shape, @Nullable Uuid topicId) {

    static final Origin UNKNOWN = new Origin(null, null);

    static Origin of(StoredOffset stored) {
        return new Origin(stored.shape(), stored.topicId());
    }
}
