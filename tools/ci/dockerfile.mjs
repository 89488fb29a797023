// A Dockerfile as stages of steps, in the shape that the checks and the runner need.
import { DockerfileParser } from 'dockerfile-ast';

/**
 * @typedef {{ keyword: string, flags: Record<string, string>, content: string, words: string[], line: number, env?: Record<string, string> }} Step
 * @typedef {{ name: string, from: string, steps: Step[] }} Stage
 * @returns {Stage[]}
 */
export function readDockerfile(text) {
  const stages = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const step = toStep(instruction);
    if (step.keyword === 'FROM') stages.push({ name: instruction.getBuildStage() ?? 'final', from: instruction.getImage(), steps: [] });
    else if (stages.length === 0) throw new Error(`${step.keyword} before the first FROM`);
    else stages.at(-1).steps.push(step);
  }
  return stages;
}

function toStep(instruction) {
  const flags = Object.fromEntries((instruction.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue()]));
  // Docker drops whole lines of comment before it joins continued lines.
  const content = (instruction.getRawArgumentsContent() ?? '').replace(/^\s*#.*\n/gm, '');
  const env = instruction.getProperties && Object.fromEntries(instruction.getProperties().map((one) => [one.getName(), one.getValue()]));
  const line = instruction.getRange().start.line + 1;
  return { keyword: instruction.getKeyword(), flags, content, words: content.split(/\s+/), line, env };
}

/** A stage's steps after those of the stages that it is made of. */
export function inheritedSteps(stages, stage) {
  const parent = stages.find(({ name }) => name === stage.from);
  return [...(parent ? inheritedSteps(stages, parent) : []), ...stage.steps];
}

export const lastStep = (steps, keyword) => steps.findLast((step) => step.keyword === keyword);

/** The words of an exec form (`["node", "main.js"]`), or `null` for a shell form. */
export function execForm(content) {
  try {
    const words = JSON.parse(content);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
}

/** The command of `HEALTHCHECK CMD [...]`. */
export const healthCommand = (steps) => execForm((lastStep(steps, 'HEALTHCHECK')?.content ?? '').replace(/^CMD\s+/, ''));
