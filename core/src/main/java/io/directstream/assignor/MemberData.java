/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the others of itself when it joins. Only where it is and what it was configured with: mappings and
 * lists themselves may be larger than a group's metadata, so that just a hash of them travels.
 *
 * @param strategy the type of its location strategy
 * @param host where it runs
 * @param rack its rack or zone; unset if unknown
 * @param settings a hash of what the placement depends on: mappings, lists of partitions
 */
record MemberData(String strategy, String host, @Nullable String rack, int settings) {

    /** What is known of a member whose data cannot be read: it may have any partition, and is preferred for none. */
    static final MemberData UNKNOWN = new MemberData("", "", null, 0);

    private static final int MAGIC = 0x4453;

    /** Newer versions may append fields; those of this one stay where they are. */
    private static final int VERSION = 1;

    private static final int LONGEST_TEXT = 255;

    ByteBuffer encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(MAGIC);
            out.writeByte(VERSION);
            out.writeUTF(shortened(strategy));
            out.writeUTF(shortened(host));
            out.writeUTF(rack == null ? "" : shortened(rack));
            out.writeInt(settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be written", impossible);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** Reads the data of this or a newer version; empty if it is neither. */
    static Optional<MemberData> decode(@Nullable ByteBuffer data) {
        if (data == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readShort() != MAGIC || in.readByte() < VERSION) {
                return Optional.empty();
            }
            String strategy = in.readUTF();
            String host = in.readUTF();
            String rack = in.readUTF();
            return Optional.of(new MemberData(strategy, host, rack.isEmpty() ? null : rack, in.readInt()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
