/** What did not turn out as it should. The demo passes only while this is empty. */
export class Differences {
  private readonly found: string[] = [];
  private checks = 0;

  /** Notes a difference unless `holds`. Returns `holds`, for a mark in a table. */
  check(holds: boolean, difference: string): boolean {
    this.checks += 1;
    if (!holds) this.found.push(difference);
    return holds;
  }

  checkEqual(actual: unknown, expected: unknown, what: string): boolean {
    return this.check(actual === expected, `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }

  get list(): readonly string[] {
    return this.found;
  }

  get checkCount(): number {
    return this.checks;
  }
}
