{{- define "cambio.name" -}}
{{- if contains "cambio" .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-cambio" .Release.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "cambio.selector" -}}
app.kubernetes.io/name: cambio
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "cambio.labels" -}}
{{ include "cambio.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "cambio.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "cambio.name" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{/* The ConfigMap with the trust documents; empty where the gateway keeps them itself. */}}
{{- define "cambio.trustConfigMap" -}}
{{- if .Values.trust.configMap }}{{ .Values.trust.configMap }}{{ else if .Values.trust.documents }}{{ include "cambio.name" . }}-trust{{ end }}
{{- end }}

{{/* What the gateway is started with. The secrets are files, which it reads; no value of theirs is in a manifest. */}}
{{- define "cambio.settings" -}}
{{- $given := .Values.settings }}
{{- if not (or (dig "listen" "trustedProxies" list $given) (dig "listen" "tls" false $given) (dig "unsafe" "plainHttp" false $given)) }}
{{- fail "settings.listen.trustedProxies: name the network from where TLS is ended in front, or set settings.listen.tls" }}
{{- end }}
{{- $secret := "/run/secrets/cambio" }}
{{- $trust := dict "source" "ledger" }}
{{- if include "cambio.trustConfigMap" . }}{{ $trust = dict "source" "directory" "path" "/etc/cambio/trust" }}{{ end }}
{{- $ours := dict
  "issuer" .Values.issuer
  "replicas" "many"
  "listen" (dict "host" "0.0.0.0" "port" 8080)
  "internal" (dict "host" "0.0.0.0" "port" 9090)
  "trust" $trust
  "ledger" (dict "url" (printf "${file:%s/ledger-url}" $secret))
  "marks" (dict "url" (printf "${file:%s/marks-url}" $secret))
  "keys" (dict "encryption" (dict "key" (printf "${file:%s/encryption-key}" $secret))) }}
{{- toYaml (mergeOverwrite (deepCopy .Values.settings) $ours) }}
{{- end }}
