/** Trackers of errors, as code names them. */

/** A call that tells one of something. */
export const TELLS_TRACKER =
  /\.(?:notify|notifyError|capture(?:Exception|Message|Error)|reportError|noticeError|recordException|track(?:Exception|Trace))\(/;

/** What is called to tell an error tracker of an error, all of which it then has: `reportErrorToSentry`, `newrelic.noticeError`. */
export const REPORTS_ERROR =
  /sentry|bugsnag|rollbar|airbrake|raygun|honeybadger|newrelic|appinsights|(?:^|\.)(?:captureException|captureError|noticeError|trackException)$/i;

/** The import of one that runs on servers and can be told of what the console prints, and the part of it that does. */
export const SERVER_TRACKER =
  /['"]@sentry\/(?:node(?:-core)?|nestjs|bun|serverless|aws-serverless|google-cloud-serverless)['"]/;
export const TRACKS_CONSOLE = /\b(?:captureConsoleIntegration|CaptureConsole)\(/;
