/** What has to be undone at the end, whatever the end is: last in, first out, and no failure keeps the rest from running. */
export class Cleanup {
  private readonly steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.steps.push(step);
  }

  /** Safe to call again: what has been undone is not undone twice. */
  async run(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step().catch((error: unknown) => console.error('cleaning up:', error));
    }
  }
}
