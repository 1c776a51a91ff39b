/** The folder of this clone, which the configuration names. */
export function repositoryRoot(): string {
  return process.env.GROUNDCREW_REPOSITORY ?? process.cwd();
}
