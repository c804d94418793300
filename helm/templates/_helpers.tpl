{{- define "direct-stream-app.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of everything here: the release, with the chart's name unless the release carries it already. */}}
{{- define "direct-stream-app.fullname" -}}
{{- $name := include "direct-stream-app.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "direct-stream-app.selectorLabels" -}}
app.kubernetes.io/name: {{ include "direct-stream-app.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "direct-stream-app.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "direct-stream-app.selectorLabels" . }}
{{- end }}

{{- define "direct-stream-app.image" -}}
{{- $repository := required "image.repository is not set. Name the image of your service, for instance --set image.repository=registry.example.org/orders" .Values.image.repository }}
{{- $tag := required "image.tag is not set. Name the version of your service's image, for instance --set image.tag=1.0.0" .Values.image.tag }}
{{- printf "%s:%s" $repository $tag }}
{{- end }}

{{/* A Job cannot be changed, so each installation and upgrade makes one of its own; its pods add their index to the name. */}}
{{- define "direct-stream-app.jobName" -}}
{{- printf "%s-%d" (include "direct-stream-app.fullname" . | trunc 45 | trimSuffix "-") .Release.Revision }}
{{- end }}

{{/* Streams that follow their topics never end, and neither would the Job. */}}
{{- define "direct-stream-app.checkJob" -}}
{{- $settings := index .Values.config "direct-stream" | default dict }}
{{- range $name, $stream := $settings.streams | default dict }}
{{- range tuple "topics" "topic-pattern" "topic-partitions" "consumer-strategy" }}
{{- if and (kindIs "map" $stream) (get $stream .) }}
{{- fail (printf "job.enabled is true, and config.direct-stream.streams.%s has %s, so that the Job would never end. Give the stream ranges and on-complete: exit instead, or set job.enabled to false" $name .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
