import { REQUEST_LOGGER_MIDDLEWARES } from '../logs/request-loggers.js';

/** What `obs-contract audit` knows packages and code by. */

/** Packages whose loggers put the id of a request on its records by themselves. */
export const REQUEST_LOGGING_PACKAGES: ReadonlySet<string> = new Set([
  ...REQUEST_LOGGER_MIDDLEWARES.flatMap(({ packages }) => packages),
  'fastify',
  'cls-rtracer',
]);

/** Agents that do it once they are told to: by this option, or by this variable of the environment. */
export const TRACE_ID_OPTION = /\blogInjection\s*:\s*true\b|\bDD_LOGS_INJECTION\s*[=:]\s*['"]?(?:true|1)\b/;
/** The ids of the active trace, put on records by hand: in a mixin, a format, a child's fields. */
export const TRACE_ID_FIELD =
  /\b(?:mixin|formatters?|format|child|setBindings|withContext|appendKeys)\b[^;]{0,400}?\b(?:trace_?id|logging\.googleapis\.com\/trace)\b/i;

/** Where errors are tracked, by what starts it. */
export const TRACKER_PACKAGES =
  /^(?:@sentry\/(?:node|nestjs|nextjs|bun|serverless|aws-serverless|google-cloud-serverless|profiling-node)|@bugsnag\/(?:js|node|plugin-[a-z]+)|rollbar|@airbrake\/node|@honeybadger-io\/js|raygun|newrelic|elastic-apm-node|@google-cloud\/error-reporting|applicationinsights|@rollbar\/node)$/;
/** A text that may start one. */
export const MENTIONS_TRACKER =
  /@sentry|bugsnag|rollbar|airbrake|honeybadger|raygun|newrelic|apm|error-reporting|applicationinsights/;
/** Configurations that a tracker's own plugin loads into the server: no code of the project imports them. */
export const TRACKER_FILE = /(?:^|\/)sentry\.(?:server|edge)\.config\.[cm]?[jt]s$/;
export const TRACKER_START = /^(?:init|start|setup|configure)$/;

/** Vendors' agents, which trace what is loaded after them. */
export const LOADS_AGENT =
  /(?:\brequire\(\s*|\bfrom\s+|\bimport(?:\s+|\s*\(\s*)?)['"](?:newrelic|elastic-apm-node(?:\/start(?:\.js)?)?|@elastic\/opentelemetry-node|@instana\/collector|applicationinsights|skywalking-backend-js|pinpoint-node-agent|@appsignal\/nodejs|@dynatrace\/oneagent|@splunk\/otel|@lumigo\/opentelemetry|@honeycombio\/opentelemetry-node|@hyperdx\/node-opentelemetry)['"]/;

/** What serves, pushes or exports metrics, where no exporter is set up in code. */
export const EXPOSES_METRICS =
  /\.metrics\(\s*\)|\b(?:pushAdd|pushGateway|Pushgateway)\b|\bgetMetricsAs(?:JSON|Text)\b/;
/** The route that Prometheus asks by default: what code writes in its format is served there. */
export const METRICS_ROUTE = /(['"`])(?:\/[\w.-]+)*\/metrics\1/;

/** The files that are this route to frameworks whose folders are routes: Next.js, SvelteKit, Nuxt. */
export const METRICS_ROUTE_FILE =
  /(?:^|\/)(?:app|pages|routes|api)\/(?:[^/]+\/)*metrics(?:\/(?:route|\+server|index)|\.get)?\.[cm]?[jt]sx?$/;

/** What serves or works for as long as it runs, beside a `listen()`: sockets, and what frameworks make of a program. */
export const STARTS_SERVICE =
  /\bnew\s+(?:WebSocketServer|(?:WebSocket|ws)\.Server)\s*\(|\bcreateSocket\s*\(|\bNestFactory\.create\w*\s*[(<]|\bcreateMicroservice\s*[(<]/;
