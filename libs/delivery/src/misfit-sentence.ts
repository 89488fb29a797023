interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
}

/** For operators: which fields of a stored destination its plugin takes no longer. Issues name fields; messages of ours, never values. */
export function misfitSentence(what: 'config' | 'secrets', issues: readonly Issue[]): string {
  return `The destination's ${what} no longer fit the plugin: ${issues.map(({ path, code }) => path.join('.') || code).join(', ')}.`;
}
