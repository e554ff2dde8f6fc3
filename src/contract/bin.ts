#!/usr/bin/env node
import manifest from '../../packages/obs-contract/package.json' with { type: 'json' };
import { main } from './cli.js';
import { runProcess } from '../codemod/command-line.js';

await runProcess('obs-contract', manifest.version, main);
