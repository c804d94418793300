/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.work.Order;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What records carry. */
sealed interface Values {

    /** The value of the record with this number, always the same. */
    byte[] of(int number);

    /**
     * Nothing but zeros.
     *
     * @param bytes how many
     */
    record Zeros(int bytes) implements Values {

        @Override
        public byte[] of(int number) {
            return new byte[bytes];
        }

        @Override
        public String toString() {
            return bytes + " B";
        }
    }

    /**
     * Words in no order, which compression makes about half as long.
     *
     * @param bytes how long
     */
    record Words(int bytes) implements Values {

        private static final int VOCABULARY = 1_200;

        private static final byte[][] WORDS = words();

        @Override
        public byte[] of(int number) {
            SplittableRandom random = new SplittableRandom(number);
            byte[] value = new byte[bytes];
            int at = 0;
            while (at < bytes) {
                byte[] word = WORDS[random.nextInt(VOCABULARY)];
                int length = Math.min(word.length, bytes - at);
                System.arraycopy(word, 0, value, at, length);
                at += length;
            }
            return value;
        }

        private static byte[][] words() {
            SplittableRandom random = new SplittableRandom(VOCABULARY);
            byte[][] words = new byte[VOCABULARY][];
            for (int i = 0; i < VOCABULARY; i++) {
                StringBuilder word = new StringBuilder(" ");
                random.ints(5 + i % 6, 'a', 'z' + 1).forEach(letter -> word.append((char) letter));
                words[i] = word.toString().getBytes(StandardCharsets.US_ASCII);
            }
            return words;
        }

        @Override
        public String toString() {
            return bytes + " B of words";
        }
    }

    /** Orders as JSON. */
    record Orders() implements Values {

        @Override
        public byte[] of(int number) {
            return Order.numbered(number).toJson();
        }

        @Override
        public String toString() {
            return "JSON of about 150 B";
        }
    }
}
