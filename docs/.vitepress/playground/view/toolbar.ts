import { EXAMPLES } from '../examples.js';
import type { PlaygroundProject } from '../project.js';
import { choice, element } from './element.js';

const PRESETS = ['recommended', 'strict', 'all', 'logs', 'metrics', 'traces', 'propagation', 'setup'];
/** Libraries that console output can be migrated to. */
const LOGGERS = ['pino', 'winston', 'bunyan', 'powertools', 'log4js', 'tslog', 'consola', 'nestjs'];

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

interface ToolbarActions {
  readonly onExample: (name: string) => void;
  readonly onPreset: (preset: string) => void;
  readonly onLogger: (logger: string) => void;
}

/** What is chosen for the whole project. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly preset: HTMLSelectElement;
  private readonly logger: HTMLSelectElement;

  constructor({ onExample, onPreset, onLogger }: ToolbarActions) {
    const example = choice('Example', { 'Choose…': '', ...named(Object.keys(EXAMPLES)) }, (name) => {
      onExample(name);
      example.select.value = '';
    });
    const preset = choice('Config', named(PRESETS), onPreset);
    const logger = choice('Logger', { detected: '', ...named(LOGGERS) }, onLogger);
    this.preset = preset.select;
    this.logger = logger.select;
    this.root = element('div', { className: 'toolbar' }, [example.root, preset.root, logger.root]);
  }

  show({ preset, logger }: PlaygroundProject): void {
    this.preset.value = preset;
    this.logger.value = logger;
  }
}
