/** The head of a file in which `logger` is a proven logger of the library. */
export const PINO = "import pino from 'pino';\nconst logger = pino();\n";

export const WINSTON = "import winston from 'winston';\nconst logger = winston.createLogger();\n";

export const BUNYAN =
  "import bunyan from 'bunyan';\nconst logger = bunyan.createLogger({ name: 'app', serializers: bunyan.stdSerializers });\n";

/** NestJS's logger with a name of its own. */
export const NEST = "import { Logger } from '@nestjs/common';\nconst logger = new Logger('App');\n";

export const NEST_UNNAMED = "import { Logger } from '@nestjs/common';\nconst logger = new Logger();\n";

export const POWERTOOLS =
  "import { Logger } from '@aws-lambda-powertools/logger';\nconst logger = new Logger();\n";

export const LOG4JS = "import log4js from 'log4js';\nconst logger = log4js.getLogger();\n";

export const TSLOG = "import { Logger } from 'tslog';\nconst logger = new Logger();\n";

export const CONSOLA = "import { consola as logger } from 'consola';\n";

export const LOGLEVEL = "import logger from 'loglevel';\n";

export const OPENTELEMETRY =
  "import { logs } from '@opentelemetry/api-logs';\nconst logger = logs.getLogger('app');\n";
