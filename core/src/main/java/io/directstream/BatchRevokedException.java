/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

/** Thrown when a listener asks for more records of a batch whose partition was taken away, or whose stream stops. */
public final class BatchRevokedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the range whose partition was taken away. */
    public BatchRevokedException(RangeAddress address) {
        super(address + " was revoked: its partition belongs to another instance now, or the stream stops; nothing of "
                + "this range is stored here, its next owner runs it again");
    }
}
