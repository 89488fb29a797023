const PREFIX = '/in/';

/** `/in/{slug}[/sub/path][?query]`, taken apart without decoding: path and query are kept as they came. */
export interface IngestUrl {
  readonly slug: string;
  /** With its leading slash; empty if there is none. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** Whether a request is ingest's to answer. */
export function isIngest(url: string | undefined): boolean {
  return url?.startsWith(PREFIX) ?? false;
}

/** `null` for anything that is not below `/in/`. */
export function parseIngestUrl(url: string): IngestUrl | null {
  if (!url.startsWith(PREFIX)) return null;
  const mark = url.indexOf('?');
  const end = mark === -1 ? url.length : mark;
  const slash = url.indexOf('/', PREFIX.length);
  const slugEnd = slash === -1 || slash > end ? end : slash;
  return { slug: url.slice(PREFIX.length, slugEnd), path: url.slice(slugEnd, end), query: mark === -1 ? '' : url.slice(mark + 1) };
}
