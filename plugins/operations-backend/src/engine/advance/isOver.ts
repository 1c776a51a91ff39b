/** Whether so many milliseconds have passed since then. A clock that went back makes nothing late. */
export function isOver(
  since: number | undefined,
  forMs: number,
  now: number,
): boolean {
  return since !== undefined && now - since >= forMs;
}
