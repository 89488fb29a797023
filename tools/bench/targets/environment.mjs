/** Whatever this shell configures is meant for another relay. */
export function cleanEnvironment(over) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('POSTHORN_') && !name.startsWith('NODE_'));
  return { ...Object.fromEntries(inherited), ...over };
}
