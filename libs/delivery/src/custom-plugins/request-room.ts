/** Of one attempt. What is under way is in the relay's memory, and what waits is in the plugin's own, where a loop that never waits runs out of it. */
const MAX_UNDER_WAY = 16;
const MAX_BYTES_UNDER_WAY = 32 * 1024 * 1024;
const MAX_DEPTH = 4;

/** Lets so many requests of an attempt out at the same time; the others wait for their turn. One alone may be of any size. */
export class RequestRoom {
  private count = 0;
  private bytes = 0;
  private readonly waiting: { readonly bytes: number; readonly begin: () => void }[] = [];

  /** Runs `begin` when there is room. Answers what makes room again. */
  enter(wanted: unknown, begin: () => void): () => void {
    const bytes = sizeOf(wanted, MAX_DEPTH);
    this.waiting.push({ bytes, begin });
    this.advance();
    return () => {
      this.count -= 1;
      this.bytes -= bytes;
      this.advance();
    };
  }

  private advance(): void {
    for (let [next] = this.waiting; next && this.hasRoom(next.bytes); [next] = this.waiting) {
      this.waiting.shift();
      this.count += 1;
      this.bytes += next.bytes;
      next.begin();
    }
  }

  private hasRoom(bytes: number): boolean {
    return this.count === 0 || (this.count < MAX_UNDER_WAY && this.bytes + bytes <= MAX_BYTES_UNDER_WAY);
  }
}

function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || depth === 0) return 0;
  return Object.values(value).reduce((sum: number, inner: unknown) => sum + sizeOf(inner, depth - 1), 0);
}
