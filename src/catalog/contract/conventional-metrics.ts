/**
 * Metrics that OpenTelemetry instrumentations and the Collector's receivers emit in any language, as Prometheus names them:
 * the semantic conventions', today's and those before they were stable.
 */
export const CONVENTIONAL_METRICS =
  /^(?:system_(?:cpu|memory|paging|swap|disk|filesystem|network|process|processes|linux|uptime)_?|http_(?:server|client)_(?:request_duration|active_requests|request_body_size|response_body_size|request_size|response_size|duration|open_connections|connection_duration)|rpc_(?:server|client)_(?:duration|call_duration|request_size|response_size|requests_per_rpc|responses_per_rpc)|db_client_(?:operation_duration|connections?_|response_returned_rows)|messaging_(?:client|process|publish|receive|kafka)_|gen_ai_(?:client|server)_|process_runtime_|aspnetcore_|kestrel_|signalr_|faas_|dns_lookup_|hw_|k8s_|v8js_|nodejs_eventloop_(?:delay|time|utilization)|cpython_|otel_|otlp_exporter_|processedSpans|queueSize|runtime_(?:go|jvm|cpython)_|httpcheck_|feature_flag_evaluation_)/;
