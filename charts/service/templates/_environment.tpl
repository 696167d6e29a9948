{{- /* All variables that are plain text, as a map: the service's own go before those of all. */ -}}
{{- define "service.texts" -}}
{{- $root := . -}}
{{- $texts := dict -}}
{{- range $name, $value := mergeOverwrite (dict) .Values.global.config .Values.config -}}
{{- /* Helm reads numbers as floats, and would write a million as 1e+06. */ -}}
{{- if kindIs "float64" $value }}{{ $value = int64 $value }}{{ end -}}
{{- if not (kindIs "invalid" $value) -}}
{{- /* A template that comes to nothing gives nothing. */ -}}
{{- with tpl (toString $value) $root }}{{ $_ := set $texts $name . }}{{ end -}}
{{- end -}}
{{- end -}}
{{- toJson $texts -}}
{{- end -}}

{{- define "service.references" -}}
{{- $references := dict -}}
{{- range $name, $reference := mergeOverwrite (dict) .Values.global.secrets .Values.secrets -}}
{{- if not (kindIs "invalid" $reference) }}{{ $_ := set $references $name $reference }}{{ end -}}
{{- end -}}
{{- toJson $references -}}
{{- end -}}

{{- define "service.environment" -}}
{{- $root := . -}}
{{- $texts := include "service.texts" . | fromJson -}}
{{- $references := include "service.references" . | fromJson -}}
- { name: HTTP_HOST, value: 0.0.0.0 }
- { name: HTTP_PORT, value: '8080' }
- { name: ADMIN_PORT, value: '9090' }
- name: NODE_OPTIONS
  value: {{ .Values.nodeOptions | quote }}
{{- with .Values.global.telemetry.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
- name: OTEL_SERVICE_NAME
  value: {{ include "service.name" $root }}
- { name: OTEL_TRACES_SAMPLER, value: parentbased_traceidratio }
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ $root.Values.global.telemetry.ratio | quote }}
{{- end }}
{{- range $name, $value := $texts }}
{{- if hasKey $references $name }}{{ fail (printf "%s is given both as text and by reference: take one of them out (set it to null)" $name) }}{{ end }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $reference := $references }}
{{- $secret := $reference.secret | default $root.Values.global.secretName | required (printf "secrets.%s: name a Secret, or global.secretName for all" $name) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ tpl $secret $root | quote }}
      key: {{ $reference.key }}
{{- end }}
{{- end -}}
