/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Offsets;
import io.directstream.offset.CheckpointOffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Where a stream's checkpoints are. */
final class CheckpointDirectory {

    static final String DEFAULT = "./checkpoints";

    private static final String KEY = "offsets.checkpoint.directory";

    private final Setting setting;

    private final @Nullable String configured;

    CheckpointDirectory(Setting setting, Offsets offsets) {
        String directory = offsets.checkpoint().directory();
        this.setting = setting;
        this.configured = StringUtils.hasText(directory) ? directory : null;
    }

    /** Makes the folders when the stream starts; whether they can be made is known before. */
    OffsetStoreFactory store() {
        Path directory = Path.of(configured == null ? DEFAULT : configured);
        Path there = directory.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw setting.refuse(KEY, directory, "%s is a file; name a directory".formatted(there));
        }
        if (there != null && !Files.isWritable(there)) {
            throw setting.refuse(
                    KEY,
                    directory,
                    "%s cannot be written by this process; have it mounted or owned so that it can, or name another directory"
                            .formatted(there));
        }
        return context -> new CheckpointOffsetStore(directory, context);
    }

    /** For streams whose offsets are elsewhere. */
    void refuseIfSet() {
        if (configured != null) {
            throw setting.refuse(
                    KEY,
                    configured,
                    "the stream's offsets are not in files; set %s to checkpoint or remove this"
                            .formatted(setting.key("offsets.store")));
        }
    }
}
