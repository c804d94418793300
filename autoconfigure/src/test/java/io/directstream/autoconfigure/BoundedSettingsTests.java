/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.autoconfigure.StreamContexts.Orders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings of streams that end, and of the instances that share their ranges. */
class BoundedSettingsTests {

    private static final String ORDERS = "direct-stream.streams.orders.";

    private static final String FIXED =
            "location.strategy=prefer-fixed location.hosts[0].topic=orders location.hosts[0].partitions=0 location.hosts[0].host=a";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ranges[0].topic=                          | ranges[0].topic           | ''    | name the topic
            ranges[0].from-offset=-1                  | ranges[0].from-offset     | -1    | offsets count from 0
            ranges[0].until-offset=-1                 | ranges[0].until-offset    | -1    | offsets count from 0
            ranges[0].from-offset=5 ranges[0].until-offset=4 | ranges[0].until-offset | 4 | before from-offset, 5
            ranges[0].partitions=3-1                  | ranges[0].partitions      | [3-1] | write 1-3
            batch.interval=5s                         | batch.interval            | 5s    | remove one of them
            location.strategy=prefer-brokers          | location.strategy         | prefer-brokers | use prefer-fixed
            """)
    void aRangeThatCannotBeMeantIsRefused(String settings, String key, String value, String wayOut) {
        InvalidConfigurationPropertyValueException refused = refusal(bounded(settings));

        assertThat(refused.getName()).isEqualTo(ORDERS + key);
        assertThat(refused.getValue()).hasToString(value);
        assertThat(refused.getReason()).contains(wayOut);
    }

    @Test
    void anOffsetAndATimestampOfTheSameEndExcludeEachOther() {
        InvalidConfigurationPropertyValueException refused =
                refusal(bounded("ranges[0].until-offset=5 ranges[0].until-timestamp=2026-11-01T00:00:00Z"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "ranges[0].until-timestamp");
        assertThat(refused.getReason()).contains(ORDERS + "ranges[0].until-offset says 5", "keep one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on-complete=exit | on-complete | it never completes; set ranges
            share.total=2    | share       | share their partitions through it
            """)
    void whatOnlyStreamsWithRangesHaveIsRefusedForOthers(String setting, String key, String reason) {
        InvalidConfigurationPropertyValueException refused =
                refusal(StreamContexts.orders().withPropertyValues(ORDERS + setting));

        assertThat(refused.getName()).isEqualTo(ORDERS + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            share.index=1                        | share.total | instance 1 (direct-stream.streams.orders.share.index)
            share.total=2                        | share.index | or the environment variable JOB_COMPLETION_INDEX
            share.index=2 share.total=2          | share.index | there are 2 of them (direct-stream.streams.orders.share.total)
            share.index=-1 share.total=2         | share.index | instances count from 0
            share.index=0 share.total=0          | share.total | at least one instance
            share.index=0 share.hosts=a,b        | share.hosts | belongs to the location strategy prefer-fixed
            """)
    void aShareThatCannotBeMeantIsRefused(String settings, String key, String reason) {
        InvalidConfigurationPropertyValueException refused = refusal(bounded(settings));

        assertThat(refused.getName()).isEqualTo(ORDERS + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            share.index=0 share.total=2                   | share.hosts    | name their hosts by index, or use prefer-consistent
            share.index=0 share.total=3 share.hosts=a,b   | share.hosts    | there are 3 instances
            share.index=0 share.hosts[0]=a share.hosts[1]= | share.hosts[1] | name the instance's host
            share.index=2 share.hosts=a,b                 | share.index    | there are 2 of them (direct-stream.streams.orders.share.hosts)
            """)
    void preferFixedNeedsToKnowWhereTheInstancesRun(String settings, String key, String reason) {
        InvalidConfigurationPropertyValueException refused = refusal(bounded(settings + " " + FIXED));

        assertThat(refused.getName()).isEqualTo(ORDERS + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @Test
    void aPodOfAnIndexedJobThatDoesNotKnowItsCompletionsIsRefused() {
        InvalidConfigurationPropertyValueException refused =
                refusal(bounded("").withPropertyValues("JOB_COMPLETION_INDEX=1"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "share.total");
        assertThat(refused.getReason())
                .contains("instance 1 (JOB_COMPLETION_INDEX)", "each would read all of them", "JOB_COMPLETIONS");
    }

    @Test
    void aVariableThatIsNotANumberIsNamed() {
        InvalidConfigurationPropertyValueException refused =
                refusal(bounded("").withPropertyValues("JOB_COMPLETION_INDEX=1", "JOB_COMPLETIONS=four"));

        assertThat(refused.getName()).isEqualTo("JOB_COMPLETIONS");
        assertThat(refused.getReason()).contains("not a number", ORDERS + "share.total");
    }

    @Test
    void anIndexedJobMeansNothingToStreamsThatFollowTheirTopics() {
        StreamContexts.orders()
                .withPropertyValues("JOB_COMPLETION_INDEX=1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "share.total=1", "share.index=1 share.total=2", "share.index=1 share.hosts=a,b " + FIXED})
    void aShareThatIsCompleteIsTaken(String settings) {
        bounded(settings).run(context -> assertThat(context).hasNotFailed());
    }

    /** A stream with ranges of the topic orders, and more settings, separated by spaces; later ones win. */
    private static ApplicationContextRunner bounded(String settings) {
        List<String> values = new ArrayList<>(List.of(ORDERS + "ranges[0].topic=orders"));
        for (String setting : settings.isBlank() ? new String[0] : settings.split(" ")) {
            values.add(ORDERS + setting);
        }
        return StreamContexts.shop().withBean(Orders.class).withPropertyValues(values.toArray(String[]::new));
    }
}
