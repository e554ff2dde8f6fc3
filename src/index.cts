/** The types of `require('eslint-plugin-observability')`; it loads the same module as `import` does. */
import type {
  ObservabilityRules as Rules,
  ObservabilitySettings as Settings,
  Plugin,
} from './index.js' with { 'resolution-mode': 'import' };

declare const plugin: Plugin;
// eslint-disable-next-line @typescript-eslint/no-namespace -- `export =` has no other place for types
declare namespace plugin {
  export type ObservabilityRules = Rules;
  export type ObservabilitySettings = Settings;
}
export = plugin;
