/**
 * The key by which CloudWatch knows a printed record for metrics:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const EMBEDDED_METRICS_KEY = '_aws';
