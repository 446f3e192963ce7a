/** A forecast as people read it: check run, comments, a Markdown report, a story for the terminal. */
export { renderAll } from './render-all.ts';
export { renderCheck } from './render-check.ts';
export {
  renderIntegrateComment,
  renderNotAPullRequest,
  renderUnknownNames,
} from './render-comment.ts';
export { renderMarkdown } from './render-document.ts';
export { renderExplain } from './render-explain.ts';
export { renderBrokenPlan, renderNoPlanCheck } from './render-plan.ts';
export { type OtherTarget, withOtherTargets } from './render-targets.ts';
export { renderTerminal } from './render-terminal.ts';
