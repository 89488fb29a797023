import type { Uuid } from '@posthorn/contracts';
import { inTurns } from '@posthorn/store';

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

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
