/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.offset.CheckpointOffsetStore;
import io.directstream.stream.DirectStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Has a stream whose offsets are on one instance's disk not start beside another member of its group. A member that died
 * is waited for until the group drops it.
 */
final class SoleMemberCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SoleMemberCheck.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Beyond the session timeout, because the group looks for dead members now and then. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final StreamPlan plan;

    private final Map<String, Object> overrides;

    private SoleMemberCheck(StreamPlan plan) {
        this.plan = plan;
        this.overrides = plan.consumerStrategy().consumerProperties();
    }

    /**
     * Closes the stream if it must not start.
     *
     * @throws FailureAnalyzedException if the group has another member and keeps it; brokers that do not answer are not
     *     waited for
     */
    static void check(StreamPlan plan, DirectStream<?, ?> stream) {
        if (plan.bounded() == null && plan.offsetStore().equals(CheckpointOffsetStore.NAME)) {
            try {
                new SoleMemberCheck(plan).awaitNobodyElse();
            } catch (FailureAnalyzedException | InterruptException ended) {
                stream.close();
                throw ended;
            }
        }
    }

    private void awaitNobodyElse() {
        Admin admin = null;
        try {
            admin = plan.services().clients().admin(overrides);
            awaitNobodyElse(admin);
        } catch (InterruptException interrupted) {
            throw interrupted;
        } catch (KafkaException unknown) {
            LOG.warn(
                    "stream {}: whether its group {} has another member is not known, because the brokers {} do not tell ({}); it starts, and must be the only one",
                    plan.options().name(),
                    plan.options().groupId(),
                    plan.services().clients().bootstrapServers(),
                    unknown.getMessage());
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private void awaitNobodyElse(Admin admin) {
        long session = plan.services().clients().sessionTimeoutMs(overrides);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(session) + MARGIN.toNanos();
        Optional<MemberDescription> other = other(admin);
        other.ifPresent(member -> LOG.warn(
                "stream {}: its group {} has the member {}; if that one died, the group drops it within {} ms, which is waited for",
                plan.options().name(),
                plan.options().groupId(),
                describe(member),
                session));
        while (other.isPresent()) {
            if (System.nanoTime() - deadline >= 0) {
                throw refused(other.get());
            }
            pause();
            other = other(admin);
        }
    }

    private Optional<MemberDescription> other(Admin admin) {
        try {
            return admin
                    .describeConsumerGroups(
                            List.of(plan.options().groupId()),
                            new DescribeConsumerGroupsOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .flatMap(group -> group.members().stream())
                    .findFirst();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw failure.getCause() instanceof KafkaException known ? known : new KafkaException(failure);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private FailureAnalyzedException refused(MemberDescription other) {
        String name = plan.options().name();
        return new FailureAnalyzedException(
                "Stream '%s' does not start, because its offsets are in a directory of this instance, and its group %s has another member already: %s."
                        .formatted(name, plan.options().groupId(), describe(other)),
                "Stop that one first; or set direct-stream.streams.%s.offsets.store to kafka or jdbc, so that instances can share the partitions; or give this stream a group-id of its own."
                        .formatted(name));
    }

    private static String describe(MemberDescription member) {
        return "%s on %s".formatted(member.clientId(), member.host());
    }
}
