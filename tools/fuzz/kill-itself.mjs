/**
 * Loaded before a program, by `--import`: ends it with a signal when it begins its n-th operation on the disk, which under load
 * comes more surely than a signal from outside.
 */
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [signal, at] = (process.env.KILL_AT ?? '').split(' ');
let done = 0;
for (const name of ['open', 'rename', 'link', 'rm']) {
  const original = promises[name];
  promises[name] = (...args) => {
    if (++done === Number(at)) process.kill(process.pid, signal);
    return original(...args);
  };
}
syncBuiltinESMExports();
