/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.TransactionalOffsetStoreContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The store that docs/writing-a-store.md shows is a real one. */
class WritingAStoreTests extends TransactionalOffsetStoreContract {

    private static final int LINES = 40;

    private final Database database = new Database();

    @Override
    protected TransactionalOffsetStore open() {
        return new Snippets.DocumentOffsetStore(new Session(database));
    }

    @Override
    protected void write(String output) {
        Objects.requireNonNull(database.current.get()).output.add(output);
    }

    @Override
    protected List<String> written() {
        database.lock.lock();
        try {
            return List.copyOf(database.output);
        } finally {
            database.lock.unlock();
        }
    }

    @Test
    void itIsShort() {
        String page = Pages.read("writing-a-store.md");
        int mark = page.indexOf("<!-- snippet: store -->");
        String example = page.substring(mark, page.indexOf("\n```\n", mark));

        assertThat(example.lines().skip(2).filter(line -> !line.isBlank())).hasSizeBetween(LINES / 2, LINES);
    }

    /** Documents, and the output beside them. */
    private static final class Database {

        private final Map<TopicPartition, StoredOffset> documents = new HashMap<>();

        private final List<String> output = new ArrayList<>();

        private final ReentrantLock lock = new ReentrantLock();

        private final ThreadLocal<Unit> current = new ThreadLocal<>();
    }

    private static final class Session implements Snippets.Documents {

        private final Database database;

        private volatile boolean closed;

        private Session(Database database) {
            this.database = database;
        }

        @Override
        public Map<TopicPartition, StoredOffset> find(Set<TopicPartition> ids) {
            database.lock.lock();
            try {
                Map<TopicPartition, StoredOffset> found = new HashMap<>(database.documents);
                found.keySet().retainAll(ids);
                return found;
            } finally {
                database.lock.unlock();
            }
        }

        @Override
        public Transaction begin() {
            checkOpen();
            return new Unit(this);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
        }
    }

    /** A transaction of the thread that made it. Its first lock is one of everything, held until it ends. */
    private static final class Unit implements Snippets.Documents.Transaction {

        private final Session session;

        private final Database database;

        private final Map<TopicPartition, StoredOffset> documents = new HashMap<>();

        private final List<String> output = new ArrayList<>();

        private Unit(Session session) {
            this.session = session;
            this.database = session.database;
            database.current.set(this);
        }

        @Override
        public @Nullable StoredOffset lock(TopicPartition id) {
            if (!database.lock.isHeldByCurrentThread()) {
                database.lock.lock();
            }
            return database.documents.get(id);
        }

        @Override
        public void save(TopicPartition id, StoredOffset content) {
            documents.put(id, new StoredOffset(content.offset(), content.leaderEpoch(), content.shape()));
        }

        @Override
        public void commit() {
            session.checkOpen();
            database.documents.putAll(documents);
            database.output.addAll(output);
        }

        @Override
        public void close() {
            database.current.remove();
            if (database.lock.isHeldByCurrentThread()) {
                database.lock.unlock();
            }
        }
    }
}
