/** Files that say what CI does: a trial branch that changed one would run what nobody has approved. */

/** Where GitHub takes workflows and actions from; case is not looked at, since some file systems do not. */
const OF_GITHUB = /^\.github\/(workflows|actions)\/|(^|\/)action\.ya?ml$/i;
/** The same of other CI that is started by pushes. */
const OF_OTHERS =
  /^(\.(circleci|buildkite|woodpecker)\/|\.?(appveyor|azure-pipelines|cirrus|drone|gitlab-ci|travis|woodpecker)\.ya?ml$|Jenkinsfile$)/i;

/** Those of the paths that define workflows, actions or pipelines. */
export function ciDefinitions(paths: readonly string[]): string[] {
  return paths.filter((path) => OF_GITHUB.test(path) || OF_OTHERS.test(path));
}
