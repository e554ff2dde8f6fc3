/** Words of scrape jobs that say what a project's program runs on, or where, and not which program it is. */
export const WORDS_OF_JOBS: ReadonlySet<string> = new Set([
  ...[
    'node',
    'js',
    'ts',
    'nestjs',
    'express',
    'fastify',
    'metrics',
    'local',
    'localhost',
    'dev',
    'development',
  ],
  ...['prod', 'production', 'staging', 'test', 'main', 'svc'],
]);

/** Programs of others' that nearly everybody scrapes, by the words that jobs call them. Their metrics are known by their names. */
const PROGRAMS: ReadonlySet<string> = new Set([
  ...['prometheus', 'alertmanager', 'grafana', 'loki', 'promtail', 'tempo', 'jaeger', 'blackbox'],
  ...['node', 'windows', 'cadvisor', 'kubelet', 'apiserver', 'kube', 'etcd', 'coredns', 'docker'],
  ...[
    'postgres',
    'postgresql',
    'pg',
    'pgbouncer',
    'mysql',
    'mysqld',
    'mariadb',
    'mongo',
    'mongodb',
    'clickhouse',
  ],
  ...['redis', 'memcached', 'elasticsearch', 'opensearch', 'qdrant', 'minio'],
  ...['kafka', 'rabbitmq', 'nats', 'zookeeper'],
  ...['nginx', 'traefik', 'haproxy', 'caddy', 'envoy', 'kong'],
]);
/** Words beside these that name no other program. */
const BESIDE = new Set(['exporter', 'metrics', 'state', 'db', 'database', 'cache', 'server', 'http', 'self']);

/** Whether a scrape job reads a program of others' whose metrics are known by their names. */
export function isOthersJob(job: string): boolean {
  const words = job.toLowerCase().split(/[^a-z0-9]+/);
  return (
    words.some((word) => PROGRAMS.has(word)) && words.every((word) => PROGRAMS.has(word) || BESIDE.has(word))
  );
}
