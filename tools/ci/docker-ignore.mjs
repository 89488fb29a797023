// Which files of a build context a .dockerignore leaves out: https://docs.docker.com/build/concepts/context/#dockerignore-files

/** @returns {(path: string) => boolean} whether the file is sent to the build */
export function readDockerignore(text) {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => ({ leftOut: !line.startsWith('!'), pattern: toPattern(line.replace(/^!/, '')) }));
  // The last rule that fits a file, or a folder above it, decides.
  return (path) => !(rules.findLast(({ pattern }) => withFolders(path).some((one) => pattern.test(one)))?.leftOut ?? false);
}

function withFolders(path) {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

function toPattern(glob) {
  const source = glob
    .replace(/^\/|\/$/g, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (token) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[token]);
  return new RegExp(`^${source}$`);
}
