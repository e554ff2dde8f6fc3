/** The types of `require('eslint-plugin-observability')`; it loads the same module as `import` does. */
import type { Plugin } from './index.js' with { 'resolution-mode': 'import' };

declare const plugin: Plugin;
export = plugin;
