{{/* The pods, of a Deployment or of a Job. */}}
{{- define "direct-stream-app.podTemplate" -}}
metadata:
  labels:
    {{- include "direct-stream-app.labels" . | nindent 4 }}
  annotations:
    checksum/config: {{ toYaml .Values.config | sha256sum }}
spec:
  {{- if .Values.job.enabled }}
  # A failed pod is not started again by the node but replaced by the Job, which counts.
  restartPolicy: Never
  {{- end }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  automountServiceAccountToken: false
  # Variables like ORDERS_PORT, one set per service of the namespace, would be read as settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: {{ .Values.runAsUser }}
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: app
      image: {{ include "direct-stream-app.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      env:
        - name: SPRING_CONFIG_ADDITIONAL_LOCATION
          value: file:/config/
        - name: SERVER_PORT
          value: {{ .Values.containerPort | quote }}
        # Java's own share is a quarter, which wastes the rest of a pod that runs nothing else.
        - name: JAVA_TOOL_OPTIONS
          value: -XX:MaxRAMPercentage=75
        {{- if .Values.job.enabled }}
        # Kubernetes gives a pod its index of the Job, and does not say how many there are.
        - name: JOB_COMPLETIONS
          value: {{ .Values.job.completions | quote }}
        {{- end }}
        {{- with .Values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: {{ .Values.containerPort }}
      # Neither depends on Kafka or the database: a restart of this pod would not bring them back.
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
      {{- if not .Values.job.enabled }}
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: http
        periodSeconds: 5
        timeoutSeconds: 5
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /config
          readOnly: true
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: config
      configMap:
        name: {{ include "direct-stream-app.fullname" . }}
    # The only place the service can write to; Tomcat needs one.
    - name: tmp
      emptyDir: {}
{{- end }}
