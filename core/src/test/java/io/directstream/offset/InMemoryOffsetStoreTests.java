/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.List;

class InMemoryOffsetStoreTests extends TransactionalOffsetStoreContract {

    private final InMemoryOffsetStore memory = new InMemoryOffsetStore();

    @Override
    protected TransactionalOffsetStore open() {
        return memory.reopen();
    }

    @Override
    protected void write(String output) {
        memory.write(output);
    }

    @Override
    protected List<String> written() {
        return memory.written().stream().map(String.class::cast).toList();
    }
}
