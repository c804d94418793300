/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

@DisplayName("The chart")
class HelmChartTests {
    private static final Path CHART = Path.of("..", "helm").toAbsolutePath().normalize();
    private static final String IMAGE = """
            image: { repository: registry.example.org/orders, tag: "1.0.0" }
            """;

    @TempDir
    private Path directory;

    @Test
    void passesAStrictLintWithoutAMessage() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void saysWhatIsMissingWithoutAnImage() {
        assertThatThrownBy(() -> render("{}"))
                .hasMessageContaining("image.repository is not set. Name the image of your");
        assertThatThrownBy(() -> render("image: { repository: orders }"))
                .hasMessageContaining("image.tag is not set. Name the version");
    }

    @Test
    void refusesAValueItDoesNotKnow() {
        assertThatThrownBy(() -> render(IMAGE + "replicas: 3")).hasMessageContaining("'replicas' not allowed");
    }

    @Test
    void givesTheConfigToTheServiceAsAFile() {
        Manifests manifests = render(IMAGE + """
                config:
                  direct-stream:
                    streams:
                      orders:
                        topics: [orders.V2]
                        batch: { max-records: 10000000 }
                """);

        Map<String, Object> config =
                new Yaml().load(manifests.configMap().getData().get("application.yml"));
        assertThat(config)
                .extracting("direct-stream.streams.orders")
                .hasToString("{batch={max-records=10000000}, topics=[orders.V2]}");
        assertThat(manifests.environment()).containsEntry("SPRING_CONFIG_ADDITIONAL_LOCATION", "file:/config/");
        assertThat(manifests.container().getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/config"));
    }

    @Test
    void restartsThePodsWhenTheConfigChanges() {
        String before = render(IMAGE + "config: { a: 1 }").configChecksum();

        assertThat(render(IMAGE + "config: { a: 1 }").configChecksum()).isEqualTo(before);
        assertThat(render(IMAGE + "config: { a: 2 }").configChecksum()).isNotEqualTo(before);
    }

    @Test
    void probesTheStateOfTheApplicationAndNothingBehindIt() {
        Manifests manifests = render(IMAGE + "containerPort: 9000");

        assertThat(path(manifests.container().getLivenessProbe())).isEqualTo("/actuator/health/liveness");
        assertThat(path(manifests.container().getReadinessProbe())).isEqualTo("/actuator/health/readiness");
        assertThat(manifests.container().getPorts().get(0).getContainerPort()).isEqualTo(9000);
        assertThat(manifests.environment()).containsEntry("SERVER_PORT", "9000");
    }

    @Test
    void runsWithoutRightsItDoesNotNeed() {
        Manifests manifests = render(IMAGE);

        assertThat(manifests.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(manifests.pod().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(manifests.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(manifests.container().getSecurityContext()).satisfies(context -> {
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        });
    }

    @Test
    void leavesTimeToStopAndSelectsItsOwnPods() {
        Manifests manifests = render(IMAGE);

        assertThat(manifests.pod().getTerminationGracePeriodSeconds()).isEqualTo(60);
        assertThat(manifests.deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(manifests.service().getSpec().getSelector())
                .containsAllEntriesOf(
                        manifests.deployment().getSpec().getSelector().getMatchLabels());
    }

    @Test
    void runsTheServiceToItsEndAsAnIndexedJobWhosePodsKnowHowManyTheyAre() {
        Manifests manifests = render(IMAGE + """
                job: { enabled: true, completions: 4, parallelism: 2, activeDeadlineSeconds: 3600 }
                config:
                  direct-stream:
                    streams:
                      orders: { topics: [], ranges: [{ topic: orders }], on-complete: exit }
                """);

        V1JobSpec job = manifests.job().getSpec();
        assertThat(manifests.job().getMetadata().getName()).isEqualTo("orders-direct-stream-app-1");
        assertThat(job.getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getCompletions()).isEqualTo(4);
        assertThat(job.getParallelism()).isEqualTo(2);
        assertThat(job.getBackoffLimit()).isZero();
        assertThat(job.getActiveDeadlineSeconds()).isEqualTo(3600);
        assertThat(job.getPodFailurePolicy().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getAction()).isEqualTo("Ignore"));
        assertThat(manifests.environment()).containsEntry("JOB_COMPLETIONS", "4");
        assertThat(manifests.pod().getRestartPolicy()).isEqualTo("Never");
        assertThat(manifests.deployment()).isNull();
        assertThat(manifests.service()).isNull();
    }

    @Test
    void refusesAJobThatWouldNeverEnd() {
        assertThatThrownBy(() -> render(IMAGE + """
                job: { enabled: true }
                config:
                  direct-stream:
                    streams:
                      orders: { topics: [orders] }
                """))
                .hasMessageContaining(
                        "config.direct-stream.streams.orders has topics, so that the Job would never end");
    }

    @Test
    void runsForEverUnlessAJobIsAskedFor() {
        Manifests manifests = render(IMAGE);

        assertThat(manifests.job()).isNull();
        assertThat(manifests.pod().getRestartPolicy()).isNull();
        assertThat(manifests.environment()).doesNotContainKey("JOB_COMPLETIONS");
    }

    private Manifests render(String values) {
        try {
            Path file = Files.writeString(directory.resolve("values.yaml"), values);
            return Manifests.parse(new Helm(CHART)
                    .template()
                    .withName("orders")
                    .withNamespace("shop")
                    .withValuesFile(file)
                    .call());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String path(V1Probe probe) {
        return probe.getHttpGet().getPath();
    }
}
