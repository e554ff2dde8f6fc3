#!/usr/bin/env node
import manifest from '../../packages/obs-codemod/package.json' with { type: 'json' };
import { main } from './cli.js';
import { runProcess } from './command-line.js';

await runProcess('obs-codemod', manifest.version, main);
