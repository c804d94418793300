/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that one owner at a time works in. The operating system gives it back if the process dies. */
final class DirectoryLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DirectoryLock.class);

    private static final String FILE = "lock";

    /** Behind what the file says, because some systems let nobody read what is locked. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * Who holds what in this process. It must know without looking into the file, because the operating system takes a
     * process's lock away when the process closes any channel of the file.
     */
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path folder;

    private final FileChannel channel;

    private DirectoryLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks an existing folder until {@link #close}.
     *
     * @throws IOException if it is locked, with who holds it; or if it cannot be
     */
    static DirectoryLock acquire(Path directory) throws IOException {
        Path folder = directory.toRealPath();
        String me = "process %d on %s since %s"
                .formatted(ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        String other = HELD_HERE.putIfAbsent(folder, me);
        if (other != null) {
            throw new IOException("it is in use by " + other + ", this process");
        }
        try {
            return new DirectoryLock(folder, lock(folder.resolve(FILE), me));
        } catch (IOException | RuntimeException failure) {
            HELD_HERE.remove(folder);
            throw failure;
        }
    }

    /** Only once nothing is written to the folder any more. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            log.warn("the lock of {} could not be given back; it ends with this process", folder, failure);
        } finally {
            HELD_HERE.remove(folder);
        }
    }

    private static FileChannel lock(Path file, String me) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((me + '\n').getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (OverlappingFileLockException otherClassLoader) {
            channel.close();
            throw inUse(file);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static IOException inUse(Path file) throws IOException {
        String holder = Files.readString(file).strip();
        return new IOException("it is in use by " + (holder.isEmpty() ? "another process" : holder));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "an unknown host");
        }
    }
}
