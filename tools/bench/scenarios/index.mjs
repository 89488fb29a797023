import { accept } from './accept.mjs';
import { backlog } from './backlog.mjs';
import { bigBodies, endToEnd, fanOut } from './deliver.mjs';
import { growth } from './growth.mjs';
import { lists } from './lists.mjs';
import { paced } from './paced.mjs';
import { pluginThread } from './plugin-thread.mjs';
import { refused } from './refused.mjs';
import { slowNeighbour } from './slow-neighbour.mjs';
import { transform } from './transform.mjs';
import { twoWorkers } from './two-workers.mjs';

export const SCENARIOS = [
  accept,
  refused,
  endToEnd,
  fanOut,
  slowNeighbour,
  backlog,
  growth,
  lists,
  paced,
  twoWorkers,
  bigBodies,
  transform,
  pluginThread,
];
