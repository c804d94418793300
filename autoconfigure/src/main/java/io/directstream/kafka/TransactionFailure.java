/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What a failure of a Kafka transaction means. */
enum TransactionFailure {
    /** The group has gone on without this member: the partition may be somebody else's. */
    NO_MEMBER,
    /** The broker ended the transaction, because it took too long. */
    ENDED,
    /** Nobody's fault that lasts: worth another try. */
    OUTAGE,
    /** Something that the listener sent was refused. */
    OUTPUT;

    private static final Set<Class<?>> OF_THE_GROUP = Set.of(
            CommitFailedException.class,
            IllegalGenerationException.class,
            UnknownMemberIdException.class,
            FencedInstanceIdException.class);

    private static final Set<Class<?>> OF_THE_PRODUCER =
            Set.of(ProducerFencedException.class, InvalidProducerEpochException.class, InvalidTxnStateException.class);

    private static final Set<Class<?>> PASSING = Set.of(
            RetriableException.class,
            InterruptException.class,
            TransactionAbortableException.class,
            AuthenticationException.class,
            GroupAuthorizationException.class,
            TransactionalIdAuthorizationException.class);

    static TransactionFailure of(Throwable failure) {
        if (hasCause(failure, OF_THE_GROUP)) {
            return NO_MEMBER;
        }
        if (hasCause(failure, OF_THE_PRODUCER)) {
            return ENDED;
        }
        return hasCause(failure, PASSING) ? OUTAGE : OUTPUT;
    }

    /** Whether a record was not sent only because its transaction had ended. */
    static boolean isOfAll(Throwable failure) {
        return failure instanceof TransactionAbortedException || of(failure) == NO_MEMBER || of(failure) == ENDED;
    }

    private static boolean hasCause(Throwable failure, Set<Class<?>> types) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> types.stream().anyMatch(type -> type.isInstance(cause)));
    }
}
