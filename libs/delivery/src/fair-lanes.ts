import type { Uuid } from '@posthorn/contracts';

interface Sharing {
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
}

/**
 * At most `most` lanes, fair over projects, then over destinations: each project gets its turn, and within it each destination,
 * whatever waits for the others. Shuffled, so that over several claims everybody is served.
 */
export function fairLanes<Lane extends Sharing>(lanes: readonly Lane[], most: number, random: () => number = Math.random): Lane[] {
  if (lanes.length <= most) return [...lanes];
  const projects = [...Map.groupBy(lanes, (lane) => lane.projectId).values()].map((own) =>
    inTurns(
      shuffled(
        [...Map.groupBy(own, (lane) => lane.destinationId).values()].map((some) => shuffled(some, random)),
        random,
      ),
    ),
  );
  return inTurns(shuffled(projects, random)).slice(0, most);
}

/** One of each, then a second one of each, and so on. */
function inTurns<Item>(groups: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group.slice(turn, turn + 1))).flat();
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
