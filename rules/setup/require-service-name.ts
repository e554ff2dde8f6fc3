import { defineRule } from '../../src/eslint/define-rule.js';
import { isNameless, sdksOf } from '../../src/recognize/setup/sdk-setup.js';

export default defineRule<'nameless'>({
  name: 'require-service-name',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a service name where a telemetry SDK is set up',
      signal: 'setup',
      tier: 'strict',
    },
    messages: {
      nameless: '`{{sdk}}` has no service name. {{remedy}}, or set `OTEL_SERVICE_NAME`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        for (const setup of sdksOf(file)) {
          if (!isNameless(setup, file)) continue;
          const { node, sdk } = setup;
          const remedy =
            sdk === 'NodeSDK' ? 'Pass `serviceName`' : 'Pass a `resource` with the attribute `service.name`';
          context.report({ node, messageId: 'nameless', data: { sdk, remedy } });
        }
      },
    };
  },
});
