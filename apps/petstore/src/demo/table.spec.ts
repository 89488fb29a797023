import { formatTable } from './table.js';

describe('a table', () => {
  it('aligns words to the left and numbers to the right', () => {
    const table = formatTable(
      ['#', 'event type', 'ms', 'what'],
      [
        [1, 'payment.success', 7, 'ok'],
        [12, 'order.x', 120, ''],
      ],
    );
    expect(table.split('\n')).toEqual([
      '  #   event type       ms   what',
      '  --  ---------------  ---  ----',
      '   1  payment.success    7  ok',
      '  12  order.x          120',
    ]);
  });
});
