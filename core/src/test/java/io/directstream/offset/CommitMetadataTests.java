/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMetadataTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 999_999_999})
    void theNumberOfPartitionsIsReadAsItWasWritten(int partitions) {
        TopicShape shape = TopicShape.of(partitions);

        assertThat(CommitMetadata.shape(CommitMetadata.of(shape))).isEqualTo(shape);
        assertThat(CommitMetadata.of(shape)).isEqualTo("direct-stream partitions=" + partitions);
    }

    @Test
    void theTopicsOfAPatternAreKeptAsAHash() {
        TopicShape shape = new TopicShape(3, TopicShape.hash(List.of("orders", "returns")));

        assertThat(CommitMetadata.of(shape)).matches("direct-stream partitions=3 topics=[0-9a-f]{8}");
        assertThat(CommitMetadata.shape(CommitMetadata.of(shape))).isEqualTo(shape);
    }

    @Test
    void theHashTellsSetsOfTopicsApartAndKnowsNoOrder() {
        String both = TopicShape.hash(List.of("orders", "returns"));

        assertThat(TopicShape.hash(List.of("returns", "orders"))).isEqualTo(both);
        assertThat(TopicShape.hash(List.of("orders"))).isNotEqualTo(both);
        assertThat(TopicShape.hash(List.of("ordersreturns"))).isNotEqualTo(both);
        assertThat(TopicShape.hash(List.of())).isEqualTo("00000000");
    }

    @Test
    void anUnknownNumberIsNotWritten() {
        assertThat(CommitMetadata.of(null)).isEmpty();
        assertThat(CommitMetadata.shape("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "direct-stream partitions=",
                "direct-stream partitions=x",
                "direct-stream partitions=-1",
                "direct-stream partitions=99999999999",
                "direct-stream partitions=3 topics=",
                "direct-stream partitions=3 topics=1a2b3c4",
                "direct-stream partitions=3 topics=1a2b3c4d and more",
                "note by an operator"
            })
    void whatOthersWroteTellsNothing(String metadata) {
        assertThat(CommitMetadata.shape(metadata)).isNull();
        assertThat(CommitMetadata.isMirror(metadata)).isFalse();
    }

    @Test
    void aMirrorIsKnownByItsMark() {
        assertThat(CommitMetadata.isMirror(CommitMetadata.MIRROR_MARK + " of jdbc"))
                .isTrue();
        assertThat(CommitMetadata.isMirror(CommitMetadata.of(TopicShape.of(8)))).isFalse();
    }
}
