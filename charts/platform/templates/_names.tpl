{{- define "platform.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: psa-bridge
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- /* Of a trial's server: `dict "root" $ "name" "kafka"`. */ -}}
{{- define "platform.trial-selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "platform.trial-volume" -}}
volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      {{- with .root.Values.trial.storageClass }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests:
          storage: {{ .storage }}
{{- end -}}

{{- /* The services of this release, and nobody else. */ -}}
{{- define "platform.trial-policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels:
    {{- include "platform.labels" .root | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "platform.trial-selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/instance: {{ .root.Release.Name }}
              app.kubernetes.io/part-of: psa-bridge
      ports:
        - port: {{ .port }}
  egress:
    {{- if eq .name "kafka" }}
    # The broker finds itself by its name.
    - ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
    - to:
        - podSelector:
            matchLabels:
              {{- include "platform.trial-selector" . | nindent 14 }}
    {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels:
    {{- include "platform.labels" .root | nindent 4 }}
spec:
  selector:
    {{- include "platform.trial-selector" . | nindent 4 }}
  ports:
    - { name: {{ .name }}, port: {{ .port }} }
{{- end -}}

{{- define "platform.trial-pod-security" -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 60
securityContext:
  runAsNonRoot: true
  runAsUser: {{ . }}
  runAsGroup: {{ . }}
  fsGroup: {{ . }}
  seccompProfile:
    type: RuntimeDefault
{{- end -}}
