/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** The group's generation and the partition's epoch are its fences, see the commit queue; it has no ids of topics. */
class KafkaOffsetStoreContractTests extends OffsetStoreContract {

    private final FakeCommitter group = new FakeCommitter();

    @Override
    protected OffsetStore open() {
        return new KafkaOffsetStore(new OffsetStoreContext(STREAM, "billing-orders", group));
    }

    @Override
    protected boolean isShared() {
        return false;
    }
}
