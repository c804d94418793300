/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.HasOffsetRanges;
import io.directstream.listener.ListenerSignature.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * What a listener method commits through, as far as it asks for it.
 *
 * @param signature what the method takes
 * @param commits the stream
 */
record CommitArguments(ListenerSignature signature, CanCommitOffsets commits) {

    /** In a replay there is nothing to commit, from whatever thread and whenever the listener does. */
    List<Object> of(HasOffsetRanges batch, boolean replay) {
        CanCommitOffsets of = replay ? IgnoredCommits.INSTANCE : commits;
        List<Object> arguments = new ArrayList<>();
        if (signature.takes(Argument.COMMITS)) {
            arguments.add(of);
        }
        if (signature.takes(Argument.ACKNOWLEDGMENT)) {
            arguments.add(new BatchAcknowledgment(batch.offsetRanges(), of));
        }
        return arguments;
    }
}
