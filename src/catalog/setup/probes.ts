/** The probes of an orchestrator, by the conventional paths: https://kubernetes.io/docs/reference/using-api/health-checks/. */
export const LIVENESS_PATH =
  /^(?:.*\/)?(?:livez|liveness|alive|health(?:z|check)?[/-]live(?:z|ness)?|live)\/?$/i;
/**
 * Paths that are asked for either, or by a load balancer: Kubernetes itself has `/healthz` deprecated for `/livez` and
 * `/readyz`. Beside a readiness probe, or named by a `livenessProbe` of the repository, it is the liveness probe.
 */
export const HEALTH_PATH = /^(?:.*\/)?_?health(?:z|[-_]?check)?\/?$/i;
export const READINESS_PATH =
  /^(?:.*\/)?(?:readyz|readiness|health(?:z|check)?[/-]read(?:y|yz|iness)|ready)\/?$/i;

/** Methods that ask a database, a cache or a broker, on a receiver whose name says that it is one. */
export const DEPENDENCY_METHODS: ReadonlySet<string> = new Set([
  ...['ping', 'query', 'execute', 'raw', 'command', 'authenticate', 'runCommand'],
  ...['$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe', '$runCommandRaw'],
]);
export const DEPENDENCY_NAME =
  /(?:^|_)(?:db|database|pool|redis|prisma|knex|sequelize|mongo\w*|connection|data_?source|pg|postgres|mysql|sql|cache|ioredis|orm|kysely|drizzle|em|admin)$|(?:Db|Database|Pool|Redis|Prisma|Knex|Connection|DataSource|Cache|Client)$|^client$/i;

/** Indicators of `@nestjs/terminus` that ask something outside the process; each has a time limit of its own. */
export const INDICATOR_METHODS: ReadonlySet<string> = new Set(['pingCheck', 'responseCheck']);
