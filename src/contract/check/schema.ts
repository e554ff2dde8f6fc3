/** The JSON Schema of `obs-contract check --format json`; `npm run docs` writes it to `schema/check.json`. */
export const CHECK_SCHEMA = {
  type: 'object',
  properties: {
    version: { const: 1 },
    summary: {
      type: 'object',
      properties: {
        files: count('Files that hold artifacts.'),
        expressions: count('Expressions in them.'),
        errors: count('Findings that make the exit code 1.'),
        warnings: count(),
        infos: count(),
        excused: count('Findings that a comment or the baseline lets pass.'),
      },
      required: ['files', 'expressions', 'errors', 'warnings', 'infos', 'excused'],
      additionalProperties: false,
    },
    findings: {
      type: 'array',
      description: 'Sorted by file and position.',
      items: {
        type: 'object',
        properties: {
          id: text('The same as long as the check, file, subject and name are; lines may move.'),
          check: text('The name of its page under docs/checks.'),
          severity: { enum: ['error', 'warning', 'info'] },
          message: text(),
          ...place(),
          endLine: { type: 'integer', minimum: 1 },
          endColumn: { type: 'integer', minimum: 1 },
          subject: text('The alert, panel or pipeline that it is in.'),
          name: text('What it is about: a metric, a label, a component.'),
          related: {
            type: 'array',
            description: 'Other places that prove it, as where the code defines the metric.',
            items: {
              type: 'object',
              properties: { message: text(), ...place() },
              required: ['message', 'file', 'line', 'column'],
              additionalProperties: false,
            },
          },
        },
        required: [
          'id',
          'check',
          'severity',
          'message',
          'file',
          'line',
          'column',
          'subject',
          'name',
          'related',
        ],
        additionalProperties: false,
      },
    },
    skipped: {
      type: 'array',
      description: 'What cannot be read.',
      items: {
        type: 'object',
        properties: { ...place(), message: text() },
        required: ['file', 'line', 'column', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['version', 'summary', 'findings', 'skipped'],
  additionalProperties: false,
};

function place() {
  return {
    file: text('From the folder it is run in, with forward slashes.'),
    line: { type: 'integer', minimum: 1 },
    column: { type: 'integer', minimum: 1 },
  };
}

function text(description?: string) {
  return { type: 'string', ...(description === undefined ? {} : { description }) };
}

function count(description?: string) {
  return { type: 'integer', minimum: 0, ...(description === undefined ? {} : { description }) };
}
