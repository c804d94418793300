/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTasksTests {

    private final ManualClock clock = new ManualClock();

    private final MemberTasks tasks = new MemberTasks(clock);

    private final FakeFetchConsumer consumer = new FakeFetchConsumer();

    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsWaitingInOrderAndWhatThatLeaves() {
        tasks.execute(member -> {
            ran.add("first");
            tasks.execute(again -> ran.add("left by the first"));
        });
        tasks.execute(member -> ran.add("second"));
        assertThat(tasks.isEmpty()).isFalse();

        tasks.run(consumer);

        assertThat(ran).containsExactly("first", "second", "left by the first");
        assertThat(tasks.isEmpty()).isTrue();
    }

    @Test
    void runsWhatFailedASecondLater() {
        tasks.executeLater(() -> ran.add("again"));

        clock.advance(Duration.ofMillis(999));
        tasks.run(consumer);
        assertThat(ran).isEmpty();

        clock.advance(Duration.ofMillis(1));
        tasks.run(consumer);
        assertThat(ran).containsExactly("again");
    }

    @Test
    void runsWhatALateTaskLeavesInTheSameTurn() {
        tasks.executeLater(() -> tasks.execute(member -> ran.add("left")));
        clock.advance(Duration.ofSeconds(1));

        tasks.run(consumer);

        assertThat(ran).containsExactly("left");
    }

    @Test
    void saysOnceThatReadersChanged() {
        assertThat(tasks.run(consumer)).isFalse();

        tasks.execute(member -> tasks.changed());
        assertThat(tasks.run(consumer)).isTrue();
        assertThat(tasks.run(consumer)).isFalse();
    }
}
