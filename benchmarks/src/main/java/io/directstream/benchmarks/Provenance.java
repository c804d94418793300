/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.kafka.core.KafkaTemplate;

/** When, of what and on what something was measured. */
final class Provenance {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private static final String UNKNOWN = "unknown";

    private static final Pattern SPARK = Pattern.compile("spark-core_[0-9.]+-([0-9.]+)\\.jar");

    private static final Pattern KAFKA_CLIENT = Pattern.compile("kafka-clients-([0-9.]+)\\.jar");

    private Provenance() {}

    /** One line for people. */
    static String line(Settings settings) throws IOException, InterruptedException {
        List<String> parts = new ArrayList<>();
        parts.add("Measured " + LocalDate.now(ZoneOffset.UTC));
        parts.add("commit " + commit(settings.root()));
        parts.add("%s, %d cores, %d GiB"
                .formatted(processor(), Runtime.getRuntime().availableProcessors(), gibibytes()));
        parts.add("Java " + System.getProperty("java.vm.version"));
        parts.add("Kafka broker and client " + AppInfoParser.getVersion());
        parts.add("spring-kafka " + KafkaTemplate.class.getPackage().getImplementationVersion());
        if (settings.jvm().sparkClassPath().isPresent()) {
            parts.add(spark(Files.readString(settings.jvm().sparkClassPath().get())));
        }
        parts.add("contenders with `" + String.join(" ", settings.jvm().shared()) + "`");
        return "*" + String.join(" · ", parts) + "*";
    }

    static String spark(String classPath) {
        return "Spark %s with client %s".formatted(first(SPARK, classPath), first(KAFKA_CLIENT, classPath));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : UNKNOWN;
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static long gibibytes() {
        return Math.round(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
                        / (double) (1L << 30));
    }

    /** As git has it, or that it is unknown: a source archive has no history. */
    private static String commit(Path root) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=7")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : UNKNOWN;
        } catch (IOException noGit) {
            return UNKNOWN;
        }
    }
}
