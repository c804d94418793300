/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.helm;

import com.google.gson.Gson;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What the chart rendered, read as strictly as Kubernetes' own model allows: an unknown or missing field fails. */
record Manifests(
        @Nullable V1Deployment deployment,
        @Nullable V1Job job,
        V1ConfigMap configMap,
        @Nullable V1Service service) {

    static Manifests parse(String rendered) {
        Map<String, Object> byKind = StreamSupport.stream(
                        new Yaml().loadAll(rendered).spliterator(), false)
                .map(Map.class::cast)
                .collect(Collectors.toMap(manifest -> (String) manifest.get("kind"), manifest -> manifest));
        return new Manifests(
                read(byKind, "Deployment", V1Deployment.class),
                read(byKind, "Job", V1Job.class),
                read(byKind, "ConfigMap", V1ConfigMap.class),
                read(byKind, "Service", V1Service.class));
    }

    V1PodSpec pod() {
        return template().getSpec();
    }

    V1Container container() {
        return pod().getContainers().get(0);
    }

    Map<String, String> environment() {
        return container().getEnv().stream().collect(Collectors.toMap(env -> env.getName(), env -> env.getValue()));
    }

    String configChecksum() {
        return template().getMetadata().getAnnotations().get("checksum/config");
    }

    V1PodTemplateSpec template() {
        return job == null ? deployment.getSpec().getTemplate() : job.getSpec().getTemplate();
    }

    private static <T> T read(Map<String, Object> byKind, String kind, Class<T> type) {
        new JSON(); // registers the adapters that are strict
        return JSON.getGson().fromJson(new Gson().toJsonTree(byKind.get(kind)), type);
    }
}
