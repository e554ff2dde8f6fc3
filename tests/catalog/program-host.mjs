// Runs the programs that arrive on stdin, one JSON line each, one after the other. See programs.ts.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { context, diag, metrics, propagation, trace } from '@opentelemetry/api';

const AsyncFunction = (async () => undefined).constructor;
const require = createRequire(import.meta.url);

/** What the packages keep for a whole process is as it was before they were used. */
function reset() {
  for (const api of [context, diag, metrics, propagation, trace]) api.disable();
  if (require.cache[require.resolve('prom-client')]) require('prom-client').register.clear();
}

/** A module as the body of a function: imports become `await import()`, exports go. */
function asBody(program) {
  return program
    .replace(/^import ([^;']+?) from ('[^']+');?/gm, (_, names, from) => {
      const [head, own] = /^(\w+)?(?:, )?/.exec(names.trim());
      const rest = names.trim().slice(head.length);
      if (rest.startsWith('* as ')) return `const ${rest.slice(5)} = await import(${from});`;
      const list = rest.replace(/^\{|\}$/g, '').replaceAll(' as ', ': ');
      return `const { ${own === undefined ? '' : `default: ${own}, `}${list} } = await import(${from});`;
    })
    .replace(/^export (?=\w)/gm, '');
}

class Exit extends Error {}
process.exit = () => {
  throw new Exit();
};

for await (const line of createInterface({ input: process.stdin })) {
  let failure = null;
  try {
    await new AsyncFunction(asBody(JSON.parse(line)))();
  } catch (error) {
    if (!(error instanceof Exit)) failure = String(error);
  }
  reset();
  process.stdout.write(`\0${JSON.stringify(failure)}\n`);
}
