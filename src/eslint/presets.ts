import { closest, meant } from '../model/text/closest.js';
import { warnOnce } from './warn-once.js';

/**
 * Presets that answer for names that they do not have: ESLint says of `configs.recomended` that something is undefined,
 * and does not lint. The preset that was meant is taken, or one without rules where that cannot be told; it is warned of
 * once a run.
 */
export function forgivingPresets<Presets extends object>(presets: Presets): Presets {
  return new Proxy(presets, {
    get(target, name, receiver): unknown {
      // Members of every object, and what tools ask any object for.
      if (typeof name === 'symbol' || name in target || PROBES.has(name) || !/^[a-z][\w/-]*$/i.test(name))
        return Reflect.get(target, name, receiver);
      const known = Object.keys(target);
      // Other plugins call theirs `flat/recommended`.
      const wanted = nearest(name.replace(/^.*\//, ''), known) ?? nearest(name, known);
      warnOnce(`eslint-plugin-observability has no preset \`${name}\`${meant(wanted, known)}`);
      return wanted === undefined ? { name: `observability/${name}` } : Reflect.get(target, wanted, receiver);
    },
  });
}

/** The preset that a name comes nearest to: one that only warns where the name says so. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const warns = (each: string) => /-w/i.test(each);
  return closest(
    name,
    known.filter((each) => warns(each) === warns(name)),
  );
}

/** Whether a value is a promise, a module, a list, a node or a matcher, and how it is shown. */
const PROBES = new Set(
  'asymmetricMatch default hasAttribute inspect length nodeType tagName then toJSON'.split(' '),
);
