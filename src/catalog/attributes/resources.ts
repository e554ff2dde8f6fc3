import type { Library } from '../schema.js';

/** What describes the process that emits telemetry: OpenTelemetry's resources. */
export const RESOURCES: readonly Library[] = [
  {
    id: 'opentelemetry-resources',
    packages: ['@opentelemetry/resources'],
    // `Resource` is a class until 1.x and only a type since 2.0.
    exports: { resourceFromAttributes: 'factory', Resource: 'Resource' },
    kinds: {
      factory: { steps: { '()': 'resource' } },
      Resource: { steps: { new: 'resource' } },
      resource: { resource: {} },
    },
  },
  {
    id: 'opentelemetry-sdk-node',
    packages: ['@opentelemetry/sdk-node'],
    exports: { resources: 'resources' },
    kinds: {
      resources: { steps: { 'resourceFromAttributes()': 'resource', Resource: 'Resource' } },
      Resource: { steps: { new: 'resource' } },
      resource: { resource: {} },
    },
  },
  {
    id: 'vercel-otel',
    packages: ['@vercel/otel'],
    exports: { registerOTel: 'registerOTel' },
    kinds: {
      registerOTel: { steps: { '()': 'resource' } },
      resource: { resource: { key: 'attributes' } },
    },
  },
];
