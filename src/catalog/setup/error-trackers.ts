/** Trackers of errors, as code names them. */

/** A call that tells one of something. */
export const TELLS_TRACKER =
  /\.(?:notify|notifyError|capture(?:Exception|Message|Error)|reportError|noticeError|recordException|track(?:Exception|Trace))\(/;

/** The import of one that runs on servers and can be told of what the console prints, and the part of it that does. */
export const SERVER_TRACKER =
  /['"]@sentry\/(?:node(?:-core)?|nestjs|bun|serverless|aws-serverless|google-cloud-serverless)['"]/;
export const TRACKS_CONSOLE = /\b(?:captureConsoleIntegration|CaptureConsole)\(/;
