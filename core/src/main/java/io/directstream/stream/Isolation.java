/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the records of a failed range because of which it failed: parts of it run once each, from left to right and each
 * stored before the next, and a part that fails is halved, down to single records. Of two halves of a part that failed, the
 * second is known to fail once the first did not, and is halved without being run; but no record is disposed of that did not
 * fail by itself. So each such record costs at most {@code 2 * log2(n) + 1} runs.
 *
 * <p>Pure: it only says what comes next.
 */
final class Isolation {

    private Isolation() {}

    /** What comes next after all attempts at a range failed. */
    static PlannedRange begin(PlannedRange failed, Throwable cause) {
        return narrowed(failed, failed.range(), cause, failed.rest());
    }

    /** What comes next after a part failed. */
    static PlannedRange failed(PlannedRange part, Treatment.Narrow narrow, Throwable cause) {
        return narrowed(part.onAttempt(narrow.attempt()), narrow.failed(), cause, unsuspected(part.rest()));
    }

    /** What fails is before the rest, of which nothing is known any more. */
    private static List<PlannedRange> unsuspected(List<PlannedRange> rest) {
        List<PlannedRange> parts = new ArrayList<>(rest);
        if (!parts.isEmpty() && parts.get(0).treatment() instanceof Treatment.Narrow next && next.suspect()) {
            parts.set(0, parts.get(0).treated(new Treatment.Narrow(next.failed(), next.attempt(), false)));
        }
        return parts;
    }

    /**
     * What comes next after a part that needs no run to be known to fail.
     *
     * @param next the part whose turn it is; its records may have been given up
     */
    static PlannedRange promoted(PlannedRange next) {
        boolean known = next.treatment() instanceof Treatment.Narrow narrow && narrow.suspect();
        if (!known || next.recordCount() < 2) {
            return next;
        }
        Treatment.Narrow narrow = (Treatment.Narrow) next.treatment();
        return halved(next, narrow.failed(), narrow.attempt(), next.rest());
    }

    /**
     * What comes next when a record is known because of which a range failed.
     *
     * @param index its place among the records
     * @param before what is done with the records before it
     */
    static PlannedRange named(PlannedRange failed, int index, Throwable cause, Treatment before) {
        int size = failed.recordCount();
        OffsetRange origin = failed.range();
        int attempt = failed.attempt();
        if (failed.treatment() instanceof Treatment.Narrow narrow) {
            origin = narrow.failed();
            attempt = narrow.attempt();
        }
        List<PlannedRange> parts = new ArrayList<>();
        if (index > 0) {
            parts.add(failed.part(0, index).treated(before).onAttempt(1));
        }
        parts.add(failed.part(index, index + 1)
                .treated(new Treatment.Dispose(origin, cause))
                .onAttempt(attempt));
        if (index + 1 < size) {
            parts.add(failed.part(index + 1, size).treated(Treatment.DELIVER).onAttempt(1));
        }
        parts.addAll(unsuspected(failed.rest()));
        return parts.get(0).followedBy(parts.subList(1, parts.size()));
    }

    private static PlannedRange narrowed(
            PlannedRange failed, OffsetRange origin, Throwable cause, List<PlannedRange> rest) {
        return failed.recordCount() == 1
                ? failed.treated(new Treatment.Dispose(origin, cause)).followedBy(rest)
                : halved(failed, origin, failed.attempt(), rest);
    }

    private static PlannedRange halved(PlannedRange failed, OffsetRange origin, int attempt, List<PlannedRange> rest) {
        int size = failed.recordCount();
        List<PlannedRange> behind = new ArrayList<>();
        behind.add(failed.part(size / 2, size)
                .treated(new Treatment.Narrow(origin, attempt, true))
                .onAttempt(1));
        behind.addAll(rest);
        return failed.part(0, size / 2)
                .treated(new Treatment.Narrow(origin, attempt, false))
                .onAttempt(1)
                .followedBy(behind);
    }
}
