/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forwards connections to a port of this machine; while it is stalled it accepts them and forwards nothing, while it is cut it
 * closes them.
 */
public final class TcpProxy implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition passing = lock.newCondition();

    private final ServerSocket server;

    private boolean stalled;

    private volatile boolean cut;

    private volatile int target;

    /** Listens on a free port; connections wait until there is a target. */
    public TcpProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        setStalled(true);
        threads.execute(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Begins to forward to the given port. */
    public void forwardTo(int port) {
        target = port;
        setStalled(false);
    }

    /** Forwards nothing from now on. */
    public void stall() {
        setStalled(true);
    }

    /** Ends all connections, and those that come from now on, as if nobody listened there. */
    public void cut() {
        cut = true;
        sockets.forEach(TcpProxy::closeQuietly);
        sockets.clear();
    }

    /** Forwards again, also what came in while it was stalled. */
    public void heal() {
        cut = false;
        setStalled(false);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            sockets.forEach(TcpProxy::closeQuietly);
        }
    }

    private void setStalled(boolean value) {
        lock.lock();
        try {
            stalled = value;
            passing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitPassing() throws InterruptedException {
        lock.lock();
        try {
            while (stalled) {
                passing.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                sockets.add(client);
                if (cut) {
                    closeQuietly(client);
                } else {
                    threads.execute(() -> connect(client));
                }
            }
        } catch (IOException closed) {
            sockets.forEach(TcpProxy::closeQuietly);
        }
    }

    private void connect(Socket client) {
        try {
            awaitPassing();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(broker);
            threads.execute(() -> pump(broker, client));
            pump(client, broker);
        } catch (IOException refused) {
            closeQuietly(client);
        } catch (InterruptedException closed) {
            closeQuietly(client);
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassing();
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            closeQuietly(from);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
