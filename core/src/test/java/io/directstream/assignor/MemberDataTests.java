/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemberDataTests {

    private static final MemberData DATA = new MemberData("PreferFixed", "node-a", "zone-1", 42);

    @Test
    void readsWhatItWrote() {
        assertThat(MemberData.decode(DATA.encode())).contains(DATA);

        MemberData withoutRack = new MemberData("PreferBrokers", "", null, -1);
        assertThat(MemberData.decode(withoutRack.encode())).contains(withoutRack);
    }

    @Test
    void readsWhatANewerVersionAppendsFieldsTo() {
        byte[] newer = Arrays.copyOf(DATA.encode().array(), DATA.encode().capacity() + 20);
        newer[2] = 9;

        assertThat(MemberData.decode(ByteBuffer.wrap(newer))).contains(DATA);
    }

    @Test
    void dataOfOtherAssignorsIsUnknown() {
        assertThat(MemberData.decode(null)).isEmpty();
        assertThat(MemberData.decode(ByteBuffer.allocate(0))).isEmpty();
        assertThat(MemberData.decode(ByteBuffer.allocate(64))).isEmpty();
    }

    @Test
    void noBytesBreakIt() {
        byte[] whole = DATA.encode().array();
        for (int length = 0; length < whole.length; length++) {
            Optional<MemberData> read = MemberData.decode(ByteBuffer.wrap(whole, 0, length));
            assertThat(read).as("the first %d bytes", length).isEmpty();
        }
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bent = whole.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            MemberData.decode(ByteBuffer.wrap(bent));
        }
    }

    @Test
    void doesNotConsumeTheBuffer() {
        ByteBuffer data = DATA.encode();

        MemberData.decode(data);

        assertThat(MemberData.decode(data)).contains(DATA);
    }

    @Test
    void longNamesDoNotBlowUpTheMetadataOfAGroup() {
        MemberData data = new MemberData("PreferBrokers", "h".repeat(70_000), "r".repeat(70_000), 0);

        assertThat(data.encode().remaining()).isLessThan(1_000);
        assertThat(MemberData.decode(data.encode())).isPresent();
    }
}
