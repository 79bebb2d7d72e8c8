import type { Finding, Report } from './findings.ts';

/** The report as Markdown: a table for each part, and what was missed at the end. */
export function reportText(report: Report): string {
  const { machine, versions, size } = report;
  const parts = [...new Set(report.findings.map(({ part }) => part))];
  const missed = report.findings.filter(({ target }) => target && !target.isMet);
  return [
    `${whole(size.customers)} customers, ${whole(size.orders)} orders, ${whole(size.lines)} lines. Regulars ${versions.regulars}, Node ${versions.node}, PostgreSQL ${versions.postgres}.`,
    `${machine.cpus} × ${machine.cpu}, ${whole(machine.memory_mb / 1024)} GB, ${machine.system}; ${report.begun_at.slice(0, 10)}, ${whole(report.seconds)} s.`,
    ...parts.flatMap((part) => [`\n## ${part}\n`, ...table(report.findings.filter((each) => each.part === part))]),
    '\n## Against the targets\n',
    ...(missed.length === 0
      ? ['All are met.']
      : missed.map(
          (each) => `- **missed**: ${each.part}, ${each.what}: ${shown(each.value, each.unit)}, ${each.target?.text}`,
        )),
  ].join('\n');
}

function table(findings: readonly Finding[]): string[] {
  const baselines = [...new Set(findings.flatMap((each) => Object.keys(each.baselines ?? {})))];
  const isTimed = findings.some(({ timing }) => timing);
  const head = [
    '',
    'found',
    ...(isTimed ? ['p50', 'p95', 'p99'] : []),
    ...baselines.flatMap((name) => [name, '×']),
    'target',
  ];
  const rows = findings.map((each) => [
    each.what.replaceAll('|', '\\|'),
    shown(each.value, each.unit),
    ...(isTimed ? times(each) : []),
    ...baselines.flatMap((name) => against(each, each.baselines?.[name])),
    each.target ? `${each.target.text} ${each.target.isMet ? '✓' : '**missed**'}` : '',
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, nth) => (nth === 0 ? '---' : '---:'))), ...rows.map(line)];
}

const times = ({ timing }: Finding): string[] =>
  timing ? [timing.p50_ms, timing.p95_ms, timing.p99_ms].map((ms) => shown(ms, 'ms')) : ['', '', ''];

/** A baseline, and how many times as long as ours it took. */
const against = (each: Finding, baseline: number | undefined): string[] =>
  baseline === undefined ? ['', ''] : [shown(baseline, each.unit), (baseline / each.value).toPrecision(2)];

function shown(value: number, unit: Finding['unit']): string {
  const digits = value !== 0 && Math.abs(value) < 100 && unit !== 'rows' ? 1 : 0;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits }).replaceAll(',', ' ')} ${unit}`;
}

const whole = (value: number) => Math.round(value).toLocaleString('en-GB').replaceAll(',', ' ');
