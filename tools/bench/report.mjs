// Rows of the scenarios as a table, as Markdown and as JSON.
const COLUMNS = [
  'scenario',
  'unit',
  'against',
  'base',
  'this build',
  'ratio',
  'target',
  'p50 ms',
  'p99 ms',
  'RSS MiB',
  'base RSS',
  'CPU µs/event',
  'base CPU',
  'DB bytes/event',
];

/** The ratio that the target is about, and whether it is met (`null` = no target). */
export function judge(row) {
  const key = row.of ?? 'rate';
  const ratio = row.base && row.build ? row.build[key] / row.base[key] : null;
  // Some targets are a number of their own, and no ratio.
  if (row.below !== undefined) return { ratio, met: row.build[key] < row.below };
  const met =
    ratio === null ? null : row.atLeast !== undefined ? ratio >= row.atLeast : row.atMost !== undefined ? ratio <= row.atMost : null;
  return { ratio, met };
}

function cells(row) {
  const { ratio, met } = judge(row);
  const key = row.of ?? 'rate';
  const target = row.target ? `${row.target} ${met === null ? '' : met ? 'met' : 'MISSED'}`.trim() : '';
  return [
    row.what,
    row.unit,
    row.against,
    number(row.base?.[key], row.unit),
    number(row.build?.[key], row.unit),
    ratio === null ? '' : ratio.toFixed(2),
    target,
    number(row.build?.p50, 'ms'),
    number(row.build?.p99, 'ms'),
    number(row.rssMib),
    number(row.baseRssMib),
    number(row.build?.cpuUs),
    number(row.base?.cpuUs),
    number(row.bytesPerEvent),
  ];
}

function number(value, unit) {
  if (value === null || value === undefined) return '';
  return unit === 'ms' ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

export function table(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = (line) => line.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ');
  return lines.map((line) => text(line).trimEnd()).join('\n') + notes(rows, '\n  ');
}

function notes(rows, before) {
  return rows
    .filter(({ note }) => note)
    .map(({ what, note }) => `${before}${what}: ${note}`)
    .join('');
}

export function markdown(rows, machine, how) {
  const head = `| ${COLUMNS.join(' | ')} |\n| ${COLUMNS.map((_, column) => (column < 3 ? '---' : '---:')).join(' | ')} |`;
  const facts = Object.entries(machine)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
  return `# Results

Written by \`npm run bench -- --write\`. What each row measures, and how, is told in [README.md](README.md). Load generator, receivers,
relay and Postgres share the machine: the ratios count, not the numbers.

${facts}
- runs: ${how}

${head}
${rows.map((row) => `| ${cells(row).join(' | ')} |`).join('\n')}
${notes(rows, '\n- ')}
`;
}

export function json(rows, machine) {
  const round = (key, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);
  return JSON.stringify({ machine, rows: rows.map((row) => ({ ...row, ...judge(row) })) }, round);
}
