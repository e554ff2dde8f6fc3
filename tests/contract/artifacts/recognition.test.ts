import { describe, expect, it } from 'vitest';
import { readArtifact } from '../../../src/contract/artifacts/read-file.js';
import { artifactsOf } from '../checks/judge.js';

/** The expressions of a file, each with what it belongs to. */
function queriesOf(path: string, content: string | object) {
  return artifactsOf({ [path]: content }).flatMap(({ queries }) =>
    queries.map(({ owner, source, language }) => [language, owner.kind, owner.name, source.text]),
  );
}

describe('artifacts are known by what they hold', () => {
  it('a PrometheusRule manifest', () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
spec:
  groups:
    - name: g
      rules:
        - alert: A
          expr: up == 0
        - record: job:x:rate5m
          expr: sum by (job) (rate(x_total[5m]))
`;
    expect(queriesOf('rule.yaml', text)).toEqual([
      ['promql', 'alert', 'A', 'up == 0'],
      ['promql', 'record', 'job:x:rate5m', 'sum by (job) (rate(x_total[5m]))'],
    ]);
  });

  it('rules in the values of a chart and in a config map', () => {
    const values = `serverFiles:\n  alerting_rules.yml:\n    groups:\n      - name: g\n        rules:\n          - alert: A\n            expr: up == 0\n`;
    const map = `kind: ConfigMap\ndata:\n  alerts.yml: |\n    groups:\n      - name: g\n        rules:\n          - alert: A\n            expr: up == 0\n`;
    for (const text of [values, map])
      expect(queriesOf('x.yaml', text)).toEqual([['promql', 'alert', 'A', 'up == 0']]);
  });

  it('dashboards of all schemas, with the panel that an expression is in', () => {
    const target = { refId: 'A', expr: 'up' };
    const classic = { title: 'D', panels: [{ title: 'Row', panels: [{ title: 'P', targets: [target] }] }] };
    const rows = { title: 'D', rows: [{ panels: [{ title: 'P', targets: [target] }] }] };
    const v1 = { kind: 'Dashboard', apiVersion: 'dashboard.grafana.app/v1beta1', spec: classic };
    const query = { kind: 'prometheus', spec: { expr: 'up' } };
    const v2 = {
      kind: 'Dashboard',
      spec: {
        elements: {
          one: {
            kind: 'Panel',
            spec: {
              title: 'P',
              data: { kind: 'QueryGroup', spec: { queries: [{ kind: 'PanelQuery', spec: { query } }] } },
            },
          },
        },
      },
    };
    const resource = `kind: GrafanaDashboard\nspec:\n  json: >\n    ${JSON.stringify(classic)}\n`;
    for (const dashboard of [classic, rows, v1, v2])
      expect(queriesOf('d.json', dashboard)).toEqual([['promql', 'panel', 'P', 'up']]);
    expect(queriesOf('d.yaml', resource)).toEqual([['promql', 'panel', 'P', 'up']]);
  });

  it('a dashboard’s variables and annotations', () => {
    const dashboard = {
      title: 'D',
      annotations: { list: [{ name: 'Deploys', iconColor: 'red', expr: 'changes(x[5m])' }] },
      templating: {
        list: [
          { name: 'route', type: 'query', query: 'label_values(http_requests_total{job="a,b"}, route)' },
          { name: 'job', type: 'query', query: { query: 'label_values(up, job)', refId: 'B' } },
          { name: 'top', type: 'query', query: 'query_result(topk(3, x))' },
          { name: 'any', type: 'query', query: 'label_values(instance)' },
        ],
      },
      panels: [],
    };
    expect(queriesOf('d.json', dashboard)).toEqual([
      ['promql', 'annotation', 'Deploys', 'changes(x[5m])'],
      ['promql', 'variable', 'route', 'http_requests_total{job="a,b"}'],
      ['promql', 'variable', 'job', 'up'],
      ['promql', 'variable', 'top', 'topk(3, x)'],
    ]);
  });

  it('the language by the data source and by what only LogQL has', () => {
    const panel = (type: string, expr: string) => ({
      title: 'D',
      panels: [{ title: 'P', datasource: { type }, targets: [{ refId: 'A', expr }] }],
    });
    const language = (content: object) => queriesOf('d.json', content).map(([first]) => first);
    expect(language(panel('loki', '{app="x"}'))).toEqual(['logql']);
    expect(language(panel('prometheus', 'up'))).toEqual(['promql']);
    expect(language(panel('prometheus', '{app="x"} |= "failed"'))).toEqual(['logql']);
    for (const filter of ['!= "debug"', '!=`debug`', '!~ "a|b"', '!= ip("10.0.0.0/8")'])
      expect(language(panel('prometheus', `{app="x"} ${filter}`))).toEqual(['logql']);
    for (const compared of ['!= 1', '!= bool 1', '!= on (job) up', '!= $limit'])
      expect(language(panel('prometheus', `state{app="x"} ${compared}`))).toEqual(['promql']);
    expect(language(panel('tempo', '{ .a = "b" }'))).toEqual([]);
    expect(language(panel('__expr__', '$A > 3'))).toEqual([]);
  });

  it('alerts that Grafana provisions', () => {
    const text = `groups:
  - name: g
    rules:
      - title: Slow
        condition: B
        for: 5m
        data:
          - refId: A
            model:
              expr: rate(x_total[5m])
`;
    expect(queriesOf('alerting.yaml', text)).toEqual([['promql', 'panel', 'Slow', 'rate(x_total[5m])']]);
  });

  it('objectives of OpenSLO, Sloth and Pyrra', () => {
    const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  indicator:
    spec:
      ratioMetric:
        good: { metricSource: { type: Prometheus, spec: { query: good_total } } }
        total: { metricSource: { type: Prometheus, spec: { query: all_total } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.99 }]
`;
    const sloth = `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(bad_total[{{.window}}]))
        total_query: sum(rate(all_total[{{.window}}]))
`;
    const pyrra = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: availability }
spec:
  target: "99.5"
  window: 4w
  indicator:
    ratio:
      errors: { metric: 'all_total{code=~"5.."}' }
      total: { metric: all_total }
`;
    const slos = (text: string) =>
      artifactsOf({ 'slo.yaml': text }).flatMap((artifact) =>
        artifact.slos.map(({ format, target, window, name }) => [format, name, target, window]),
      );
    expect(slos(openSlo)).toEqual([['OpenSLO', 'availability', 0.99, 28 * 86_400]]);
    expect(slos(sloth)).toEqual([['Sloth', 'availability', 0.9990000000000001, 30 * 86_400]]);
    expect(slos(pyrra)).toEqual([['Pyrra', 'availability', 0.995, 28 * 86_400]]);
    expect(queriesOf('slo.yaml', openSlo).map(([, , , text]) => text)).toEqual(['good_total', 'all_total']);
    expect(
      artifactsOf({ 'slo.yaml': sloth })[0]!.queries.every(
        (query) => query.language === 'promql' && !query.expression.fault,
      ),
    ).toBe(true);
  });

  it('nothing else that has the same keys', () => {
    expect(queriesOf('cel.yaml', 'rules:\n  - name: a\n    expr: has(x.y)\n')).toEqual([]);
    expect(queriesOf('ast.json', { type: 'Stmt', expr: { type: 'Call' } })).toEqual([]);
    expect(artifactsOf({ 'package.json': { name: 'expr' } })).toEqual([]);
  });
});

describe('bad input is one line', () => {
  const why = (path: string, text: string) => {
    const read = readArtifact(path, text);
    return read?.is === 'skipped' ? `${read.why.line}:${read.why.column} ${read.why.message}` : read?.is;
  };

  it('invalid YAML and JSON, with the position', () => {
    expect(why('a.yml', 'groups:\n  - name: "x\n    rules:\n      - expr: up\n')).toMatch(
      /^\d+:\d+ not valid YAML: /,
    );
    expect(why('a.json', '{"title": "x",\n "panels": [{"expr": "up"}}')).toBe(
      '2:27 not valid JSON: comma expected',
    );
  });

  it('a file that is too large', () => {
    expect(why('a.json', `{"expr": "${'x'.repeat(11 * 1024 * 1024)}"}`)).toBe(
      '1:1 too large to be read (11 MB)',
    );
  });

  it('anchors that hold themselves, are not there, or grow without end', () => {
    expect(
      why(
        'a.yml',
        'groups: &a\n  - rules: *a\n    name: x\n  - rules:\n      - alert: A\n        expr: up\n',
      ),
    ).toBe('2:12 not valid YAML: the anchor `a` contains itself');
    const rule = (labels: string) =>
      `groups:\n  - rules:\n      - alert: A\n        expr: up\n        labels: ${labels}\n`;
    expect(why('a.yml', rule('*team'))).toBe('5:17 not valid YAML: no anchor `team` stands before `*team`');
    expect(why('a.yml', `x-team: &team { team: a }\n${rule('*team')}`)).toBe('read');
    const level = (n: number) =>
      `l${n}: &l${n} [${Array(10)
        .fill(`*l${n - 1}`)
        .join(', ')}]`;
    const bomb = ['l0: &l0 [x]', ...[1, 2, 3, 4, 5, 6, 7, 8].map(level), 'expr: up'].join('\n');
    expect(why('a.yml', bomb)).toMatch(/its anchors make it too large to read$/);
  });

  it('a template that is no YAML; one that is, once its actions are blanked, is read', () => {
    const template = `{{- if .Values.alerts }}
groups:
  - name: {{ .Release.Name }}
    rules:
      - alert: A
        expr: up{job="{{ .Values.job }}"} == {{ .Values.threshold }}
{{- end }}
`;
    expect(queriesOf('templates/rules.yaml', template)).toHaveLength(1);
    expect(
      why('templates/rules.yaml', `groups:\n{{ range .Values.x }}\n - a: [\n{{ end }}\n   expr: up\n`),
    ).toBe('1:1 a template that is no YAML by itself');
  });
});
