/** What the plan's own words say about how far a workstream is. Words only: they are claims. */

/** Ways in which plans say that nothing is left to do. */
const DONE = /^\W*(done|complete|completed|integrated|landed|merged|finished|closed)\b/i;

/** Whether a declared status says that the workstream is finished; `COMPLETE ✅`, `done (v0.3)`. */
export function isDone(status: string | undefined): boolean {
  return status !== undefined && DONE.test(status.trim());
}
