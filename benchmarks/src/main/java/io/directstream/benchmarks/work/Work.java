/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.work;

/** What is done with each record. */
public sealed interface Work {

    /** Does it; the answer depends on all that was done, or a compiler might leave some out. */
    long on(byte[] value);

    /** Reads what {@link #toText} wrote. */
    static Work parse(String text) {
        String[] parts = text.split(":");
        return switch (parts[0]) {
            case "nothing" -> new Nothing();
            case "cpu" -> new Cpu(Integer.parseInt(parts[1]));
            case "json" -> new Json();
            default -> throw new IllegalArgumentException("there is no work '" + text + "'");
        };
    }

    /** One word that tells this work. */
    String toText();

    /** Looks at the value's length and nothing else. */
    record Nothing() implements Work {

        @Override
        public long on(byte[] value) {
            return value.length;
        }

        @Override
        public String toText() {
            return "nothing";
        }

        @Override
        public String toString() {
            return "no work";
        }
    }

    /**
     * Calculates for a while.
     *
     * @param rounds for how long; see {@link Calibration}
     */
    record Cpu(int rounds) implements Work {

        @Override
        public long on(byte[] value) {
            return Calibration.mix(value.length, rounds);
        }

        @Override
        public String toText() {
            return "cpu:" + rounds;
        }

        @Override
        public String toString() {
            return "2 us of CPU a record";
        }
    }

    /** Reads the value, which is JSON, into an object. */
    record Json() implements Work {

        @Override
        public long on(byte[] value) {
            return Order.read(value).cents();
        }

        @Override
        public String toText() {
            return "json";
        }

        @Override
        public String toString() {
            return "JSON into an object";
        }
    }
}
