{{- define "service.name" -}}
{{- .Values.name | default .Chart.Name -}}
{{- end -}}

{{- define "service.fullname" -}}
{{- $name := printf "%s-%s" .Release.Name (include "service.name" .) -}}
{{- if gt (len $name) 63 }}{{ fail (printf "%s is longer than the 63 characters that Kubernetes takes: choose a shorter name for the release" $name) }}{{ end -}}
{{- $name -}}
{{- end -}}

{{- /* What picks the pods out; it can never be changed. */ -}}
{{- define "service.selector" -}}
app.kubernetes.io/name: {{ include "service.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* Network policies pick by this one: jobs of a service have it too. */ -}}
{{- define "service.component" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ include "service.name" . }}
{{- end -}}

{{- define "service.labels" -}}
{{ include "service.selector" . }}
app.kubernetes.io/component: {{ include "service.name" . }}
app.kubernetes.io/part-of: psa-bridge
app.kubernetes.io/version: {{ include "service.version" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "service.version" -}}
{{- .Values.image.tag | default .Values.global.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{- define "service.image" -}}
{{- $tag := include "service.version" . -}}
{{- if eq $tag "latest" }}{{ fail "image.tag: latest says nothing about what runs; name a version" }}{{ end -}}
{{- with .Values.global.image.registry }}{{ . | trimSuffix "/" }}/{{ end -}}
{{- .Values.image.repository | default (printf "psa-bridge/%s" (include "service.name" .)) }}:{{ $tag }}
{{- with .Values.image.digest }}@{{ . }}{{ end -}}
{{- end -}}
