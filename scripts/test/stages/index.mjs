import { browserStage } from './browser.mjs';
import { configStage } from './config.mjs';
import { conformanceStage } from './conformance.mjs';
import { goStage } from './go.mjs';
import { lintStage } from './lint.mjs';
import { prettierStage } from './prettier.mjs';
import { scriptsStage } from './scripts.mjs';
import { typesStage } from './types.mjs';
import { unitStage } from './unit.mjs';

/** All stages of "npm test": what is quick comes first, and what builds the lab before what needs it. */
export function createStages() {
  return [
    prettierStage,
    scriptsStage,
    configStage,
    typesStage,
    lintStage,
    goStage,
    unitStage,
    conformanceStage,
    browserStage,
  ];
}
