import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Registry } from 'prom-client';
import { repaired } from './repaired.js';
import { PROGRAMS, load } from './workspace.js';

interface Service {
  readonly app: Express;
  readonly registry: Registry;
}

/** How many time series a service has, after so many requests. */
export interface Growth {
  readonly requests: number;
  readonly series: number;
}

export const REQUESTS = 600;
const STEP = 30;

/** The requests that each service gets: orders and customers, the probe, and a scanner that tries addresses. */
const pathOf = (index: number): string => {
  switch (index % 6) {
    case 0:
      return '/health';
    case 1:
      return `/customers/${100 + (index % 97)}/orders`;
    case 5:
      return `/wp-content/plugins/${index}.php`;
    default:
      return `/orders/${1000 + index}`;
  }
};

/** Sends the same requests to the service as it is written and as the rule's suggestion has it, and counts what Prometheus would scrape. */
export async function seriesGrowth(): Promise<{
  readonly before: readonly Growth[];
  readonly after: readonly Growth[];
}> {
  const { before, after } = repaired(join(PROGRAMS, 'series.js'));
  return { before: await grown('before.mjs', before), after: await grown('after.mjs', after) };
}

async function grown(name: string, text: string): Promise<readonly Growth[]> {
  const { app, registry } = await load<Service>(`series-${name}`, text);
  const server = app.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const growth: Growth[] = [{ requests: 0, series: 0 }];
  try {
    for (let sent = 0; sent < REQUESTS; sent += 1) {
      await (await fetch(`http://127.0.0.1:${port}${pathOf(sent)}`)).arrayBuffer();
      if ((sent + 1) % STEP === 0) growth.push({ requests: sent + 1, series: await seriesOf(registry) });
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return growth;
}

async function seriesOf(registry: Registry): Promise<number> {
  const exposed = await registry.metrics();
  return exposed.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
}
