/** Control characters, which could move a terminal's cursor or ring its bell: values come from senders, too. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
const MAX_CELL_LENGTH = 80;

export type Cell = string | number | boolean | null | undefined;

/** Columns of equal width, as wide as what is in them; nothing is shown as a dash. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return 'none\n';
  const lines = [head, ...rows.map((row) => row.map(cellText))];
  const widths = head.map((_name, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** A name and a value a line. */
export function facts(values: Readonly<Record<string, Cell>>): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length));
  return Object.entries(values)
    .map(([name, value]) => `${name.padEnd(width)}  ${cellText(value)}\n`)
    .join('');
}

function cellText(value: Cell): string {
  if (value === null || value === undefined || value === '') return '-';
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const clean = text.replace(CONTROL, ' ');
  return clean.length > MAX_CELL_LENGTH ? `${clean.slice(0, MAX_CELL_LENGTH - 1)}…` : clean;
}
