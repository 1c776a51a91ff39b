import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Command } from './Command';

const port = 7307;

/** Where the app is. */
export const url = `http://localhost:${port}`;

/** A folder for what a run writes. */
export async function createFolder(): Promise<string> {
  return await mkdtemp(path.join(tmpdir(), 'groundcrew-own-clusters-'));
}

/** Runs `npm start` with these arguments until it is usable. */
export async function startApp(
  folder: string,
  args: string[],
): Promise<Command> {
  const own = ['--port', `${port}`, '--state', path.join(folder, 'state')];
  return await Command.start(
    'scripts/start.mjs',
    [...own, ...args],
    /Groundcrew is at/,
  );
}

/** Signs in as the one whose machine it is, which takes no password. */
export async function enter(page: Page): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByRole('link', { name: 'Clusters' })).toBeVisible();
}
