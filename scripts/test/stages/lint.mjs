import fs from 'node:fs/promises';
import path from 'node:path';
import {
  repositoryRoot,
  stateDirectory,
} from '../../bootstrap/directories.mjs';
import { lastLines, runTool } from '../runTool.mjs';

/** ESLint finds no error, in any package or in one. */
export const lintStage = {
  id: 'lint',
  title: 'Lint',
  forPackage: true,
  async run(context) {
    const { packageDirectory } = context;
    const report = path.join(stateDirectory, 'test/lint.json');
    await fs.mkdir(path.dirname(report), { recursive: true });
    await fs.rm(report, { force: true });
    const { code, output } = await runTool(context, {
      name: 'lint',
      script: 'node_modules/@backstage/cli/bin/backstage-cli',
      args: [
        packageDirectory ? 'package' : 'repo',
        'lint',
        '--format',
        'json',
        '--output-file',
        report,
        ...(packageDirectory ? [] : ['--success-cache']),
      ],
      cwd: packageDirectory && path.join(repositoryRoot, packageDirectory),
    });
    const text = await fs.readFile(report, 'utf8').catch(() => '');
    const { errors, warnings } = readLintReport(text);
    if (code === 0) {
      return {
        passed: 1,
        failed: 0,
        notes: warnings > 0 ? [`${warnings} warnings`] : [],
      };
    }
    return {
      passed: 0,
      failed: Math.max(errors.length, 1),
      failures: [errors.length > 0 ? errors.join('\n') : lastLines(output)],
    };
  },
};

/**
 * The errors of ESLint's JSON, one line each, and how many warnings there were.
 *
 * @param text - one JSON array, or several after another as the repository's linter writes them
 */
export function readLintReport(text) {
  const errors = [];
  let warnings = 0;
  for (const { filePath, messages = [] } of parseArrays(text)) {
    for (const { severity, line, column, message, ruleId } of messages) {
      if (severity === 2) {
        const file = path.relative(repositoryRoot, filePath);
        errors.push(`${file}:${line}:${column}  ${message}  (${ruleId})`);
      } else {
        warnings += 1;
      }
    }
  }
  return { errors, warnings };
}

function parseArrays(text) {
  return text
    .trim()
    .split(/(?<=\])\s*\n(?=\[)/)
    .flatMap(part => {
      try {
        return JSON.parse(part);
      } catch {
        return [];
      }
    });
}
