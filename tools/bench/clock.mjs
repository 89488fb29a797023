/** CLOCK_MONOTONIC in milliseconds: the same for all processes of a machine (on Linux and macOS), so that stamps can be compared. */
export function nowMs() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
