import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
