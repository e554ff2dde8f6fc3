/** The types of `require('eslint-plugin-observability')`; it loads the same module as `import` does. */
import type { ObservabilitySettings as Settings, Plugin } from './index.js' with {
  'resolution-mode': 'import',
};

declare const plugin: Plugin;
// eslint-disable-next-line @typescript-eslint/no-namespace -- `export =` has no other place for a type
declare namespace plugin {
  export type ObservabilitySettings = Settings;
}
export = plugin;
