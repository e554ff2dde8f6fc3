import { defineConfig } from 'eslint/config';
import observability from 'eslint-plugin-observability';

export default defineConfig([observability.configs.recommended]);
