/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 999_999_999})
    void theNumberOfPartitionsIsReadAsItWasWritten(int partitions) {
        assertThat(CommitMetadata.topicPartitions(CommitMetadata.of(partitions)))
                .isEqualTo(partitions);
    }

    @Test
    void anUnknownNumberIsNotWritten() {
        assertThat(CommitMetadata.of(null)).isEmpty();
        assertThat(CommitMetadata.topicPartitions("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "direct-stream partitions=",
                "direct-stream partitions=x",
                "direct-stream partitions=-1",
                "direct-stream partitions=99999999999",
                "note by an operator"
            })
    void whatOthersWroteTellsNothing(String metadata) {
        assertThat(CommitMetadata.topicPartitions(metadata)).isNull();
        assertThat(CommitMetadata.isMirror(metadata)).isFalse();
    }

    @Test
    void aMirrorIsKnownByItsMark() {
        assertThat(CommitMetadata.isMirror(CommitMetadata.MIRROR_MARK + " of jdbc"))
                .isTrue();
        assertThat(CommitMetadata.isMirror(CommitMetadata.of(8))).isFalse();
    }
}
