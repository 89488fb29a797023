/** An entry with Liquid in it is rendered for each event. */
export const isTemplate = (entry: string): boolean => /\{\{|\{%/.test(entry);
