/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** One instance at a time has the folder; the topic's id is kept beside the offset. */
class CheckpointOffsetStoreContractTests extends OffsetStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected OffsetStore open() {
        return new CheckpointOffsetStore(
                directory, new OffsetStoreContext(STREAM, "billing-orders", new FakeCommitter()));
    }

    @Override
    protected boolean isShared() {
        return false;
    }
}
